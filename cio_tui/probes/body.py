"""The body of an answer, decoded as it comes and never beyond its limit: 1 MB of gzip can hold 1 GB."""

from __future__ import annotations

import zlib
from typing import TYPE_CHECKING

from cio_tui.core.text import clean_line
from cio_tui.probes.failure import PhaseError

if TYPE_CHECKING:
    from cio_tui.probes.exchange import Exchange

_RAW_SLACK = 65_536
"""Bytes on the wire allowed beyond the limit, for compressed data that decodes to next to nothing."""
_GZIP_OR_ZLIB = 47
"""zlib's window bits for either header."""


class BodyReader:
    """Feeds an exchange's body. We ask for no compression; gzip is read all the same, since some servers insist."""

    def __init__(self, exchange: Exchange) -> None:
        self._exchange = exchange
        self._limit = exchange.request.max_body
        encoding = exchange.headers.get("content-encoding", "identity").strip().lower()
        self._inflate = (
            zlib.decompressobj(_GZIP_OR_ZLIB) if encoding in ("gzip", "x-gzip", "deflate") else None
        )
        self._refused = "" if self._inflate or encoding in ("", "identity") else encoding

    def feed(self, chunk: bytes) -> None:
        """Add what came. Raises PhaseError("body") if it cannot be decoded."""
        exchange = self._exchange
        if self._refused:
            raise PhaseError(
                "body", f"{exchange.status}, compressed as {clean_line(self._refused, 20)!r} unasked"
            )
        exchange.received += len(chunk)
        room = self._limit - len(exchange.body)
        exchange.body += self._decoded(chunk, room + 1)
        if len(exchange.body) > self._limit or exchange.received > self._limit + _RAW_SLACK:
            del exchange.body[self._limit :]
            exchange.is_cut = True

    def finish(self) -> None:
        """Say that the last chunk has come. Raises PhaseError("body") if the compressed data is not whole."""
        if self._inflate and self._exchange.received and not self._inflate.eof:
            raise PhaseError("body", f"{self._exchange.status}, but its compressed body breaks off")

    def _decoded(self, chunk: bytes, most: int) -> bytes:
        if self._inflate is None:
            return chunk[:most]
        try:
            return self._inflate.decompress(chunk, most)
        except zlib.error as error:
            raise PhaseError(
                "body", f"{self._exchange.status}, but its compressed body is damaged"
            ) from error

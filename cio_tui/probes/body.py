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
        self._fault = ""
        self._inflate: zlib._Decompress | None = None
        encoding = exchange.headers.get("content-encoding", "identity").strip().lower()
        if encoding in ("gzip", "x-gzip", "deflate"):
            self._inflate = zlib.decompressobj(_GZIP_OR_ZLIB)
        elif encoding not in ("", "identity"):
            self._fault = f"compressed as {clean_line(encoding, 20)!r} unasked"

    def feed(self, chunk: bytes) -> None:
        """Add what came; sets `is_cut` once no more of it is wanted."""
        exchange, limit = self._exchange, self._exchange.request.max_body
        exchange.received += len(chunk)
        if not (self._fault or exchange.is_cut):
            exchange.body += self._decoded(chunk, limit + 1 - len(exchange.body))
        if self._fault or len(exchange.body) > limit or exchange.received > limit + _RAW_SLACK:
            del exchange.body[limit:]
            exchange.is_cut = True

    def finish(self) -> None:
        """Say that there is no more. Raises PhaseError("body") for what could not be decoded."""
        exchange = self._exchange
        if self._inflate and exchange.received and not (self._inflate.eof or exchange.is_cut):
            self._fault = "but its compressed body breaks off"
        if self._fault and exchange.received:
            raise PhaseError("body", f"{exchange.status}, {self._fault}")

    def _decoded(self, chunk: bytes, most: int) -> bytes:
        if self._inflate is None:
            return chunk[:most]
        try:
            return self._inflate.decompress(chunk, most)
        except zlib.error:
            self._fault = "but its compressed body is damaged"
            return b""

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
_GZIP_OR_ZLIB, _RAW = 47, -15
"""zlib's window bits for either header, and for none."""
_GZIP_MAGIC, _ZLIB_METHOD = 0x1F, 8
"""The first byte of a gzip member, and the low half of a zlib stream's. No bare deflate stream begins with either."""


class BodyReader:
    """Feeds an exchange's body. We ask for no compression; gzip is read all the same, since some servers insist."""

    def __init__(self, exchange: Exchange) -> None:
        self._exchange = exchange
        self._fault = ""
        self._unpacker: _Unpacker | None = None
        encoding = exchange.headers.get("content-encoding", "identity").strip().lower()
        if encoding in ("gzip", "x-gzip", "deflate"):
            self._unpacker = _Unpacker(may_be_bare=encoding == "deflate")
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
        if self._unpacker and exchange.received and not (self._unpacker.is_whole or exchange.is_cut):
            self._fault = "but its compressed body breaks off"
        if self._fault and exchange.received:
            raise PhaseError("body", f"{exchange.status}, {self._fault}")

    def _decoded(self, chunk: bytes, most: int) -> bytes:
        if self._unpacker is None:
            return chunk[:most]
        try:
            return self._unpacker.unpack(chunk, most)
        except zlib.error:
            self._fault = "but its compressed body is damaged"
            return b""


class _Unpacker:
    """Reads gzip of any number of members, zlib, and the bare deflate that some servers send by that name."""

    def __init__(self, *, may_be_bare: bool) -> None:
        self._may_be_bare = may_be_bare
        self._stream: zlib._Decompress | None = None
        self._is_padding = False

    @property
    def is_whole(self) -> bool:
        """Whether the last member that was begun has ended."""
        return self._stream is not None and self._stream.eof

    def unpack(self, packed: bytes, most: int) -> bytes:
        """What comes of these bytes, `most` at most over all members. Raises zlib.error."""
        unpacked = b""
        while packed and len(unpacked) < most and not self._is_padding:
            if self._stream is None or self._stream.eof:
                self._begin(packed[0])
                continue
            unpacked += self._stream.decompress(packed, most - len(unpacked))
            packed = self._stream.unused_data
        return unpacked

    def _begin(self, first: int) -> None:
        """A stream of the kind that begins with this byte; what follows the last member is none."""
        if self._stream is not None and first != _GZIP_MAGIC:
            self._is_padding = True
            return
        has_header = first == _GZIP_MAGIC or first & 15 == _ZLIB_METHOD
        self._stream = zlib.decompressobj(_GZIP_OR_ZLIB if has_header or not self._may_be_bare else _RAW)

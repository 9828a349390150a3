"""The forms that a signing key and a body take on their way through configuration files, proxies and frameworks."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator


class Cause(NamedTuple):
    """Why a signature does not match, or would not be accepted."""

    name: str
    text: str
    remedy: str


KEY_WHITESPACE = Cause(
    "key-whitespace",
    "There is white space around the key.",
    "Remove the blank or line break at the end of the key, where the receiver reads it.",
)
KEY_QUOTES = Cause(
    "key-quotes", "There are quotes around the key.", "Remove them where the receiver reads the key."
)
TRAILING_NEWLINE = Cause(
    "trailing-newline",
    "The body differs by a line break at its end.",
    "Sign the raw bytes: an editor, echo or a log line has added or removed one.",
)
LINE_ENDS = Cause(
    "line-ends",
    "The line ends of the body were converted.",
    "Sign the raw bytes; keep the body in binary mode.",
)
BYTE_ORDER_MARK = Cause(
    "byte-order-mark", "The body differs by a byte order mark.", "Sign the raw bytes, before any decoding."
)
RESERIALISED = Cause(
    "body-reserialised",
    "The body was parsed and written out again: the same JSON in other bytes.",
    "Take the raw body before the framework parses it; JSON written out again never matches.",
)

_LAYOUTS: tuple[tuple[int | None, tuple[str, str]], ...] = (
    (None, (",", ":")),
    (None, (", ", ": ")),
    (2, (",", ": ")),
    (4, (",", ": ")),
)
"""Compact as Customer.io and JavaScript write it, with blanks as Python does, and for people."""
_ESCAPES: tuple[tuple[tuple[str, str], ...], ...] = (
    (),
    (("/", "\\/"),),
    (("<", "\\u003c"), (">", "\\u003e"), ("&", "\\u0026")),
)
"""What PHP and Go escape besides."""


def key_forms(key: bytes) -> Iterator[tuple[bytes, Cause | None]]:
    """The key as it is, then as it may have been meant or used."""
    yield key, None
    stripped = key.strip()
    for other in (stripped, key + b"\n", key + b"\r\n", key + b" ", b" " + key):
        if other != key and other:
            yield other, KEY_WHITESPACE
    bare = stripped.strip(b"\"'")
    for other in (bare, b'"' + key + b'"', b"'" + key + b"'"):
        if other != stripped and other:
            yield other, KEY_QUOTES


def body_forms(body: bytes) -> Iterator[tuple[bytes, Cause | None]]:
    """The body as it is, then as it may have been before or after something touched it; each once."""
    seen = {body}
    yield body, None
    for other, cause in (*_framed(body), *_rewritten(body)):
        if other not in seen:
            seen.add(other)
            yield other, cause


def _framed(body: bytes) -> Iterator[tuple[bytes, Cause]]:
    for other in (body.rstrip(b"\r\n"), body + b"\n", body + b"\r\n"):
        yield other, TRAILING_NEWLINE
    unix = body.replace(b"\r\n", b"\n")
    for other in (unix, unix.replace(b"\n", b"\r\n")):
        yield other, LINE_ENDS
    mark = b"\xef\xbb\xbf"
    yield (body.removeprefix(mark) if body.startswith(mark) else mark + body), BYTE_ORDER_MARK


def _rewritten(body: bytes) -> Iterator[tuple[bytes, Cause]]:
    try:
        document = json.loads(body)
    except (ValueError, RecursionError):
        return
    for indent, separators in _LAYOUTS:
        for is_sorted in (False, True):
            for is_ascii in (False, True):
                text = json.dumps(
                    document, indent=indent, separators=separators, sort_keys=is_sorted, ensure_ascii=is_ascii
                )
                yield from ((_escaped(text, pairs), RESERIALISED) for pairs in _ESCAPES)


def _escaped(text: str, pairs: tuple[tuple[str, str], ...]) -> bytes:
    for plain, escaped in pairs:
        text = text.replace(plain, escaped)
    return text.encode(errors="surrogatepass")

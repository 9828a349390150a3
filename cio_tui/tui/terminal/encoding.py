"""A terminal that does not speak UTF-8 gets an ASCII twin of every character it lacks, as wide as the original.

A codec's error handler, so the characters that the terminal does have (é and » in Latin-1) stay, and nothing above the
driver needs to know. What arrives is never a reason to end: an undecodable byte is shown as �.
"""

from __future__ import annotations

import codecs
import sys
from typing import TYPE_CHECKING

from rich.cells import cell_len

from cio_tui.tui.present.glyphs import as_ascii

if TYPE_CHECKING:
    from codecs import IncrementalDecoder

TWIN = "cio-tui-twin"

HORIZONTAL = frozenset("─━┄┅┈┉╌╍═╴╶╸╺╼╾▔▁▂")
VERTICAL = frozenset("│┃┆┇┊┋╎╏║╵╷╹╻╽╿▏▎▍▕")


def terminal_encoding() -> str:
    """Of the terminal, as the locale says; UTF-8 where it says nothing."""
    return getattr(sys.__stderr__, "encoding", None) or "utf-8"


def encode(text: str, encoding: str) -> bytes:
    """The bytes to send; never raises, never changes the number of cells."""
    return text.encode(encoding, TWIN)


def make_decoder(encoding: str) -> IncrementalDecoder:
    """For what the terminal sends; never raises."""
    return codecs.getincrementaldecoder(encoding)("replace")


def twin(character: str) -> str:
    """ASCII that takes as many cells."""
    known = as_ascii(character)
    if known.isascii():
        return known
    if character in HORIZONTAL:
        return "-"
    if character in VERTICAL:
        return "|"
    if "\u2500" <= character <= "\u257f":
        return "+"
    if "\u2580" <= character <= "\u259f":
        return "#"
    return "?" * cell_len(character)


def _replace(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeEncodeError):
        raise error
    return "".join(map(twin, error.object[error.start : error.end])), error.end


codecs.register_error(TWIN, _replace)

"""A terminal that does not speak UTF-8 gets an ASCII twin of every character it lacks, as wide as the original.

A codec's error handler, so the characters that the terminal does have (é and » in Latin-1) stay, and nothing above the
driver needs to know. What arrives is never a reason to end: an undecodable byte is shown as �.
"""

from __future__ import annotations

import codecs
import os
import sys
from typing import TYPE_CHECKING

from rich.cells import cell_len

from cio_tui.tui.present.glyphs import as_ascii

if TYPE_CHECKING:
    from codecs import IncrementalDecoder
    from collections.abc import Mapping

TWIN = "cio-tui-twin"

HORIZONTAL = frozenset("─━┄┅┈┉╌╍═╴╶╸╺╼╾▔▁▂")
VERTICAL = frozenset("│┃┆┇┊┋╎╏║╵╷╹╻╽╿▏▎▍▕")


_COERCED = ("C.UTF-8", "C.utf8", "UTF-8")
"""What Python sets LC_CTYPE to, in its own environment, where it makes nothing of LANG (PEP 538)."""


def terminal_encoding(environment: Mapping[str, str] = os.environ) -> str:
    """Of the terminal, as the locale says; UTF-8 where it says nothing.

    The words of the locale come before Python, which reads UTF-8 out of one that this host does not have: ssh brings
    the name along. So it does with the C locale, which is believed only where LC_ALL asks for it.
    """
    overrides = environment.get("LC_ALL", "")
    kind, language = environment.get("LC_CTYPE", ""), environment.get("LANG", "")
    locale = overrides or (language if kind in _COERCED else kind) or language
    named = locale.partition(".")[2].partition("@")[0]
    if not environment.get("PYTHONIOENCODING"):
        if overrides in ("C", "POSIX"):
            return "ascii"
        if _is_usable(named):
            return named
    return getattr(sys.__stderr__, "encoding", None) or "utf-8"


def _is_usable(encoding: str) -> bool:
    """Whether Python knows it, and plain letters are themselves in it."""
    try:
        return bool(encoding) and "Az".encode(encoding) == b"Az"
    except (LookupError, UnicodeError):
        return False


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

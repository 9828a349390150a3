"""The help, drawn from the key table, so that a key and its description cannot drift apart."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cio_tui.core.reading import Verdict
from cio_tui.core.session import Mark
from cio_tui.tui.keys import Group
from cio_tui.tui.line import EMPTY, Line, Piece, width_of, words, wrap
from cio_tui.tui.present.glyphs import VERDICTS
from cio_tui.tui.present.marks import MARKS

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from cio_tui.tui.keys import Key

KEY_WIDTH = 14

GOOD_TO_KNOW = (
    "The log is on disk before the screen says so. Connection gone? Log in again: cio-tui resume",
    "Copying does not arrive? tmux: set -s set-clipboard on; otherwise Y shows plain text.",
    "Slow link: ssh -C. Screen reader or dumb terminal: cio-tui walk BOOK --plain",
    "cio-tui only reads from Customer.io. It shows commands and never runs one.",
)


def help_lines(keys: Sequence[Key], width: int) -> tuple[Line, ...]:
    """Keys by group, marks, and good advice."""
    lines: list[Line] = []
    for group in Group:
        members = [key for key in keys if key.group is group]
        if members:
            lines += [words((group.value.upper(), "strong")), *_keys(members, width), EMPTY]
    lines += [words(("MARKS", "strong")), *_marks(width), EMPTY, words(("GOOD TO KNOW", "strong"))]
    for sentence in GOOD_TO_KNOW:
        lines += wrap(sentence, width, indent="  ")
    return tuple(lines)


def _keys(keys: Sequence[Key], width: int) -> Iterator[Line]:
    told: set[str] = set()
    for key in keys:
        if key.label in told:
            continue
        told.add(key.label)
        for index, line in enumerate(wrap(key.tooltip, width - KEY_WIDTH)):
            lead = f"{key.label:{KEY_WIDTH}}" if index == 0 else " " * KEY_WIDTH
            yield ((lead, "key"), *line)


def _marks(width: int) -> Iterator[Line]:
    shown = [VERDICTS[verdict].piece for verdict in Verdict]
    shown += [
        (f"{MARKS[mark].shape} {mark.value}", MARKS[mark].style) for mark in Mark if mark is not Mark.PENDING
    ]
    row: list[Piece] = []
    for piece in shown:
        if width_of((*row, piece)) + 3 > width:
            yield tuple(row)
            row = []
        row += [piece, ("   ", "")]
    yield tuple(row)

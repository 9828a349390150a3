"""The close step: what stands in the way comes first.

Where there is no room the values behind the criteria go first, then what is met; how much more is open is counted.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from cio_tui.core.closing import open_ends
from cio_tui.core.titles import title_of
from cio_tui.tui.line import Line, words
from cio_tui.tui.present.step_parts import condition, part

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cio_tui.core.closing import Criterion, OpenEnds
    from cio_tui.core.evidence import Evidence
    from cio_tui.core.session import Session
    from cio_tui.tui.line import Style

    Entry = tuple[Line, ...]


def close_lines(session: Session, evidence: Evidence, width: int, height: int) -> tuple[Line, ...]:
    """What is open, then what is met, in at most `height` lines."""
    ends = open_ends(session, evidence)
    clean = (words(("everything the book asks for is met", "ok")),) if ends.is_clean else ()
    still_open: tuple[Entry, ...] = ()
    met: tuple[Entry, ...] = ()
    for shown in (ends, _without_values(ends)):
        still_open = tuple(_still_open(shown, session, width))
        met = tuple(_told(one, width) for one in shown.criteria if one.holds is True)
        whole = (*clean, *_joined(still_open), *_joined(met))
        if len(whole) <= height:
            return whole
    return (*clean, *_shortened(still_open, len(met), height - len(clean)))


def _without_values(ends: OpenEnds) -> OpenEnds:
    return replace(ends, criteria=tuple(replace(one, because="") for one in ends.criteria))


def _shortened(still_open: tuple[Entry, ...], met: int, height: int) -> tuple[Line, ...]:
    """As many of what is open as there is room for, then how many more there are."""
    shown = 0
    while len(_joined(still_open[: shown + 1])) < height and shown < len(still_open):
        shown += 1
    left = len(still_open) - shown
    more = f"{left} more open" if shown else f"{left} open"
    counts = [more] if left else []
    counts += [f"{met} met"] if met else []
    lists = (("space", "key"), (" lists what is open", "dim")) if left else ()
    told = f"… {', '.join(counts)}{': ' if left else ''}"
    return (*_joined(still_open[:shown]), words((told, "dim"), *lists))


def _joined(entries: tuple[Entry, ...]) -> tuple[Line, ...]:
    return tuple(line for entry in entries for line in entry)


def _still_open(ends: OpenEnds, session: Session, width: int) -> Iterator[Entry]:
    for one in ends.criteria:
        if one.holds is not True:
            yield _told(one, width)
    left: tuple[tuple[str, tuple[str, ...], Style], ...] = (
        ("UNDO", ends.undo_open, "warn"),
        ("SKIPPED", ends.skipped, "dim"),
        ("LATER", ends.deferred, "warn"),
    )
    for label, steps, style in left:
        for name in steps:
            yield tuple(part(label, title_of(session, name), width, style))


def _told(criterion: Criterion, width: int) -> Entry:
    because = f"  ({criterion.because})" if criterion.because else ""
    text = f"{criterion.text}{because}"
    return tuple(condition("EXIT", text, criterion.holds, width))

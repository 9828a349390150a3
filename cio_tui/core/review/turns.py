"""Since when, and by which rule, each pane had the verdict that a choice was made on.

The log keeps what a pane showed (`503 in 212 ms`) and, when its verdict changed, the rules that decided: both stand
in the chain, so this needs no sample.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from cio_tui.core.events import ProbeChanged
from cio_tui.core.review.account import Turn

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from cio_tui.core.review.account import Choice
    from cio_tui.core.review.course import Course, Entry


def with_turns(course: Course, choices: Sequence[Choice]) -> Iterator[Choice]:
    """The choices, each with the turns of its panes that were not well; they must be in the order of the log."""
    latest: dict[str, Entry] = {}
    entries = iter(course.entries)
    for choice in choices:
        for entry in entries:
            event = entry.recorded.event
            if isinstance(event, ProbeChanged):
                latest[event.probe] = entry
            if entry.recorded.seq == choice.seq:
                break
        yield replace(choice, turns=dict(_turns(choice, latest)))


def _turns(choice: Choice, latest: Mapping[str, Entry]) -> Iterator[tuple[str, Turn]]:
    for probe, seen in choice.saw.items():
        recorded = latest[probe].recorded if probe in latest else None
        event = recorded.event if recorded else None
        if recorded and isinstance(event, ProbeChanged) and event.reasons and event.now == seen.verdict:
            yield probe, Turn(recorded.seq, recorded.at, "; ".join(event.reasons))

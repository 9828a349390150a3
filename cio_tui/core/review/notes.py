"""Notes that begin with a word and a colon are taken up by the review: `todo: ask them for a post-mortem`."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from cio_tui.core.events import Note

if TYPE_CHECKING:
    from datetime import datetime

    from cio_tui.core.review.course import Course

TAGS = ("todo", "hypothesis", "lucky", "well", "wrong", "action")
"""What they mean stands in docs/log-format.md."""


class Tagged(NamedTuple):
    """One such note."""

    tag: str
    text: str
    seq: int
    at: datetime
    who: str

    def __str__(self) -> str:
        return f"{self.text} ({self.who}, {self.at:%H:%M:%SZ}, event {self.seq})"


def tagged_notes(course: Course) -> tuple[Tagged, ...]:
    """Oldest first; any other note stands in the timeline only."""
    found: list[Tagged] = []
    for entry in course.entries:
        recorded = entry.recorded
        if isinstance(recorded.event, Note):
            tag, colon, text = recorded.event.text.partition(":")
            if colon and tag.strip().lower() in TAGS and text.strip():
                found.append(
                    Tagged(tag.strip().lower(), text.strip(), recorded.seq, recorded.at, recorded.by)
                )
    return tuple(found)

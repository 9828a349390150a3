"""Every message as it was attested, with how late it was against what had been promised."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cio_tui.core.events import NotifySent
from cio_tui.core.review.account import Message
from cio_tui.core.review.promises import promises_of

if TYPE_CHECKING:
    from cio_tui.core.review.course import Course


def messages_of(course: Course) -> tuple[Message, ...]:
    """Oldest first."""
    late = {each.kept.recorded.seq: each.late_s for each in promises_of(course) if each.kept}
    return tuple(
        Message(
            seq=recorded.seq,
            at=recorded.at,
            who=recorded.by,
            audience=event.audience,
            text=event.text,
            fingerprint=event.fingerprint,
            late_s=late.get(recorded.seq) or None,
        )
        for recorded in (entry.recorded for entry in course.entries)
        if isinstance(event := recorded.event, NotifySent)
    )

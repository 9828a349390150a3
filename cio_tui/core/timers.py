"""When a timer of the book fires next, in incident seconds."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cio_tui.core.runbook import Timer
    from cio_tui.core.session import Session


def timer_start(session: Session, timer: Timer) -> float | None:
    """Incident seconds from which a timer counts; None while that has not happened."""
    what, _, name = timer.start.partition(":")
    if what == "step":
        state = session.state(name)
        return state.entered if state.entered_at is not None else None
    if what == "milestone":
        return session.milestone_times.get(name)
    return 0.0


def next_due(session: Session, timer: Timer) -> float | None:
    """Incident seconds at which a timer fires next; None when it has not started or will not fire again."""
    start = timer_start(session, timer)
    if start is None:
        return None
    fired = session.timers.get(timer.id)
    since = fired if fired is not None and fired >= start else None
    if timer.every:
        return (start if since is None else since) + timer.every
    return None if since is not None else start + timer.after


def next_update(session: Session) -> float | None:
    """When the first timer that repeats fires next: what messages promise. None when the book has none."""
    timers = session.runbook.timers.values()
    return next((next_due(session, timer) for timer in timers if timer.every), None)

"""What must not be missed: a danger to the log under the top lines, what waits for an answer above the keys."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cio_tui.core.events import NotifyDue, TimerDue
from cio_tui.core.expr import fill
from cio_tui.core.observe import open_proposals
from cio_tui.core.record import TOOL
from cio_tui.tui.line import Line, fit, wrap
from cio_tui.tui.present.clock import span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cio_tui.core.session import Session
    from cio_tui.runtime.scene import Scene
    from cio_tui.tui.line import Style

HIGHEST = 2
"""Lines of one alert: the incident's own line and the step stay in view."""


def danger_lines(scene: Scene, width: int) -> tuple[Line, ...]:
    """The log is not being written, or not by this session, or the walk is on hold."""
    return tuple(_dangers(scene, width))


def _dangers(scene: Scene, width: int) -> Iterator[Line]:
    if scene.trouble:
        yield from _alert("CANNOT READ" if scene.holder else "NOT SAVED", "alarm", scene.trouble, width)
    elif scene.caution:
        yield from _alert("SAVED, BUT", "warn", scene.caution, width)
    if scene.holder:
        text = f"{scene.holder} holds the pen. W takes it over."
        yield from _alert("READ ONLY", "warn", text, width)
    session = scene.session
    if session is not None and session.held_since is not None:
        since = span(session.time(scene.mono) - session.held_since)
        why = f": {session.hold_reason}" if session.hold_reason else ""
        yield from _alert("ON HOLD", "warn", f"for {since}{why}. H goes on.", width)


def waiting_lines(scene: Scene, session: Session, width: int) -> tuple[Line, ...]:
    """An escalation that is proposed, and a reminder that nobody has acted on yet."""
    lines: list[Line] = []
    for escalation in open_proposals(session)[:1]:
        target = f" to {escalation.to}" if escalation.to else ""
        text = f"Press e to answer. {fill(escalation.text, scene.evidence)}"
        lines += _alert(f"ESCALATE{target}?", "alarm", text, width)
    reminder = _reminder(scene)
    if reminder:
        lines += _alert("DUE", "warn", reminder, width)
    return tuple(lines)


def _reminder(scene: Scene) -> str:
    """The newest timer that fired, until a person records something after it."""
    for recorded in reversed(scene.tail):
        if recorded.by != TOOL:
            return ""
        if isinstance(recorded.event, TimerDue | NotifyDue):
            return recorded.event.text
    return ""


def _alert(heading: str, style: Style, text: str, width: int) -> tuple[Line, ...]:
    lead = f" {heading} "
    room = max(10, width - len(lead) - 1)
    told = fit(wrap(" ".join(text.split()), room), HIGHEST)
    return tuple(
        (((lead, style) if index == 0 else (" " * len(lead), "")), (" ", ""), *line)
        for index, line in enumerate(told)
    )

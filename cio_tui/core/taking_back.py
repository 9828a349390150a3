"""Taking a mark back switches nothing: what the step changed stays on the undo list, and whoever does it is told."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cio_tui.core.events import StepUndone

if TYPE_CHECKING:
    from cio_tui.core.events import Event
    from cio_tui.core.session import Session


def stays_to_undo(session: Session, event: Event) -> str:
    """The title of what is still to be switched back after a mark was taken back; empty when nothing is."""
    if not isinstance(event, StepUndone):
        return ""
    step = session.runbook.steps.get(event.step)
    if step is None or not step.undo_step or not session.has_to_undo(step.undo_step):
        return ""
    return session.runbook.steps[step.undo_step].title

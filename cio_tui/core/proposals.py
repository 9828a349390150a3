"""What the tool proposes and a person answers: an escalation, or something left on the undo list."""

from __future__ import annotations

from typing import TYPE_CHECKING, assert_never

from cio_tui.core import commands, events
from cio_tui.core.errors import ReasonNeeded, Refused
from cio_tui.core.session import Proposal, key
from cio_tui.core.walk import enter

if TYPE_CHECKING:
    from cio_tui.core.plan import Plan
    from cio_tui.core.runbook import Escalation


def reply(plan: Plan, command: commands.Reply) -> None:
    """Do what was proposed, or say why not. Raises Refused."""
    match command:
        case commands.AcceptEscalation():
            _accept(plan, _proposed(plan, command.escalation), command.reason)
        case commands.DeclineEscalation():
            _proposed(plan, command.escalation)
            if not command.reason.strip():
                raise ReasonNeeded(
                    "Declining an escalation needs a reason; it is asked again if it comes back."
                )
            plan.record(events.EscalationDeclined(command.escalation, command.reason))
        case commands.DeclineUndo():
            if not plan.session.has_to_undo(command.undo):
                raise Refused(f"{command.undo} is not on the undo list.")
            if not command.reason.strip():
                raise ReasonNeeded("Leaving something switched needs a reason.")
            plan.record(events.UndoDeclined(command.undo, command.reason))
        case _:
            assert_never(command)


def _proposed(plan: Plan, name: str) -> Escalation:
    if plan.session.proposals.get(key(plan.session.book, name)) is not Proposal.PROPOSED:
        raise Refused("This escalation is not proposed now; its condition has cleared or it was answered.")
    return plan.session.runbook.escalations[name]


def _accept(plan: Plan, escalation: Escalation, reason: str) -> None:
    plan.record(events.EscalationAccepted(escalation.id, reason))
    severity = plan.session.severity
    if escalation.to and escalation.to != severity:
        plan.record(events.SeverityChanged(severity, escalation.to, f"escalation {escalation.id}"))
    if escalation.goto:
        enter(plan, escalation.goto, "escalation")

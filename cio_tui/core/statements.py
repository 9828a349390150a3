"""What a person says besides settling steps: severity, roles, values, notes, corrections, a pause."""

from __future__ import annotations

from typing import TYPE_CHECKING, assert_never

from cio_tui.core import commands, events
from cio_tui.core.answers import read_value
from cio_tui.core.errors import ReasonNeeded, Refused
from cio_tui.core.milestones import mark
from cio_tui.core.values import record_value

if TYPE_CHECKING:
    from cio_tui.core.plan import Plan

SEVERITIES = ("P1", "P2", "P3", "P4")


def declare(plan: Plan, command: commands.Statement) -> None:
    """Record what a person says. Raises Refused."""
    match command:
        case commands.ChangeSeverity():
            _change_severity(plan, command)
        case commands.AssignRole():
            _assign_role(plan, command)
        case commands.SetVariable():
            _set_variable(plan, command)
        case commands.WriteNote():
            if not command.text.strip():
                raise Refused("An empty note is not recorded.")
            plan.record(events.Note(command.text, plan.session.step))
        case commands.MarkMilestone():
            mark(plan, command)
        case commands.Hold() | commands.Release():
            _pause(plan, command)
        case commands.Amend():
            if not 1 <= command.seq <= plan.session.seq:
                raise Refused(f"There is no event {command.seq}; the log has 1 to {plan.session.seq}.")
            plan.record(events.Amended(command.seq, command.name, command.value, command.reason))
        case commands.AttachEvidence():
            _attach(plan, command)
        case commands.MarkReviewed():
            plan.record(events.IncidentReviewed(command.remark.strip()))
        case _:
            assert_never(command)


def _attach(plan: Plan, command: commands.AttachEvidence) -> None:
    if not plan.session.step:
        raise Refused("No step is open to attach evidence to.")
    plan.record(
        events.EvidenceAttached(
            plan.session.step,
            command.probe,
            command.sampled_at,
            command.verdict,
            command.summary,
            command.reasons,
            command.detail,
        )
    )


def _assign_role(plan: Plan, command: commands.AssignRole) -> None:
    roles = plan.session.runbook.roles
    if command.role not in roles:
        raise Refused(f"This book has no role {command.role}. It has: {', '.join(roles) or 'none'}.")
    if not command.who.strip():
        raise Refused(f"Name who is {roles[command.role].title}.")
    was = plan.session.roles.get(command.role, "")
    plan.record(events.RoleAssigned(command.role, command.who.strip(), was))


def _pause(plan: Plan, command: commands.Hold | commands.Release) -> None:
    since = plan.session.held_since
    if isinstance(command, commands.Hold):
        if since is not None:
            raise Refused("The walk is on hold already.")
        plan.record(events.Held(command.reason))
        return
    if since is None:
        raise Refused("The walk is not on hold.")
    plan.record(events.Released(round(plan.session.time(plan.moment.mono) - since, 1)))


def _change_severity(plan: Plan, command: commands.ChangeSeverity) -> None:
    to = command.to.upper()
    if to not in SEVERITIES:
        raise Refused(f"Severities are {', '.join(SEVERITIES)}.")
    if to == plan.session.severity:
        raise Refused(f"The severity is {to} already.")
    if not command.reason.strip():
        raise ReasonNeeded("Changing the severity needs a reason.")
    plan.record(events.SeverityChanged(plan.session.severity, to, command.reason))


def _set_variable(plan: Plan, command: commands.SetVariable) -> None:
    variable = plan.session.runbook.variables.get(command.variable)
    if variable is None:
        raise Refused(f"This book has no variable {command.variable}.")
    value = command.value
    if isinstance(value, str):
        if not value.strip():
            raise Refused("Type a value, or leave the variable open.")
        value = read_value(variable.kind, value.strip())
    record_value(plan, variable, value, plan.session.step)

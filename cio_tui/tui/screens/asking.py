"""The questions that fit any step: notes, reasons, jumps, severity, roles, values, milestones, proposals, the pen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cio_tui.core import commands
from cio_tui.core.errors import Refused
from cio_tui.core.expr import fill
from cio_tui.core.observe import open_proposals
from cio_tui.core.session import split_key
from cio_tui.core.step import Goto, SkipPolicy
from cio_tui.core.titles import title_at, title_of
from cio_tui.runtime.not_saved import NotSaved, PenLost
from cio_tui.tui.form import WIDTH, Entry, Field, Form
from cio_tui.tui.line import words, wrap

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Mapping

    from cio_tui.core.session import Session
    from cio_tui.runtime.conductor import Conductor
    from cio_tui.runtime.scene import Scene

    Question = Callable[["Scene", "Session", str, "Conductor"], Form | str]

WHY = Field("reason", "Why")
CLOSED = "This incident is closed and its log sealed; n still adds a note."


def reason_form(title: str, label: str, submit: Callable[[str], Awaitable[object]]) -> Form:
    """One reason, and nothing else."""

    async def send(entry: Entry) -> None:
        await submit(entry.value("reason"))

    return Form(title, send, fields=(Field("reason", label),))


def _note(_scene: Scene, _session: Session, _step: str, conductor: Conductor) -> Form:
    async def submit(entry: Entry) -> None:
        try:
            await conductor.send(commands.WriteNote(entry.value("note")))
        except PenLost:
            raise
        except NotSaved:  # it waits for the disk, and the next note need not: the top says how many do
            pass
        conductor.save_draft("")

    return Form(
        title="Note",
        submit=submit,
        fields=(
            Field("note", "For the log; kept as a draft while you type", value=conductor.draft, is_long=True),
        ),
        verb="save",
        done="noted",
        on_change=lambda _field, text: conductor.save_draft(text),
    )


def _skip(_scene: Scene, session: Session, _step: str, conductor: Conductor) -> Form | str:
    step = session.current
    if step is None:
        return CLOSED
    if step.skip is SkipPolicy.NEVER:
        return "This step cannot be skipped. d puts it off; it comes back before the close."
    return reason_form(
        f"Skip {step.title!r}", "Why it is left out", lambda why: conductor.send(commands.Skip(step.id, why))
    )


def _defer(_scene: Scene, session: Session, _step: str, conductor: Conductor) -> Form | str:
    step = session.current
    if step is None:
        return CLOSED
    return reason_form(
        f"Later: {step.title!r}", "Why not now", lambda why: conductor.send(commands.Defer(step.id, why))
    )


def _go(_scene: Scene, session: Session, looking: str, conductor: Conductor) -> Form | str:
    if session.closed is not None:
        return CLOSED
    if looking == session.step or looking not in session.runbook.steps:
        return "Look at the step to go to first: j and k move, / finds."
    title = session.runbook.steps[looking].title
    return reason_form(
        f"Go to {title!r}",
        "Why (may stay empty)",
        lambda why: conductor.send(commands.Go(Goto(looking), why)),
    )


def _severity(_scene: Scene, session: Session, _step: str, conductor: Conductor) -> Form | str:
    if session.closed is not None:
        return CLOSED

    async def submit(entry: Entry) -> None:
        await conductor.send(commands.ChangeSeverity(entry.value("severity"), entry.value("reason")))

    return Form(
        title=f"Severity is {session.severity or 'not set'}",
        submit=submit,
        fields=(Field("severity", "New severity: type P1, P2, P3 or P4"), WHY),
        verb="change",
    )


def _proposal(scene: Scene, session: Session, _step: str, conductor: Conductor) -> Form | str:
    proposed = open_proposals(session)
    if not proposed:
        return "No escalation is proposed now. E changes the severity by your own judgement."
    escalation = proposed[0]
    target = f", and on to {title_at(session, escalation.goto)!r}" if escalation.goto else ""

    async def submit(entry: Entry) -> None:
        if entry.choice == 0:
            raise Refused("Choose 1 or 2: only a person decides this.")
        if entry.choice == 1:
            await conductor.send(commands.DeclineEscalation(escalation.id, entry.value("reason")))
        else:
            await conductor.send(commands.AcceptEscalation(escalation.id, entry.value("reason")))

    return Form(
        title="Escalation proposed",
        submit=submit,
        body=tuple(wrap(fill(escalation.text, scene.evidence), WIDTH)),
        choices=(
            words("Decline, and say why; it is asked again if it comes back"),
            words(f"Accept: severity {escalation.to or session.severity}{target}"),
        ),
        chosen=0,
        fields=(Field("reason", "Why (needed to decline)"),),
        verb="answer",
    )


def _roles(_scene: Scene, session: Session, _step: str, conductor: Conductor) -> Form | str:
    roles = tuple(session.runbook.roles.values())
    if not roles:
        return "This book names no roles."

    async def submit(entry: Entry) -> None:
        who = entry.value("who")
        if not who:
            raise Refused("Type the name of the person who holds this role from now on.")
        await conductor.send(commands.AssignRole(roles[entry.choice - 1].id, who))

    return Form(
        title="Who holds which role",
        submit=submit,
        choices=tuple(
            words(role.title, (f"  {session.roles.get(role.id, 'nobody yet')}", "dim")) for role in roles
        ),
        fields=(Field("who", "Name"),),
        verb="assign",
    )


def _values(_scene: Scene, session: Session, _step: str, conductor: Conductor) -> Form | str:
    variables = tuple(session.runbook.variables.values())
    if not variables:
        return "This book asks for no values."

    async def submit(entry: Entry) -> None:
        await conductor.send(commands.SetVariable(variables[entry.choice - 1].id, entry.value("value")))

    shown = tuple(
        words(one.prompt, (f"  {session.variables.get(one.id, 'not given')}", "dim")) for one in variables
    )
    return Form("Values this book asks for", submit, choices=shown, fields=(Field("value", "Value"),))


def _leave_switched(_scene: Scene, session: Session, _step: str, conductor: Conductor) -> Form | str:
    items = session.undo_open
    if not items:
        return "Nothing is on the undo list."

    async def submit(entry: Entry) -> None:
        undo = split_key(items[entry.choice - 1])[1]
        await conductor.send(commands.DeclineUndo(undo, entry.value("reason")))

    return Form(
        title="Leave something switched, on purpose",
        submit=submit,
        choices=tuple(words(title_of(session, item)) for item in items),
        fields=(WHY,),
        verb="leave it on",
    )


def _milestone(_scene: Scene, session: Session, _step: str, conductor: Conductor) -> Form | str:
    if session.closed is not None:
        return CLOSED

    async def submit(entry: Entry) -> None:
        name, when, basis = (entry.value(field) for field in ("name", "when", "basis"))
        await conductor.send(commands.MarkMilestone(name, when, basis))

    return Form(
        title="Say when something happened",
        submit=submit,
        fields=(
            Field("name", "What: detected, acknowledged, mitigated, resolved, impact_start"),
            Field("when", "When: 20:04 (UTC), 12m ago; empty is now"),
            Field("basis", "How one knows"),
        ),
    )


def _pen(scene: Scene, _session: Session, _step: str, conductor: Conductor) -> Form | str:
    if not scene.holder:
        return "This session holds the pen already."

    async def submit(_entry: Entry) -> None:
        await conductor.take_pen()

    body = tuple(
        wrap(
            f"{scene.holder} writes this log now. Their session will stop writing; both names are logged.",
            WIDTH,
        )
    )
    return Form("Take the pen", submit, body=body, verb="take it")


FORMS: Mapping[str, Question] = {
    "note": _note,
    "skip": _skip,
    "defer": _defer,
    "go": _go,
    "severity": _severity,
    "proposal": _proposal,
    "roles": _roles,
    "values": _values,
    "leave_switched": _leave_switched,
    "milestone": _milestone,
    "pen": _pen,
}
"""By the name that a binding's `form('…')` action carries."""

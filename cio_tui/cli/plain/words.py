"""Announcements: one a line, each with a stable first word, without escapes, boxes or spinners."""

from __future__ import annotations

from typing import TYPE_CHECKING, assert_never

from cio_tui.core import events
from cio_tui.core.closing import open_ends
from cio_tui.core.cutting import cut_words
from cio_tui.core.duration import spell
from cio_tui.core.expr import explain, fill
from cio_tui.core.reading import Verdict
from cio_tui.core.settle import WHAT_SEEN
from cio_tui.core.step import Check, Close, Decide, Do, Group, Notify, Wait, Watch
from cio_tui.core.telling import tell
from cio_tui.core.titles import title_of
from cio_tui.core.ways import suggested, ways_out

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from cio_tui.core.events import Event
    from cio_tui.core.record import Recorded
    from cio_tui.core.runbook import Variable
    from cio_tui.core.session import Session
    from cio_tui.core.step import Step
    from cio_tui.runtime.scene import Scene

FIRST_WORDS: Mapping[type[Event], str] = {
    events.IncidentOpened: "INCIDENT",
    events.IncidentResumed: "INCIDENT",
    events.IncidentDetached: "INCIDENT",
    events.IncidentClosed: "CLOSED",
    events.StepChecked: "DONE",
    events.StepDone: "DONE",
    events.StepSkipped: "DONE",
    events.StepDeferred: "DONE",
    events.StepUndone: "DONE",
    events.Decision: "DONE",
    events.ProbeChanged: "PROBE",
    events.SeverityChanged: "ESCALATE",
    events.EscalationProposed: "ESCALATE",
    events.EscalationAccepted: "ESCALATE",
    events.EscalationDeclined: "ESCALATE",
    events.EscalationCleared: "ESCALATE",
    events.UndoOpened: "UNDO",
    events.UndoClosed: "UNDO",
    events.UndoDeclined: "UNDO",
    events.TimerDue: "TIMER",
    events.NotifyDue: "TIMER",
}
"""Every other event is a NOTE; an entered step is told by `step_lines`."""


def event_lines(recorded: Recorded) -> Iterator[str]:
    """What an event says aloud; an entered step and a suggestion are told with their numbers, by others."""
    if isinstance(recorded.event, events.StepEntered | events.Suggestion):
        return
    word = FIRST_WORDS.get(type(recorded.event), "NOTE")
    yield f"{word} {one_line(tell(recorded.event))}"
    if cut := cut_words(recorded.event):
        yield f"NOTE {cut}"


def one_line(text: str) -> str:
    """Text of several lines as one."""
    return " ".join(text.split())


def step_lines(scene: Scene, session: Session, step: Step) -> Iterator[str]:
    """Everything about the step just entered, its question last."""
    evidence = scene.evidence
    yield f"STEP {step.id} {step.title}"
    for label, text in (("why", step.why), ("do", step.text), ("run", step.command), ("expect", step.expect)):
        for line in fill(text, evidence).strip().splitlines():
            yield f"TEXT {label}: {line.strip()}"
    if step.changes:
        yield f"TEXT undo: {_undo(session, step)}"
    for name in step.panes:
        if name in scene.probes:
            yield probe_line(scene, name)
    yield from question_lines(scene, session, step)


def _undo(session: Session, step: Step) -> str:
    if not step.undo_step:
        return step.undo.removeprefix("none:").strip()
    return f"{step.undo_step}, {session.runbook.steps[step.undo_step].title}"


def probe_line(scene: Scene, name: str) -> str:
    """A probe's verdict in words."""
    reading = scene.evidence.readings.get(name)
    if reading is None:
        return f"PROBE {name} unknown: no reading yet"
    verdict = reading.verdict_at(scene.mono)
    said = "no fresh reading" if reading.is_stale(scene.mono) else reading.sample.summary
    because = f" ({'; '.join(reading.reasons)})" if reading.reasons and verdict is not Verdict.UNKNOWN else ""
    return f"PROBE {name} {verdict.value}: {said}{because}"


def message_of(scene: Scene, step: Step) -> str:
    """The outgoing text of a notify step as it reads now; empty for other kinds."""
    return fill(step.body.template, scene.evidence).strip() if isinstance(step.body, Notify) else ""


def open_variable(session: Session, step: Step) -> Variable | None:
    """The first variable that the step asks for and nobody has given yet; one with a default has its value."""
    asked = (session.runbook.variables[name] for name in step.ask)
    return next((one for one in asked if one.default is None and one.id not in session.variables), None)


def open_question(session: Session, step: Step) -> tuple[object, ...]:
    """What changes when the step asks something else than before."""
    variable = open_variable(session, step)
    return (variable.id if variable else "", session.open_lines(step))


def question_lines(scene: Scene, session: Session, step: Step) -> Iterator[str]:
    """What the step suggests and asks; first the variables it needs."""
    variable = open_variable(session, step)
    if variable is not None:
        yield f"ASK {variable.prompt}"
        return
    for name in step.ask:
        value = scene.evidence.variables.get(name)
        how = (
            f"; :set {name} VALUE changes it"
            if name in session.variables
            else f" unless you type :set {name} VALUE"
        )
        yield f"TEXT {session.runbook.variables[name].prompt} {value}{how}"
    yield from _own_question_lines(scene, session, step)


def _own_question_lines(scene: Scene, session: Session, step: Step) -> Iterator[str]:
    evidence = scene.evidence
    match step.body:
        case Do(respond=respond, sensed=sensed):
            if sensed is not None:
                yield f"TEXT moves on by itself when {explain(sensed, evidence)}"
            response = respond or WHAT_SEEN
            offered = response.choices or response.accept
            yield f"ASK {response.prompt}" + (f" [{' / '.join(offered)}]" if offered else "")
        case Decide() | Watch():
            yield from _ways(scene, session, step)
        case Wait(duration=duration):
            yield f"ASK wait {spell(duration)}; it moves on by itself, or :override REASON"
        case Notify(audience=audience):
            yield f"TEXT to: {', '.join(audience)}"
            for line in message_of(scene, step).splitlines():
                yield f"TEXT message: {line}"
            yield "ASK send it, then type: sent"
        case Check(lines=lines):
            for number, line in enumerate(lines, 1):
                mark = "confirmed" if number in session.state(step.id).checked else "open"
                yield f"TEXT {number} {mark}: {fill(line, evidence)}"
            yield f"ASK type the number of each line you confirm: {', '.join(map(str, session.open_lines(step)))}"
        case Group():
            yield "ASK settle the members one by one"
        case Close():
            yield from _close(scene, session)
        case _:
            assert_never(step.body)


def _ways(scene: Scene, session: Session, step: Step) -> Iterator[str]:
    if isinstance(step.body, Watch):
        yield f"TEXT moves on by itself when {explain(step.body.until, scene.evidence)}"
    ways = ways_out(step, scene.evidence, session)
    for number, way in enumerate(ways, 1):
        yield f"TEXT {number}: {one_line(way.label)}"
    number, line = suggestion_line(scene, session, step)
    if number or isinstance(step.body, Decide):
        yield line
    numbers = f"a number from 1 to {len(ways)}" if ways else "nothing to choose"
    extra = ", or :override REASON" if isinstance(step.body, Watch) else ""
    yield f"ASK {numbers}{extra}"


def suggestion_line(scene: Scene, session: Session, step: Step) -> tuple[int, str]:
    """Which way out the evidence suggests, counted from 1 or 0 for none, and how that is said."""
    ways = ways_out(step, scene.evidence, session)
    best = suggested(ways)
    if best is None:
        return 0, "SUGGEST nothing: the evidence does not decide, you do"
    number = ways.index(best) + 1
    return number, f"SUGGEST {number}: {one_line(best.label)}, because {best.because}"


def _close(scene: Scene, session: Session) -> Iterator[str]:
    ends = open_ends(session, scene.evidence)
    words = {True: "met", False: "not met", None: "not known"}
    for criterion in ends.criteria:
        yield f"TEXT exit {words[criterion.holds]}: {criterion.text} ({criterion.because})"
    for name in ends.undo_open:
        yield f"UNDO still open: {title_of(session, name)}"
    for name in (*ends.skipped, *ends.deferred):
        yield f"TEXT left open: {title_of(session, name)}"
    yield "ASK type: close"

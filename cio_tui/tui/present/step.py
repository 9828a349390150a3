"""The current step in words: why, do, command, expect, how to undo, and what it is waiting for."""

from __future__ import annotations

from typing import TYPE_CHECKING, assert_never

from cio_tui.core.expr import explain, fill, names, truth
from cio_tui.core.step import Check, Close, Decide, Do, Group, Notify, Wait, Watch
from cio_tui.core.ways import suggested, ways_out
from cio_tui.tui.line import Line, fit, words, wrap
from cio_tui.tui.present.clock import span
from cio_tui.tui.present.closing import close_lines
from cio_tui.tui.present.marks import MARKS
from cio_tui.tui.present.step_parts import LABEL, condition, part

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cio_tui.core.evidence import Evidence
    from cio_tui.core.session import Session
    from cio_tui.core.step import Step
    from cio_tui.core.ways import WayOut
    from cio_tui.runtime.scene import Scene
    from cio_tui.tui.line import Style

UNDECIDED = "nothing is suggested: the evidence does not decide. You do."


def step_title(step: Step, session: Session) -> str:
    """What the border of the step says."""
    role = session.roles.get(step.role, "")
    owner = f"  {step.role.upper()}{f': {role}' if role else ''}" if step.role else ""
    return f"{step.kind.upper()}  {step.title}{owner}"


def told_lines(scene: Scene, session: Session, step: Step, width: int, room: int) -> tuple[Line, ...]:
    """What there is to know and do; scrolls when it does not fit. A command that would be out of view comes first."""
    evidence = scene.evidence
    before = (
        *part("WHY", fill(step.why, evidence), width, "dim"),
        *part("DO", fill(step.text, evidence), width),
        *_values(session, step, width),
    )
    command = tuple(_command(fill(step.command, evidence), width))
    after = (*part("EXPECT", fill(step.expect, evidence), width), *_undo(session, step, width))
    hides = len(before) + len(command) > room
    return (*command, *before, *after) if hides else (*before, *command, *after)


def asked_lines(scene: Scene, session: Session, step: Step, width: int, height: int) -> tuple[Line, ...]:
    """What the step waits for, in at most `height` lines; always in view."""
    lines = tuple(_question(scene, session, step, width, height))
    if len(lines) > height and isinstance(step.body, Decide):
        return fit(_best_way(session, step, scene.evidence, width), height)
    return fit(lines, height)


def _values(session: Session, step: Step, width: int) -> Iterator[Line]:
    """What the step asks for first, and what was given."""
    for name in step.ask:
        variable = session.runbook.variables[name]
        given = session.variables.get(name)
        usual = "not given yet" if variable.default is None else f"{variable.default} unless you say so"
        yield from part("VALUE", f"{variable.prompt}  {f'({usual})' if given is None else given}", width)


def _command(command: str, width: int) -> Iterator[Line]:
    if not command:
        return
    for index, line in enumerate(wrap(command, width - LABEL - 2, "accent", indent="  ")):
        yield (("        │ " if index else "RUN  c  │ ", "dim"), *line)


def _undo(session: Session, step: Step, width: int) -> Iterator[Line]:
    if not step.changes:
        return
    if step.undo_step:
        title = session.runbook.steps[step.undo_step].title
        yield from part("UNDO", f"{title} ({step.undo_step}); it stays on the undo list until then", width)
    else:
        yield from part("UNDO", step.undo.removeprefix("none:").strip(), width)


def _question(scene: Scene, session: Session, step: Step, width: int, height: int) -> Iterator[Line]:
    evidence = scene.evidence
    state = session.state(step.id)
    if state.mark.is_settled:
        said = f": {state.said}" if state.said else ""
        yield words((f"{MARKS[state.mark].shape} {state.mark} by {state.by}{said}", MARKS[state.mark].style))
    match step.body:
        case Do() as do:
            yield from _do(do, evidence, width)
        case Decide() | Watch():
            yield from _watch(step, evidence, width)
            yield from _ways(session, step, evidence, width)
        case Wait(duration=duration):
            left = max(0.0, duration - evidence.elapsed.get(step.id, 0.0))
            yield words(("WAIT    ", "dim"), (span(left), "strong"), " left of ", span(duration))
        case Notify(audience=audience, template=template):
            yield from part("TO", ", ".join(audience), width, "strong")
            yield from part("TEXT", fill(template, evidence), width)
        case Check(lines=lines):
            for number, line in enumerate(lines, 1):
                yield from _line(number, fill(line, evidence), width, is_confirmed=number in state.checked)
        case Group():
            yield from _group(session, step)
        case Close():
            yield from close_lines(session, evidence, width, height)
        case _:
            assert_never(step.body)


def _line(number: int, text: str, width: int, *, is_confirmed: bool) -> Iterator[Line]:
    lead = words(("[x] ", "ok") if is_confirmed else "[ ] ", (f"{number} ", "dim"))
    for index, line in enumerate(wrap(text, width - 6)):
        yield (*(lead if index == 0 else words("      ")), *line)


def _do(do: Do, evidence: Evidence, width: int) -> Iterator[Line]:
    if do.sensed is not None:
        holds = truth(do.sensed, evidence)
        yield from condition("SENSED", explain(do.sensed, evidence), holds, width)
    if do.respond is not None:
        choices = do.respond.choices or (do.respond.accept if do.respond.kind == "choice" else ())
        offered = f"  [{' / '.join(choices)}]" if choices else ""
        yield from part("ASKS", do.respond.prompt + offered, width, "strong")


def _watch(step: Step, evidence: Evidence, width: int) -> Iterator[Line]:
    if isinstance(step.body, Watch):
        holds = truth(step.body.until, evidence)
        yield from condition("UNTIL", explain(step.body.until, evidence), holds, width)


def because_lines(session: Session, way: WayOut, evidence: Evidence, width: int) -> tuple[Line, ...]:
    """Why a way is suggested: what the book calls it, then two lines of the condition with its values."""
    told = "; ".join(fact_texts(session, way, evidence))
    values = tuple(wrap(way.because, width, "dim", indent="  "))
    if not told:
        return (*wrap("suggested, because", width, "ok"), *values)
    return (*wrap(f"suggested: {told}", width, "ok", indent="  "), *fit(values, 2))


def fact_texts(session: Session, way: WayOut, evidence: Evidence) -> tuple[str, ...]:
    """The book's own words for the facts that hold."""
    if way.when is None:
        return ()
    facts = session.runbook.facts
    holding = (facts[name] for name in sorted(names(way.when)) if name in facts)
    return tuple(
        fill(fact.text, evidence) for fact in holding if fact.text and truth(fact.when, evidence) is True
    )


def _best_way(session: Session, step: Step, evidence: Evidence, width: int) -> Iterator[Line]:
    """Where there is no room for every way out: the suggested one, and how to see the others."""
    ways = ways_out(step, evidence, session)
    best = suggested(ways)
    if best is None:
        yield from wrap(UNDECIDED, width, "unknown")
    else:
        yield from wrap(f"» {ways.index(best) + 1} {best.label}", width, "strong", indent="    ")
        for line in because_lines(session, best, evidence, width - 4)[:2]:
            yield (("    ", ""), *line)
    others = f"{len(ways)} ways" if best is None else f"{len(ways) - 1} other ways"
    yield words((f"  {others}: ", "dim"), ("space", "key"), (" lists them all", "dim"))


def _ways(session: Session, step: Step, evidence: Evidence, width: int) -> Iterator[Line]:
    ways = ways_out(step, evidence, session)
    best = suggested(ways)
    for number, way in enumerate(ways, 1):
        is_best = way is best
        style: Style = "strong" if is_best else ""
        lead: tuple[str, Style] = ("»", "accent") if is_best else (" ", "")
        for index, line in enumerate(wrap(way.label, width - 6, style)):
            yield (lead, (f"  {number} " if index == 0 else "    ", "key"), *line)
        if is_best:
            for line in because_lines(session, way, evidence, width - 6):
                yield (("     ", ""), *line)
    if ways and best is None and isinstance(step.body, Decide):
        yield from wrap(f"     {UNDECIDED}", width, "unknown", indent="     ")


def _group(session: Session, step: Step) -> Iterator[Line]:
    for member in session.members(step):
        mark = session.state(member.id).mark
        yield words((f"{MARKS[mark].shape} ", MARKS[mark].style), member.title)

"""`runbook show`: a book as a checklist on paper, 80 columns wide, every branch and criterion with its condition."""

from __future__ import annotations

from textwrap import wrap
from typing import TYPE_CHECKING, assert_never

from cio_tui.cli.exit_codes import ExitCode
from cio_tui.core.duration import format_duration
from cio_tui.core.step import Check, Close, Decide, Do, Group, Notify, Wait, Watch

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from cio_tui.cli.output import Output
    from cio_tui.core.runbook import Runbook
    from cio_tui.core.step import Body, Response, Step
    from cio_tui.runtime.library import Library

_WIDTH = 80
_INDENT = " " * 7


def show(name: str, library: Library, output: Output) -> int:
    """Print one book. Raises InvalidRunbook with every fault, or UserError."""
    for line in paper(library.open_file(library.path_of(name)).runbook):
        output.write_line(line)
    return ExitCode.OK


def paper(book: Runbook) -> Iterator[str]:
    """The lines of a book."""
    yield f"{book.severity or 'CHECKLIST'}  {book.title}"
    yield f"{book.id}, kept by {book.owner}, reviewed {book.reviewed} for {book.review_days} days"
    if book.suggest:
        yield from _hanging("    proposed when ", book.suggest.when.text)
        if book.suggest.watch:
            yield from _hanging("    WATCH when ", book.suggest.watch.text)
    for escalation in book.escalations.values():
        held = f", for {format_duration(escalation.hold)}" if escalation.hold else ""
        target = " ".join(filter(None, (escalation.to, f"-> {escalation.goto}" if escalation.goto else "")))
        yield from _hanging("    escalate ", f"{target}: {escalation.text} ({escalation.when.text}{held})")
    phase = ""
    for number, step in enumerate(book.steps.values(), 1):
        if step.phase and step.phase != phase:
            phase = step.phase
            yield ""
            yield phase.upper()
        yield ""
        yield from _step(number, step, book)


def _step(number: int, step: Step, book: Runbook) -> Iterator[str]:
    yield from _hanging(f"{number:>2} [ ] ", f"{step.title}  ({step.id}, {_about(step)})")
    for label, text in (("why: ", step.why), ("", step.text), ("expect: ", step.expect)):
        yield from _block(label, text)
    for line in step.command.splitlines():
        yield f"{_INDENT}$ {line}"
    if step.when:
        yield from _hanging(f"{_INDENT}only when ", step.when.text)
    yield from _body(step.body, book)
    if step.changes:
        yield from _hanging(f"{_INDENT}undo: ", step.undo)
    if step.next and str(step.next) not in {book.group_of(step.id), *list(book.steps)[number : number + 1]}:
        yield f"{_INDENT}then: {step.next}"


def _about(step: Step) -> str:
    parts = [step.kind.value]
    if step.role:
        parts.append(step.role)
    if step.est:
        parts.append(format_duration(step.est))
    if step.changes:
        parts.append("CHANGES something")
    return ", ".join(parts)


def _body(body: Body, book: Runbook) -> Iterator[str]:
    match body:
        case Do():
            yield from _do(body)
        case Decide():
            yield from _decide(body)
        case Watch():
            yield from _watch(body)
        case Wait(duration):
            yield f"{_INDENT}wait {format_duration(duration)}"
        case Notify(template, audience):
            yield from _hanging(f"{_INDENT}to ", ", ".join(audience) or "whom it concerns")
            yield from _block("| ", template)
        case Check(lines):
            yield from _boxes(lines)
        case Group(steps):
            yield from _hanging(f"{_INDENT}in any order: ", ", ".join(steps))
        case Close():
            yield from _boxes(f"{criterion.text}  ({criterion.when.text})" for criterion in book.exit)
        case _:
            assert_never(body)


def _do(body: Do) -> Iterator[str]:
    if body.respond:
        yield from _hanging(_INDENT, _blank(body.respond))
    if body.sensed:
        yield from _hanging(f"{_INDENT}done by itself when ", body.sensed.text)


def _decide(body: Decide) -> Iterator[str]:
    for branch in body.branches:
        condition = f"  when {branch.when.text}" if branch.when else ""
        yield from _hanging(f"{_INDENT}( ) ", f"{branch.label} -> {branch.goto}{condition}")


def _watch(body: Watch) -> Iterator[str]:
    yield from _hanging(f"{_INDENT}until ", body.until.text)
    if body.abort:
        end = f"when {body.abort.when.text} -> {body.abort.goto}  {body.abort.text}"
        yield from _hanging(f"{_INDENT}stop ", end)
    if body.on_timeout:
        yield f"{_INDENT}after {format_duration(body.on_timeout.after)} -> {body.on_timeout.goto}"


def _boxes(lines: Iterable[str]) -> Iterator[str]:
    for line in lines:
        yield from _hanging(f"{_INDENT}[ ] ", line)


def _blank(respond: Response) -> str:
    expected = " or ".join(respond.accept or respond.choices)
    return f"{respond.prompt} ________{f' ({expected})' if expected else ''}"


def _block(label: str, text: str) -> Iterator[str]:
    for line in text.splitlines():
        yield from _hanging(_INDENT + label, line)


def _hanging(start: str, text: str) -> list[str]:
    """Wrapped text whose further lines stand under its first word."""
    return wrap(
        text, _WIDTH, initial_indent=start, subsequent_indent=" " * len(start), break_on_hyphens=False
    ) or [start.rstrip()]

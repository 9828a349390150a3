"""Which Form settles which kind of step. Says what is asked and sends the command; what is allowed, core decides."""

from __future__ import annotations

from typing import TYPE_CHECKING, assert_never

from cio_tui.core.closing import open_ends
from cio_tui.core.commands import Answer, Choose, Close, Confirm
from cio_tui.core.expr import fill
from cio_tui.core.settle import WHAT_SEEN
from cio_tui.core.step import Check, Decide, Do, Group, Notify, Wait, Watch
from cio_tui.core.step import Close as CloseBody
from cio_tui.core.titles import title_of
from cio_tui.core.ways import suggested, ways_out
from cio_tui.core.words import NOBODY
from cio_tui.tui.form import WIDTH, Entry, Field, Form
from cio_tui.tui.line import Line, words, wrap
from cio_tui.tui.present.step import because_lines

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from cio_tui.core.commands import Command
    from cio_tui.core.session import Session
    from cio_tui.core.step import Step
    from cio_tui.runtime.scene import Scene

    Send = Callable[[Command], Awaitable[object]]

REASON = Field("reason", "Why, if it is not what is expected or suggested")
NEEDED_REASON = Field("reason", "Why")
UNTIL = "Nothing to choose yet: it moves on by itself once what it waits for holds."
UNHELD = "A role in it is held by nobody yet: esc, then a assigns it."


def settling_form(scene: Scene, session: Session, step: Step, send: Send) -> Form | None:
    """The question this step asks; None when it has none of its own, as a group."""
    match step.body:
        case Do():
            return _answer_form(step, send)
        case Decide() | Watch():
            return _choice_form(scene, session, step, send)
        case Wait():
            return _override_form(step, send, "Cut the wait short")
        case Notify(template=template):
            return _notify_form(scene, step, template, send)
        case CloseBody():
            return _close_form(scene, session, send)
        case Check() | Group():
            return None
        case _:
            assert_never(step.body)


def next_line(session: Session, step: Step) -> Confirm | None:
    """Confirms the next open line of a check list."""
    open_lines = session.open_lines(step)
    return Confirm(step.id, open_lines[0]) if open_lines else None


def _answer_form(step: Step, send: Send) -> Form:
    response = step.body.respond if isinstance(step.body, Do) and step.body.respond else WHAT_SEEN
    choices = response.choices or (response.accept if response.kind == "choice" else ())

    async def submit(entry: Entry) -> None:
        said = entry.value("said")
        if not said and entry.choice:
            said = choices[entry.choice - 1]
        await send(Answer(step.id, said, entry.value("reason")))

    needs_reason = bool(response.accept) or (isinstance(step.body, Do) and step.body.sensed is not None)
    label = "Or type what you see" if choices else "What you see"
    expected = f"expected: {' or '.join(response.accept)}" if response.accept else ""
    return Form(
        title=step.title,
        submit=submit,
        body=_text(response.prompt),
        choices=tuple(words(choice) for choice in choices),
        chosen=0,
        fields=(Field("said", label, expected), *((REASON,) if needs_reason else ())),
    )


def _choice_form(scene: Scene, session: Session, step: Step, send: Send) -> Form:
    ways = ways_out(step, scene.evidence, session)
    best = suggested(ways)
    rows = [_way(way.label, is_best=way is best) for way in ways]
    by_hand = isinstance(step.body, Watch)
    if by_hand:
        rows.append(words("It has settled: I see it myself (override)"))

    async def submit(entry: Entry) -> None:
        if by_hand and entry.choice == len(rows):
            await send(Answer(step.id, reason=entry.value("reason")))
        else:
            await send(Choose(step.id, entry.choice, entry.value("reason")))

    body: tuple[Line, ...] = ()
    if best is None:
        body = _text(UNTIL if by_hand else "The evidence does not decide; you do.")
    elif best.because:
        body = because_lines(session, best, scene.evidence, WIDTH)
    return Form(
        title=step.title,
        submit=submit,
        body=body,
        choices=tuple(rows),
        chosen=ways.index(best) + 1 if best else 1,
        fields=(REASON,),
        verb="choose",
    )


def _way(label: str, *, is_best: bool) -> Line:
    return words((label, "strong"), ("  suggested", "ok")) if is_best else words(label)


def _override_form(step: Step, send: Send, title: str) -> Form:
    async def submit(entry: Entry) -> None:
        await send(Answer(step.id, reason=entry.value("reason")))

    return Form(title=title, submit=submit, body=_text(step.title), fields=(NEEDED_REASON,), verb="override")


def _notify_form(scene: Scene, step: Step, template: str, send: Send) -> Form:
    text = fill(template, scene.evidence).strip()

    async def submit(_entry: Entry) -> None:
        await send(Answer(step.id, text))

    return Form(
        title=f"Sent? {step.title}",
        submit=submit,
        body=(*(wrap(UNHELD, WIDTH, "warn") if NOBODY in text else ()), *_text(text)),
        verb="I have sent this",
    )


def _close_form(scene: Scene, session: Session, send: Send) -> Form:
    ends = open_ends(session, scene.evidence)

    async def submit(entry: Entry) -> None:
        await send(Close(entry.value("reason")))

    if ends.is_clean:
        body = _text("Everything the book asks for is met. Closing seals the log.")
        return Form("Close the incident", submit, body=body, verb="close and seal")
    open_things = [f"not met: {text}" for text in ends.unmet]
    open_things += [f"still to do: {title_of(session, name)}" for name in ends.undo_open]
    open_things += [f"skipped: {title_of(session, name)}" for name in ends.skipped]
    open_things += [f"deferred: {title_of(session, name)}" for name in ends.deferred]
    return Form(
        title="Close over what is open",
        submit=submit,
        body=tuple(line for text in open_things for line in wrap(text, WIDTH, "warn", indent="  ")),
        fields=(Field("reason", "Why it can be closed all the same"),),
        verb="close and seal",
    )


def _text(text: str) -> tuple[Line, ...]:
    return tuple(wrap(text, WIDTH))

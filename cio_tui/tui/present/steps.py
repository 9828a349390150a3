"""The step list with its marks, the one-line strip of small screens, and the undo list that follows to the end."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cio_tui.core.session import Mark, split_key
from cio_tui.core.step import Group
from cio_tui.core.titles import title_of
from cio_tui.core.walk import applies
from cio_tui.tui.line import Line, Piece, crop, spread, words
from cio_tui.tui.present.clock import span
from cio_tui.tui.present.marks import MARKS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cio_tui.core.runbook import Runbook
    from cio_tui.core.session import Session
    from cio_tui.core.step import Step
    from cio_tui.runtime.scene import Scene


PENDING = "_"
"""In the one-line strip, where the brackets of a pending mark are missing and a blank would say nothing."""


def mark_of(scene: Scene, session: Session, step: Step) -> Mark:
    """How a step stands, for the eye: the current one first, then its mark, then whether it applies."""
    if step.id == session.step:
        return Mark.CURRENT
    mark = session.state(step.id).mark
    if mark is Mark.PENDING and not applies(step, scene.evidence):
        return Mark.NOT_APPLICABLE
    return mark


def numbered(book: Runbook) -> Iterator[tuple[str, Step, bool]]:
    """Steps in reading order with their number; the members of a group follow it, lettered and indented."""
    members = {
        member for step in book.steps.values() if isinstance(step.body, Group) for member in step.body.steps
    }
    number = 0
    for step in book.steps.values():
        if step.id in members:
            continue
        number += 1
        yield str(number), step, False
        if isinstance(step.body, Group):
            for letter, member in zip("abcdefghijklmnop", step.body.steps, strict=False):
                yield f"{number}{letter}", book.steps[member], True


def find_step(book: Runbook, wanted: str, here: str) -> str:
    """The next step after `here`, around the end, whose title or id holds the text; empty when none does."""
    order = [step for _, step, _ in numbered(book)]
    place = next((index + 1 for index, step in enumerate(order) if step.id == here), 0)
    for step in order[place:] + order[:place]:
        if wanted and (wanted in step.title.casefold() or wanted in step.id):
            return step.id
    return ""


def step_lines(scene: Scene, session: Session, width: int, cursor: str = "") -> tuple[tuple[str, Line], ...]:
    """The list: step id and its line. `cursor` is the step being looked at."""
    rows = []
    for number, step, indented in numbered(session.runbook):
        mark = mark_of(scene, session, step)
        glyph = MARKS[mark]
        title_style = "strong" if mark is Mark.CURRENT else glyph.style if mark is not Mark.ATTESTED else ""
        if step.id == cursor:
            title_style = "cursor"
        left = words(
            (glyph.shape, glyph.style),
            f" {'  ' if indented else ''}{number} ",
            (step.title, title_style),
        )
        rows.append((step.id, spread(left, words(_aside(scene, session, step, mark)), width)))
    return tuple(rows)


def _aside(scene: Scene, session: Session, step: Step, mark: Mark) -> Piece:
    state = session.state(step.id)
    if mark is Mark.CURRENT and state.entered_at is not None:
        elapsed = session.time(scene.mono) - state.entered
        overdue = 0 < step.est < elapsed
        return (span(elapsed), "warn" if overdue else "dim")
    if step.undo_step and any(item.endswith(f"#{step.undo_step}") for item in session.undo_open):
        return ("undo open", "warn")
    if mark in (Mark.OVERRIDE, Mark.MISMATCH, Mark.SKIPPED, Mark.DEFERRED):
        return (MARKS[mark].word, MARKS[mark].style)
    return ("", "")


def strip_line(scene: Scene, session: Session, width: int) -> Line:
    """Small screens: every mark in order, where we are, and how long this step has taken."""
    pieces: list[str | Piece] = [("STEPS ", "dim")]
    here = last = ""
    for number, step, _ in numbered(session.runbook):
        mark = mark_of(scene, session, step)
        glyph = MARKS[mark]
        last = number if number.isdigit() else last
        if mark is Mark.CURRENT:
            here = number
            pieces.append((f"»{number}«", "accent"))
        else:
            pieces.append((PENDING if mark is Mark.PENDING else glyph.shape[1], glyph.style))
    undo = len(session.undo_open)
    right: list[str | Piece] = []
    if undo:
        right += [(f"undo list {undo}", "warn"), "  "]
    right += [f"{here or '-'} of {last}  ", ("o", "key"), (" list", "dim")]
    return spread(words(*pieces), words(*right), width)


def undo_lines(session: Session, width: int) -> tuple[Line, ...]:
    """What is switched and has to be switched back; one line when there is nothing."""
    if not session.undo_open:
        return (words(("nothing to undo", "dim")),)
    lines = []
    for item in session.undo_open:
        own = f"  ({split_key(item)[1]})"
        lines.append(crop(words(("↳ ", "warn"), title_of(session, item), (own, "dim")), width))
    return tuple(lines)

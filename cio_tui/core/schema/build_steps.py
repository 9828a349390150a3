"""Steps, and where each one leads.

`next` defaults to the step that follows in the file. Skipped over are members of a group, which lead back to it, and
steps that nothing but `undo` names: they are done from the undo list, not in passing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, assert_never, cast

from cio_tui.core.schema import take
from cio_tui.core.step import (
    Abort,
    Branch,
    Check,
    Close,
    Decide,
    Do,
    Goto,
    Group,
    Notify,
    OnTimeout,
    Response,
    SkipPolicy,
    Step,
    StepKind,
    Wait,
    Watch,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cio_tui.core.schema.check import Row
    from cio_tui.core.step import Body, ResponseKind


def build_steps(rows: Sequence[Row], start: str) -> dict[str, Step]:
    """Steps by id, in the order of the file."""
    members = {member: take.text(row, "id") for row in rows for member in take.texts(row, "steps")}
    passed_over = members.keys() | _undo_only(rows, start)
    steps: dict[str, Step] = {}
    following: Goto | None = None
    for row in reversed(rows):
        name = take.text(row, "id")
        group = members.get(name)
        steps[name] = _step(row, Goto(group) if group else following)
        if name not in passed_over:
            following = Goto(name)
    return dict(reversed(steps.items()))


def _undo_only(rows: Sequence[Row], start: str) -> set[str]:
    """Steps that are the undo of another, and that nothing leads to."""
    undone = {take.text(row, "undo") for row in rows}
    return (
        undone - {start or take.text(rows[0], "id")} - {name for row in rows for name in _destinations(row)}
    )


def _destinations(row: Row) -> list[str]:
    tables = (row, *take.tables(row, "branch"), take.table(row, "abort"), take.table(row, "on_timeout"))
    found = [goto for table in tables for key in ("next", "goto") if (goto := take.goto(table, key))]
    return [goto.step for goto in found if not goto.book]


def _step(row: Row, following: Goto | None) -> Step:
    kind = StepKind(take.text(row, "kind"))
    return Step(
        id=take.text(row, "id"),
        kind=kind,
        title=take.text(row, "title"),
        body=_body(kind, row),
        why=take.text(row, "why"),
        text=take.text(row, "text"),
        expect=take.text(row, "expect"),
        command=take.text(row, "command"),
        source=take.texts(row, "source"),
        panes=take.texts(row, "panes"),
        phase=take.text(row, "phase"),
        role=take.text(row, "role"),
        est=take.number(row, "est"),
        when=take.condition(row, "when"),
        next=None if kind is StepKind.CLOSE else take.goto(row, "next") or following,
        needs=take.texts(row, "needs"),
        changes=take.flag(row, "changes"),
        undo=take.text(row, "undo"),
        skip=SkipPolicy(take.text(row, "skip")),
        ask=take.texts(row, "ask"),
        milestone=take.text(row, "milestone"),
    )


def _body(kind: StepKind, row: Row) -> Body:
    match kind:
        case StepKind.DO:
            respond = take.table(row, "respond")
            return Do(_response(respond) if respond else None, take.condition(row, "sensed"))
        case StepKind.DECIDE:
            return Decide(tuple(_branch(branch) for branch in take.tables(row, "branch")))
        case StepKind.WATCH:
            return _watch(row)
        case StepKind.WAIT:
            return Wait(take.number(row, "for"))
        case StepKind.NOTIFY:
            return Notify(take.text(row, "template"), take.texts(row, "audience"))
        case StepKind.CHECK:
            return Check(take.texts(row, "lines"))
        case StepKind.GROUP:
            return Group(take.texts(row, "steps"))
        case StepKind.CLOSE:
            return Close()
        case _:
            assert_never(kind)


def _response(row: Row) -> Response:
    return Response(
        prompt=take.text(row, "prompt"),
        kind=cast("ResponseKind", take.text(row, "kind")),
        accept=take.texts(row, "accept"),
        choices=take.texts(row, "choices"),
        min=take.whole(row, "min"),
        save=take.text(row, "save"),
    )


def _branch(row: Row) -> Branch:
    return Branch(take.text(row, "label"), take.needed(take.goto(row, "goto")), take.condition(row, "when"))


def _watch(row: Row) -> Watch:
    abort, late = take.table(row, "abort"), take.table(row, "on_timeout")
    return Watch(
        until=take.needed(take.condition(row, "until")),
        abort=Abort(
            take.needed(take.condition(abort, "when")),
            take.needed(take.goto(abort, "goto")),
            take.text(abort, "text"),
        )
        if abort
        else None,
        on_timeout=OnTimeout(take.number(late, "after"), take.needed(take.goto(late, "goto")))
        if late
        else None,
    )

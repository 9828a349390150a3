"""From checked tables to the dataclasses. Nothing is checked here: whoever gets this far has no faults."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from cio_tui.core.runbook import Escalation, ExitCriterion, Fact, Role, Runbook, Suggest, Timer, Variable
from cio_tui.core.schema import take
from cio_tui.core.schema.build_probes import build_probes
from cio_tui.core.schema.build_steps import build_steps
from cio_tui.core.schema.check import rows

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from cio_tui.core.schema.check import Row
    from cio_tui.core.step import ResponseKind


def build(row: Row, document: Mapping[str, object], sha256: str) -> Runbook:
    """The book; `document` and `sha256` are of the merged TOML it came from."""
    head = take.table(row, "runbook")
    reviewed = head["reviewed"]
    steps = build_steps(take.tables(row, "step"), take.text(head, "start"))
    suggest = take.table(row, "suggest")
    return Runbook(
        id=take.text(head, "id"),
        title=take.text(head, "title"),
        severity=take.text(head, "severity"),
        owner=take.text(head, "owner"),
        reviewed=cast("date", reviewed),
        review_days=take.whole(head, "review_days"),
        start=take.text(head, "start") or next(iter(steps)),
        exit=tuple(
            ExitCriterion(take.needed(take.condition(one, "when")), take.text(one, "text"))
            for one in take.tables(head, "exit")
        ),
        suggest=_suggest(suggest) if suggest else None,
        probes=build_probes(row.get("probe")),
        facts={name: _fact(name, each) for name, each in rows(row.get("fact")).items()},
        variables={name: _variable(name, each) for name, each in rows(row.get("var")).items()},
        roles={
            name: Role(name, take.text(each, "title"), take.flag(each, "required"))
            for name, each in rows(row.get("role")).items()
        },
        timers={name: _timer(name, each) for name, each in rows(row.get("timer")).items()},
        escalations={name: _escalation(name, each) for name, each in rows(row.get("escalation")).items()},
        steps=steps,
        document=document,
        sha256=sha256,
    )


def _suggest(row: Row) -> Suggest:
    return Suggest(
        when=take.needed(take.condition(row, "when")),
        because=take.text(row, "because"),
        watch=take.condition(row, "watch"),
        weight=take.whole(row, "weight"),
    )


def _fact(name: str, row: Row) -> Fact:
    when = take.needed(take.condition(row, "when"))
    return Fact(name, when, take.text(row, "text") or when.text)


def _variable(name: str, row: Row) -> Variable:
    default, most = row.get("default"), row.get("max")
    return Variable(
        id=name,
        prompt=take.text(row, "prompt"),
        kind=cast("ResponseKind", take.text(row, "kind")),
        default=default if isinstance(default, int | float | str) else None,
        max=most if isinstance(most, float) else None,
        personal=take.flag(row, "personal"),
    )


def _timer(name: str, row: Row) -> Timer:
    return Timer(
        id=name,
        start=take.text(row, "from"),
        text=take.text(row, "text"),
        every=take.number(row, "every"),
        after=take.number(row, "after"),
        until=take.condition(row, "until"),
        notify=take.text(row, "notify"),
    )


def _escalation(name: str, row: Row) -> Escalation:
    return Escalation(
        id=name,
        when=take.needed(take.condition(row, "when")),
        text=take.text(row, "text"),
        hold=take.number(row, "for"),
        to=take.text(row, "to"),
        goto=take.goto(row, "goto"),
    )

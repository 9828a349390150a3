"""One person as a few tables: a line a question of the dashboard's checklist, then the last messages and activities."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from cio_tui.cli.marks import MARKS
from cio_tui.customerio.dates import minute

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from datetime import datetime

    from cio_tui.cli.output import Cell, Output
    from cio_tui.customerio.campaign import Campaign
    from cio_tui.customerio.message import Message
    from cio_tui.customerio.person import Activity, Record

Part = TypeVar("Part")

SHOWN = 10
"""Messages and activities that are listed; the JSON document has all that were read."""
_LONGEST = 120


def show_person(record: Record, campaigns: Sequence[Campaign], now: datetime, output: Output) -> None:
    """The facts; what could not be read says so. The findings follow elsewhere."""
    output.write_table(("", record.asked), [*_facts(record)])
    tables = (
        (
            ("", "last messages", "kind", "fate", "subject", "detail"),
            [*_messages(record.messages or (), now)],
        ),
        (("last activities", "kind", "name", "values"), [*_activities(record.activities or ())]),
        (("campaign", "state", "started by"), [(each.title, each.state, each.trigger) for each in campaigns]),
    )
    for head, rows in tables:
        if rows:
            output.write_line()
            output.write_table(head, rows)
    output.write_line()


def _facts(record: Record) -> Iterator[tuple[Cell, ...]]:
    profile = record.profile
    yield "profile", f"exists, found by {record.found_by}" if profile else "none"
    if profile is not None:
        names = [f"{kind} {name}" for kind, name in (("id", profile.id), ("cio_id", profile.cio_id)) if name]
        yield "names", ", ".join(names)
        yield "e-mail", profile.email or "none"
        yield "unsubscribed", "yes" if profile.unsubscribed else "no"
        yield "topics", _listed(record.topics, lambda one: f"{one.name}: {'yes' if one.subscribed else 'no'}")
        last = profile.last_identified
        yield "last identified", f"{minute(last[0])} ({last[1]})" if last else "unknown"
        yield "segments", _listed(record.segments, lambda one: f"{one.id} {one.name}")
        yield "devices", str(profile.devices)
    if record.address:
        yield "ESP suppression", _listed(record.esp, lambda one: one.category or "listed")
    else:
        yield "ESP suppression", "there is no address to ask about"
    suppressed = "no: a suppressed person has no profile" if profile else "perhaps: there is no profile"
    yield "person suppressed", suppressed


def _listed(found: Sequence[Part] | None, in_words: Callable[[Part], str]) -> str:
    """None was not read, which is not the same as nothing."""
    return "not read" if found is None else ", ".join(map(in_words, found)) or "none"


def _messages(messages: Sequence[Message], now: datetime) -> Iterator[tuple[Cell, ...]]:
    for each in messages[:SHOWN]:
        detail = each.failure or f"{each.parent} {each.parent_id}".strip()
        mark = MARKS[each.verdict(now).value]
        yield mark, minute(each.created), each.kind, each.fate, each.subject or each.id, detail


def _activities(activities: Sequence[Activity]) -> Iterator[tuple[Cell, ...]]:
    for each in activities[:SHOWN]:
        values = ", ".join(f"{name} = {value}" for name, value in each.changes.items())
        yield minute(each.at), each.kind, each.name, values[:_LONGEST]

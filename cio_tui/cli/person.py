"""`cio-tui person WHO`: the dashboard's checklist about one person, read in a few seconds, and what it comes to."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace
    from collections.abc import Iterator, Mapping
    from datetime import datetime

    from cio_tui.cli.output import Cell, Output
    from cio_tui.customerio.campaign import Campaign
    from cio_tui.customerio.person import Record
    from cio_tui.runtime.workplace import Workplace

SHOWN = 10
"""Messages and activities that are listed; the JSON document has all that were read."""
PATIENCE = 60.0
"""Seconds for everything that is read; about a dozen requests at two a second."""


def configure(parser: ArgumentParser) -> None:
    """WHO, `--json`."""
    parser.add_argument(
        "who", metavar="WHO", help="an id, an e-mail address, or a cio_id (cio_…), as it is written"
    )
    parser.add_argument("--json", action="store_true", help="one JSON document")


def run(arguments: Namespace, output: Output) -> int:
    """1 if something explains missing mail, 3 if something could not be read, else 0."""
    from cio_tui.cli.investigation import report_investigation, run_reading
    from cio_tui.cli.walking import own_workplace
    from cio_tui.customerio.person_findings import person_findings

    place = own_workplace(arguments.config)
    record = run_reading(_read(place, arguments.who))
    now = place.clock.now()
    if not arguments.json:
        _write(record, now, output)
    fields = {"at": now, "region": place.region, "label": place.label, **person_document(record)}
    return report_investigation(
        "person", person_findings(record, now), fields, output, as_json=arguments.json
    )


async def _read(place: Workplace, who: str) -> Record:
    from cio_tui.customerio.client import app_api
    from cio_tui.customerio.person_lookup import look_up_person

    async with app_api(place.ground, PATIENCE) as api:
        return await look_up_person(api, who)


def person_document(record: Record) -> Mapping[str, object]:
    """What was read, for scripts; null where it could not be."""
    from dataclasses import asdict

    document = asdict(record)
    document["campaigns"] = None if record.campaigns is None else [*map(asdict, _related(record))]
    document["unread"] = {part: why.sentence for part, why in record.unread.items()}
    document["exists"] = record.profile is not None
    if record.messages is not None:
        document["messages"] = [{**asdict(each), "fate": each.fate} for each in record.messages]
    return document


def _related(record: Record) -> list[Campaign]:
    """The campaigns that wrote to this person, or that an event or a segment of theirs starts."""
    from cio_tui.customerio.event_name import Match, compare

    sent = {each.parent_id for each in record.messages or () if each.parent == "campaign"}
    events = {each.name for each in record.activities or () if each.kind == "event"}
    mine = {each.id for each in record.segments or ()}
    return [
        each
        for each in record.campaigns or ()
        if each.id in sent
        or not mine.isdisjoint(each.trigger_segments)
        or (each.event_name and any(compare(name, each.event_name) is not Match.NONE for name in events))
    ]


def _write(record: Record, now: datetime, output: Output) -> None:
    """Facts first; the findings follow."""
    from cio_tui.customerio.dates import minute

    output.write_table(("", record.asked), [*_facts(record)])
    rows: list[tuple[Cell, ...]]
    if record.messages:
        from cio_tui.cli.marks import MARKS

        rows = [
            (
                MARKS[each.verdict(now).value], minute(each.created), each.kind, each.fate, each.subject or each.id,
                each.failure or f"{each.parent} {each.parent_id}".strip(),
            )
            for each in record.messages[:SHOWN]
        ]  # fmt: skip
        output.write_line()
        output.write_table(("", "last messages", "kind", "fate", "subject", "detail"), rows)
    if record.activities:
        rows = [
            (
                minute(each.at),
                each.kind,
                each.name,
                ", ".join(f"{k} = {v}" for k, v in each.changes.items())[:120],
            )
            for each in record.activities[:SHOWN]
        ]
        output.write_line()
        output.write_table(("last activities", "kind", "name", "values"), rows)
    related = _related(record)
    if related:
        output.write_line()
        output.write_table(
            ("campaign", "state", "started by"), [(each.title, each.state, each.trigger) for each in related]
        )
    output.write_line()


def _facts(record: Record) -> Iterator[tuple[Cell, ...]]:
    """One line a question of the checklist."""
    from cio_tui.customerio.dates import minute

    profile = record.profile
    yield "profile", f"exists, found by {record.found_by}" if profile else "none"
    if profile is not None:
        yield "names", ", ".join(f"{kind} {value}" for kind, value in _names(record) if value)
        yield "e-mail", profile.email or "none"
        yield "unsubscribed", "yes" if profile.unsubscribed else "no"
        yield (
            "topics",
            _listed([f"{each.name}: {'yes' if each.subscribed else 'no'}" for each in record.topics or ()]),
        )
        last = profile.last_identified
        yield "last identified", f"{minute(last[0])} ({last[1]})" if last else "unknown"
        yield "segments", _listed([f"{each.id} {each.name}" for each in record.segments or ()])
        yield "devices", str(profile.devices)
    on_list = (
        "not read" if record.esp is None else _listed([each.category or "listed" for each in record.esp])
    )
    yield "ESP suppression", on_list
    yield (
        "person suppressed",
        "no: a suppressed person has no profile" if profile else "perhaps: there is no profile",
    )


def _names(record: Record) -> tuple[tuple[str, str], ...]:
    profile = record.profile
    return (("id", profile.id), ("cio_id", profile.cio_id)) if profile else ()


def _listed(words: list[str]) -> str:
    return ", ".join(words) or "none"

"""`cio-tui person WHO`: the dashboard's checklist about one person, read in a few seconds, and what it comes to."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace
    from collections.abc import Mapping

    from cio_tui.cli.output import Output
    from cio_tui.customerio.campaign import Campaign
    from cio_tui.customerio.person import Record
    from cio_tui.runtime.workplace import Workplace

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
    from cio_tui.cli.walking import online_workplace
    from cio_tui.customerio.person_findings import person_findings

    place = online_workplace(arguments.config)
    record = run_reading(_read(place, arguments.who))
    now = place.clock.now()
    if not arguments.json:
        from cio_tui.cli.person_shown import show_person

        show_person(record, related_campaigns(record), now, output)
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
    document["campaigns"] = None if record.campaigns is None else [*map(asdict, related_campaigns(record))]
    document["unread"] = {part: why.sentence for part, why in record.unread.items()}
    document["exists"] = record.profile is not None
    if record.messages is not None:
        document["messages"] = [{**asdict(each), "fate": each.fate} for each in record.messages]
    return document


def related_campaigns(record: Record) -> list[Campaign]:
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

"""`cio-tui campaign [ID]`: why a campaign, or one person's part in it, does not do what it should.

`--symptom` follows one row of the seed's table; `--write` identifies a person and sends the event for real.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from cio_tui.core.errors import UserError

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

    from cio_tui.cli.output import Output
    from cio_tui.customerio.campaign import Record
    from cio_tui.runtime.workplace import Workplace

PATIENCE = 60.0
"""Seconds for everything that is read; about fifteen requests at two a second."""


def configure(parser: ArgumentParser) -> None:
    """[ID], what is asked about it, and the write."""
    from cio_tui.cli.writing import add_writing

    parser.add_argument(
        "id", nargs="?", metavar="ID", default="", help="id or name; all campaigns without it"
    )
    parser.add_argument("--event", metavar="NAME", default="", help="the event that we send: does it match?")
    parser.add_argument("--person", metavar="WHO", default="", help="why did this person get it, or not?")
    parser.add_argument(
        "--symptom",
        metavar="WORD",
        default="",
        help="not-triggering, not-matched, not-delivered, liquid-broken, wrong-content, delayed",
    )
    parser.add_argument("--json", action="store_true", help="one JSON document")
    parser.add_argument("--data", metavar="JSON", default="{}", help="event data, with --write")
    add_writing(parser, "identify the person and send the event, for real")


def run(arguments: Namespace, output: Output) -> int:
    """1 if something is found failing, 3 if something could not be told, else 0."""
    from cio_tui.cli.walking import online_workplace
    from cio_tui.customerio.symptoms import find_symptom

    symptom = find_symptom(arguments.symptom) if arguments.symptom else None
    if not arguments.id and (symptom or arguments.person or arguments.write):
        raise UserError("Name the campaign by its id or name: `cio-tui campaign` lists them.")
    place = online_workplace(arguments.config)
    if not arguments.id:
        from cio_tui.cli.campaign_list import list_them

        return list_them(place, arguments, output)
    if arguments.write:
        from cio_tui.cli.campaign_write import write_to

        return write_to(investigate(place, arguments), place, arguments, output)
    from cio_tui.cli.campaign_report import report

    return report(place, investigate(place, arguments), symptom, arguments, output)


def investigate(place: Workplace, arguments: Namespace) -> Record:
    """Read the campaign, and the person if one is named. Raises UserError."""
    from cio_tui.cli.investigation import run_reading
    from cio_tui.customerio.campaign_lookup import look_up_campaign
    from cio_tui.customerio.client import app_api

    async def read() -> Record:
        async with app_api(place.ground, PATIENCE) as api:
            now = place.clock.now()
            return await look_up_campaign(api, arguments.id, now, event=arguments.event, who=arguments.person)

    return run_reading(read())

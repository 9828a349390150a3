"""`campaign` without an id: all campaigns, or with `--event` those that wait for it, near miss named."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Sequence

    from cio_tui.cli.output import Output
    from cio_tui.customerio.campaign import Campaign
    from cio_tui.runtime.workplace import Workplace


def list_them(place: Workplace, arguments: Namespace, output: Output) -> int:
    """All campaigns; with `--event` those that wait for it, and 1 if none does."""
    from cio_tui.cli.exit_codes import ExitCode
    from cio_tui.cli.investigation import run_reading
    from cio_tui.customerio.campaign_event import awaiting
    from cio_tui.customerio.event_name import difference, near_miss

    campaigns = run_reading(_read_all(place))
    shown = awaiting(arguments.event, campaigns) if arguments.event else campaigns
    near = ""
    if arguments.event and not shown:
        near = near_miss(arguments.event, (each.event_name for each in campaigns if each.event_name))
    if arguments.json:
        from dataclasses import asdict

        head = {"at": place.clock.now(), "region": place.region, "label": place.label}
        rows = [{**asdict(each), "running": each.is_running} for each in shown]
        output.write_json("campaign", {**head, "campaigns": rows, "near_miss": near})
    else:
        _write_list(shown, output)
    if not arguments.event or shown:
        return ExitCode.OK
    hint = f" One waits for {near!r}: {difference(arguments.event, near)}." if near else ""
    output.narrate(f"No campaign waits for {arguments.event!r}; names match by every character.{hint}")
    return ExitCode.FAILING


async def _read_all(place: Workplace) -> tuple[Campaign, ...]:
    from cio_tui.customerio.campaign_lookup import list_campaigns
    from cio_tui.customerio.client import app_api

    async with app_api(place.ground) as api:
        return await list_campaigns(api)


def _write_list(campaigns: Sequence[Campaign], output: Output) -> None:
    from cio_tui.cli.marks import MARKS
    from cio_tui.customerio.dates import day

    rows = [
        (
            MARKS["ok" if each.is_running else "degraded"],
            each.id,
            each.name,
            each.state,
            each.trigger,
            day(each.updated),
        )
        for each in campaigns
    ]
    if rows:
        output.write_table(("", "id", "name", "state", "started by", "changed"), rows)

"""`cio-tui delivery`: are messages late? What most real incidents show first, while every API answers 200."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

    from cio_tui.cli.output import Output
    from cio_tui.customerio.delivery import Delivery
    from cio_tui.runtime.workplace import Workplace

SHORTEST, LONGEST = 60.0, 7 * 86_400.0
"""Seconds of a window: below, nothing has had time to be late."""
PATIENCE = 30.0
"""Seconds for everything that is read."""


def configure(parser: ArgumentParser) -> None:
    """`--window`, `--json`."""
    parser.add_argument(
        "--window",
        type=read_window,
        default=3600.0,
        metavar="TIME",
        help="messages of this long; 1h by default",
    )
    parser.add_argument("--json", action="store_true", help="one JSON document")


def read_window(text: str) -> float:
    """Seconds of `1h`."""
    from argparse import ArgumentTypeError

    from cio_tui.core.duration import parse_duration

    try:
        seconds = parse_duration(text)
    except ValueError as error:
        raise ArgumentTypeError(str(error)) from error
    if not SHORTEST <= seconds <= LONGEST:
        raise ArgumentTypeError(f"{text} is not between 1m and 7d")
    return seconds


def run(arguments: Namespace, output: Output) -> int:
    """Read and explain; 1 if messages are late, 3 if that could not be found out."""
    import asyncio

    from cio_tui.cli.investigation import report_investigation
    from cio_tui.cli.walking import online_workplace
    from cio_tui.customerio.delivery import delivery_detail, delivery_fields
    from cio_tui.customerio.delivery_words import delivery_findings

    place = online_workplace(arguments.config)
    delivery = asyncio.run(_read(place, arguments.window))
    fields = {
        "at": place.clock.now(),
        "region": place.region,
        "label": place.label,
        "window_s": arguments.window,
        "fields": delivery_fields(delivery),
        **delivery_detail(delivery),
    }
    return report_investigation(
        "delivery", delivery_findings(delivery), fields, output, as_json=arguments.json
    )


async def _read(place: Workplace, window: float) -> Delivery:
    from cio_tui.customerio.client import app_api
    from cio_tui.customerio.delivery import read_delivery

    async with app_api(place.ground, PATIENCE) as api:
        return await read_delivery(api, place.clock.now(), window)

"""`webhook check`: asking for it is what allows the unsigned POST, and it says so before it sends one."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from argparse import Namespace

    from cio_tui.cli.output import Output
    from cio_tui.customerio.webhook import Call
    from cio_tui.probes.ground import Ground

PATIENCE = 16.0
"""Seconds for both calls: twice what Customer.io waits, each, so that "late" and "no answer" look different."""


def run(arguments: Namespace, output: Output) -> int:
    """1 if Customer.io's calls would fail, or anyone's would be taken for theirs; 3 if that could not be found out."""
    import asyncio

    from cio_tui.cli.investigation import report_investigation
    from cio_tui.cli.walking import online_workplace
    from cio_tui.core.errors import UserError
    from cio_tui.customerio.webhook import call_fields
    from cio_tui.customerio.webhook_words import webhook_findings

    place = online_workplace(arguments.config)
    url = place.ground.locate("{webhook}")
    if url is None:
        raise UserError(
            "There is no receiver to call: set webhook in [endpoints] to the URL that Customer.io calls."
        )
    parts = urlsplit(url)
    receiver = f"{parts.scheme}://{parts.netloc}{parts.path}"
    if not arguments.no_post:
        output.narrate(f"Sending one unsigned POST to {receiver}; a sound receiver refuses it.")
    call = asyncio.run(_call(place.ground, url, posts=not arguments.no_post))
    fields = {"at": place.clock.now(), "receiver": receiver, "fields": call_fields(call)}
    findings = webhook_findings(call, was_asked=not arguments.no_post)
    return report_investigation("webhook-check", findings, fields, output, as_json=arguments.json)


async def _call(ground: Ground, url: str, *, posts: bool) -> Call:
    from cio_tui.core.errors import UserError
    from cio_tui.customerio.webhook import call_receiver
    from cio_tui.probes.failure import SetupError

    try:
        return await call_receiver(ground, url, PATIENCE, posts=posts)
    except SetupError as error:
        raise UserError(f"The receiver cannot be called: {error}.") from error

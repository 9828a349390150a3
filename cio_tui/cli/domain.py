"""`cio-tui domain`: would receivers take our mail? Reads DNS and nothing else."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

    from cio_tui.cli.output import Output
    from cio_tui.customerio.domain import DomainCheck
    from cio_tui.probes.ground import Ground, Sending

PATIENCE = 10.0
"""Seconds for all questions together."""


def configure(parser: ArgumentParser) -> None:
    """[DOMAIN] and what else of `[sending]` to look at instead of the configured."""
    parser.add_argument("domain", nargs="?", default="", metavar="DOMAIN", help="the From domain")
    parser.add_argument(
        "--account", default="", metavar="HOST", help="Customer.io's subdomain: cio12345.example.com"
    )
    parser.add_argument("--selector", action="append", default=[], metavar="NAME", help="a DKIM selector")
    parser.add_argument("--links", default="", metavar="HOST", help="host of tracked links")
    parser.add_argument("--json", action="store_true", help="one JSON document")


def run(arguments: Namespace, output: Output) -> int:
    """Look and explain; 1 if something is failing, 3 if DNS would not say."""
    import asyncio

    from cio_tui.cli.investigation import report_investigation
    from cio_tui.cli.walking import online_workplace
    from cio_tui.core.errors import UserError
    from cio_tui.customerio.domain import domain_fields
    from cio_tui.customerio.mail_records import Record

    place = online_workplace(arguments.config)
    sending = _chosen(arguments, place.ground.sending)
    if not sending.domain:
        raise UserError("No sending domain is known: name a DOMAIN, or set from and account in [sending].")
    check = asyncio.run(_check(place.ground, sending))
    fields = {
        "at": place.clock.now(),
        "domain": sending.domain,
        "account": sending.account,
        "selectors": list(sending.selectors),
        "links": sending.links,
        "states": {record.lower(): check.state(record) for record in Record},
        "fields": domain_fields(check),
        "records": check.evidence,
    }
    return report_investigation("domain", check.findings, fields, output, as_json=arguments.json)


def _chosen(arguments: Namespace, configured: Sending) -> Sending:
    """What was asked for, else what is configured; of another domain nothing configured is taken over."""

    from cio_tui.customerio.domain import completed, is_account

    asked: str = arguments.domain.lower().rstrip(".")
    account: str = arguments.account.lower().rstrip(".") or (asked if is_account(asked) else "")
    domain = "" if asked == account else asked
    base = configured
    if (domain and domain != configured.domain) or (account and account != configured.account):
        base = configured._replace(domain=domain, account="", links="")
    return completed(
        base._replace(
            account=account or base.account,
            selectors=tuple(arguments.selector) or base.selectors,
            links=arguments.links or base.links,
        )
    )


async def _check(ground: Ground, sending: Sending) -> DomainCheck:
    from cio_tui.core.errors import Undecided
    from cio_tui.customerio.domain import check_domain
    from cio_tui.probes.failure import SetupError

    try:
        return await check_domain(ground, sending, PATIENCE)
    except SetupError as error:
        raise Undecided(f"DNS cannot be asked: {error}.") from error

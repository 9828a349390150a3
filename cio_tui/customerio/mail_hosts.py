"""Where bounces go (MX of the account subdomain) and where tracked links lead (a CNAME of your own)."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from cio_tui.core.text import clean_line
from cio_tui.customerio.finding import degraded, failing, ok
from cio_tui.customerio.mail_records import PUBLISH, Record, not_known
from cio_tui.customerio.regions import REGIONS, region_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from cio_tui.customerio.finding import Finding
    from cio_tui.customerio.mail_records import Found, MailRecords

PROVIDER = "mailgun.org"
"""Customer.io's own mail provider, by its command line's test data: typical, not promised."""


async def check_mx(account: str, records: MailRecords) -> list[Finding]:
    """Whether bounces come back to Customer.io, who otherwise keeps sending to addresses that are gone."""
    found = await records.find(account, "MX")
    if found.silence:
        return [not_known(Record.MX, found)]
    hosts = [record.partition(" ")[2].strip(". ") for record in found.records]
    if not any(hosts):
        why = f" ({found.note})" if found.note else ""
        return [failing(Record.MX, f"There is no MX record at {account}{why}: bounces get lost.", PUBLISH)]
    addresses = await asyncio.gather(*(records.find(host, "A") for host in hosts))
    shown = clean_line(", ".join(hosts), 120)
    return [*_host_findings(account, hosts, addresses)] or [ok(Record.MX, f"MX of {account}: {shown}.")]


def _host_findings(account: str, hosts: Sequence[str], addresses: Sequence[Found]) -> Iterator[Finding]:
    gone = [
        host for host, found in zip(hosts, addresses, strict=True) if not (found.records or found.silence)
    ]
    if gone:
        level = failing if len(gone) == len(hosts) else degraded
        yield level(
            Record.MX, f"MX of {account}: {clean_line(', '.join(gone), 120)} has no address.", PUBLISH
        )
    yield from (not_known(Record.MX, found) for found in addresses if found.silence)
    strangers = [host for host in hosts if host != PROVIDER and not host.endswith("." + PROVIDER)]
    if strangers:
        yield degraded(
            Record.MX,
            f"MX of {account} is {clean_line(', '.join(strangers), 120)}, not a host of {PROVIDER}: bounces may not"
            " reach Customer.io.",
            "Compare it with Show records under Sending Domains; with custom SMTP it is yours to know.",
        )


async def check_links(host: str, app: str, records: MailRecords) -> list[Finding]:
    """Whether the link-tracking host leads to Customer.io's, in the datacenter that the URL `app` belongs to."""
    found = await records.find(host, "A")
    if found.silence:
        return [not_known(Record.LINKS, found)]
    home = region_of(app)
    region = next((region for region in REGIONS if region.links in found.chain), None)
    if not found.records:
        why = found.note or "it has no address"
        return [
            failing(
                Record.LINKS,
                f"Tracked links lead nowhere: {clean_line(host, 80)}: {why}.",
                "Publish the CNAME again: also links in mail that is out already are broken.",
            )
        ]
    if region is None:
        return [
            degraded(
                Record.LINKS,
                f"{clean_line(host, 80)} does not lead to {(home or REGIONS[0]).links}.",
                "Right only with a TLS proxy of your own in front of Customer.io's tracking host.",
            )
        ]
    if home and region != home:
        return [
            degraded(
                Record.LINKS,
                f"{clean_line(host, 80)} leads to {region.links}, but the account is in {home.name}.",
                f"Point it at {home.links}.",
            )
        ]
    return [ok(Record.LINKS, f"{clean_line(host, 80)} leads to {region.links}.")]

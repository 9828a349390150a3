"""The `domain` probe: would receivers take our mail? SPF, DKIM and MX stand on the account subdomain, DMARC above it.

Nothing is guessed: a subdomain or selector that is not configured is unknown, since the From domain's own SPF says
nothing about Customer.io. What DNS would not tell is published as no value at all, so no rule can take it for a fault.
"""

from __future__ import annotations

import asyncio
import re
from dataclasses import dataclass
from time import perf_counter
from typing import TYPE_CHECKING

from cio_tui.core.probe import DomainTarget
from cio_tui.core.reading import NOT_CONFIGURED, Verdict
from cio_tui.core.text import clean_line
from cio_tui.customerio.dkim import check_dkim
from cio_tui.customerio.dmarc import check_dmarc
from cio_tui.customerio.finding import unknown, worst_first, worst_of
from cio_tui.customerio.mail_hosts import check_links, check_mx
from cio_tui.customerio.mail_records import MailRecords, Record
from cio_tui.customerio.spf import check_spf
from cio_tui.probes.dns_servers import chosen_servers
from cio_tui.probes.sampling import sampled, unmeasured

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cio_tui.core.probe import Probe
    from cio_tui.core.reading import Json, Sample, Value
    from cio_tui.customerio.finding import Finding
    from cio_tui.probes.ground import Ground, Sending

PUBLISHED = (Record.SPF, Record.DKIM, Record.DMARC, Record.MX)
SPARE = 0.2
"""Seconds left for judging once DNS has had its time."""
_ACCOUNT = re.compile(r"cio\d+\.(.+)")


@dataclass(frozen=True, slots=True)
class DomainCheck:
    """What was found out."""

    sending: Sending
    findings: tuple[Finding, ...]
    """Worst first."""
    evidence: tuple[dict[str, Json], ...]
    """Every question and its answer."""
    ms: float

    def state(self, record: Record) -> Verdict:
        """The worst about one record; unknown if it was not looked at."""
        return worst_of(finding for finding in self.findings if finding.check is record)

    @property
    def problems(self) -> tuple[str, ...]:
        """What is not in order, in sentences."""
        return tuple(finding.text for finding in self.findings if finding.verdict is not Verdict.OK)


async def measure(probe: Probe, ground: Ground) -> Sample:
    """All records at once, within the probe's timeout."""
    target = probe.target
    if not isinstance(target, DomainTarget):
        raise TypeError(probe.kind)
    given = ground.sending
    sending = completed(
        given._replace(
            domain=target.domain or given.domain,
            account=target.sending or given.account,
            selectors=target.selectors or given.selectors,
        )
    )
    if not sending.domain:
        return unmeasured(probe, ground, NOT_CONFIGURED)
    check = await check_domain(ground, sending, probe.timeout - SPARE)
    return sampled(probe, ground, domain_fields(check), _summary(check), {"records": [*check.evidence]})


def is_account(host: str) -> bool:
    """Whether it looks like the subdomain that Customer.io gives to an account."""
    return _ACCOUNT.fullmatch(host) is not None


def completed(sending: Sending) -> Sending:
    """The From domain of an account subdomain is known: what follows `cio12345.`."""
    found = _ACCOUNT.fullmatch(sending.account)
    return sending._replace(domain=sending.domain or (found[1] if found else ""))


async def check_domain(ground: Ground, sending: Sending, seconds: float) -> DomainCheck:
    """Look at everything. Raises SetupError if there is no resolver to ask."""
    started = perf_counter()
    records = MailRecords(chosen_servers((), ground.network.dns), seconds)
    checks = [
        *([check_spf(sending.account, records)] if sending.account else []),
        *([check_dkim(sending.account, sending.selectors, records)] if sending.account else []),
        check_dmarc(sending.domain, sending.account, records),
        *([check_mx(sending.account, records)] if sending.account else []),
    ]
    if sending.links:
        checks.append(check_links(sending.links, ground.endpoints.get("app", ""), records))
    findings = [finding for found in await asyncio.gather(*checks) for finding in found]
    if not sending.account:
        findings += [_no_account(record) for record in (Record.SPF, Record.DKIM, Record.MX)]
    evidence: list[dict[str, Json]] = [
        {
            "name": each.name,
            "type": each.kind,
            "records": [clean_line(record, 500) for record in each.records],
            "note": each.silence or each.note,
        }
        for each in records.found
    ]
    ms = (perf_counter() - started) * 1000
    return DomainCheck(sending, worst_first(findings), tuple(evidence), ms)


def domain_fields(check: DomainCheck) -> dict[str, Value | None]:
    """As the kind publishes it; a state that is unknown has no value."""
    states: Mapping[Record, Verdict] = {record: check.state(record) for record in PUBLISHED}
    is_silent = all(state is Verdict.UNKNOWN for state in states.values())
    known: dict[str, Value | None] = {
        record.lower(): None if state is Verdict.UNKNOWN else state.value for record, state in states.items()
    }
    return {
        "ok": None if is_silent else Verdict.FAILING not in states.values(),
        "error": "dns" if is_silent else "none",
        "ms": round(check.ms, 1),
        **known,
        "problems": check.problems,
    }


def _summary(check: DomainCheck) -> str:
    problems = check.problems
    if not problems:
        return f"{check.sending.domain}: SPF, DKIM, DMARC and MX in order"
    more = f" (and {len(problems) - 1} more)" if len(problems) > 1 else ""
    return problems[0].removesuffix(".") + more


def _no_account(record: Record) -> Finding:
    return unknown(
        record,
        f"{record} stands on Customer.io's subdomain of yours, which is not known; it cannot be guessed.",
        "Set account in [sending], such as cio12345.example.com; Sending Domains shows it.",
    )

"""SPF of the domain in the return path, which is the account subdomain: the From domain's own record does not matter.

Includes are really resolved, all of a level at once, since what breaks a record is mostly in somebody else's: more than
ten lookups, more than two that find nothing, an include without a record.
"""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from cio_tui.core.text import clean_line
from cio_tui.customerio.finding import degraded, failing, ok
from cio_tui.customerio.mail_records import PUBLISH, Record, not_known
from cio_tui.customerio.spf_record import LOOKUPS, Term, parse_spf, spf_records

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cio_tui.customerio.finding import Finding
    from cio_tui.customerio.mail_records import Found, MailRecords

MOST_LOOKUPS = 10
NEAR_THE_LIMIT = 9
MOST_VOIDS = 2
_MACRO = "%"


@dataclass(slots=True)
class Cost:
    """What evaluating a record takes, summed up over its includes."""

    lookups: int = 0
    voids: int = 0
    """Lookups that find nothing."""
    faults: list[str] = field(default_factory=list)
    """What makes a receiver give up."""
    silent: list[Found] = field(default_factory=list)
    """What DNS did not say."""

    def add(self, other: Cost) -> None:
        """Count another one in."""
        self.lookups += other.lookups
        self.voids += other.voids
        self.faults += other.faults
        self.silent += other.silent


async def check_spf(domain: str, records: MailRecords) -> list[Finding]:
    """What there is to say about the record of `domain`; one finding that is ok if nothing is wrong."""
    found = await records.find(domain, "TXT")
    if found.silence:
        return [not_known(Record.SPF, found)]
    texts = spf_records(found.records)
    if len(texts) != 1:
        return [_not_one(domain, found, len(texts))]
    said = f"SPF of {domain}"
    try:
        terms = parse_spf(texts[0])
    except ValueError as error:
        return [failing(Record.SPF, f"{said} is not valid: {clean_line(str(error))}.", "Correct that term.")]
    cost = await _cost(terms, domain, (domain,), records)
    problems = [*_cost_findings(said, cost), *_term_findings(said, terms)]
    shown = clean_line(texts[0], 120)
    return problems or [ok(Record.SPF, f"{said}: {shown} ({cost.lookups} of {MOST_LOOKUPS} lookups).")]


def _not_one(domain: str, found: Found, count: int) -> Finding:
    if count:
        return failing(
            Record.SPF,
            f"{domain} has {count} SPF records, and receivers take none of them.",
            "Merge them into one, with one v=spf1 and one all.",
        )
    why = f" ({found.note})" if found.note else ""
    return failing(Record.SPF, f"There is no SPF record at {domain}{why}.", PUBLISH)


def _cost_findings(said: str, cost: Cost) -> Iterator[Finding]:
    for fault in cost.faults:
        yield failing(Record.SPF, f"{said} cannot be evaluated: {fault}.", "Remove or correct that term.")
    if cost.lookups > MOST_LOOKUPS:
        yield failing(
            Record.SPF,
            f"{said} needs {cost.lookups} DNS lookups, and receivers stop at {MOST_LOOKUPS}.",
            "Remove includes that nobody sends through any more.",
        )
    elif cost.lookups >= NEAR_THE_LIMIT:
        yield degraded(
            Record.SPF,
            f"{said} needs {cost.lookups} of {MOST_LOOKUPS} DNS lookups; one more include at a provider breaks it.",
            "Remove includes that nobody sends through any more.",
        )
    if cost.voids > MOST_VOIDS:
        yield failing(
            Record.SPF,
            f"{said} makes {cost.voids} lookups that find nothing, and receivers stop after {MOST_VOIDS}.",
            "Remove the terms that name hosts which are gone.",
        )
    for found in cost.silent[:1]:
        yield not_known(Record.SPF, found)


def _term_findings(said: str, terms: tuple[Term, ...]) -> Iterator[Finding]:
    last = {term.name: term.qualifier for term in terms}
    if "all" in last and last["all"] in "+?":
        level = failing if last["all"] == "+" else degraded
        whom = "lets anyone send in this name" if last["all"] == "+" else "says nothing about anyone else"
        yield level(
            Record.SPF, f"{said} ends with {last['all']}all, which {whom}.", "End it with ~all or -all."
        )
    if not {"all", "redirect"} & last.keys():
        yield degraded(Record.SPF, f"{said} has no all at its end.", "End it with ~all or -all.")
    if "ptr" in last:
        yield degraded(
            Record.SPF, f"{said} uses ptr, which many receivers ignore.", "List the networks instead."
        )


async def _cost(terms: tuple[Term, ...], domain: str, path: tuple[str, ...], records: MailRecords) -> Cost:
    """Of all terms at once; `path` is how we came here."""
    total = Cost()
    costly = (term for term in terms if term.name in LOOKUPS)
    for cost in await asyncio.gather(*(_cost_of(term, domain, path, records) for term in costly)):
        total.add(cost)
    return total


async def _cost_of(term: Term, domain: str, path: tuple[str, ...], records: MailRecords) -> Cost:
    target = (term.value or domain).lower().rstrip(".")
    if term.name == "ptr" or _MACRO in target:
        return Cost(lookups=1)  # depends on the message
    if term.name in ("include", "redirect"):
        return await _inner_cost(target, path, records)
    found = await records.find(target, "MX" if term.name == "mx" else "A")
    if found.silence:
        return Cost(lookups=1, silent=[found])
    return Cost(lookups=1, voids=0 if found.records else 1)


async def _inner_cost(target: str, path: tuple[str, ...], records: MailRecords) -> Cost:
    shown = clean_line(target, 80)
    if target in path:
        return Cost(lookups=1, faults=[f"{shown} includes itself"])
    if len(path) > MOST_LOOKUPS:
        return Cost(lookups=1)  # more than ten by now
    found = await records.find(target, "TXT")
    if found.silence:
        return Cost(lookups=1, silent=[found])
    texts = spf_records(found.records)
    if len(texts) != 1:
        what = f"{len(texts)} SPF records" if texts else "no SPF record"
        return Cost(
            lookups=1, voids=0 if found.records else 1, faults=[f"{shown}, which it includes, has {what}"]
        )
    try:
        terms = parse_spf(texts[0])
    except ValueError as error:
        return Cost(lookups=1, faults=[f"the record of {shown} is not valid: {clean_line(str(error))}"])
    cost = await _cost(terms, target, (*path, target), records)
    cost.lookups += 1
    return cost

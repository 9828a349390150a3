"""DMARC of the From domain, found by walking up the tree (RFC 9989), and whether our mail can satisfy it.

Customer.io signs and bounces at an account subdomain, so only *relaxed* alignment can match: a strict one, right on
other domains, breaks it here.
"""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, NamedTuple

from cio_tui.core.text import clean_line
from cio_tui.customerio.finding import degraded, failing, ok
from cio_tui.customerio.mail_records import Record, not_known
from cio_tui.customerio.tag_list import read_tags

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from cio_tui.customerio.finding import Finding
    from cio_tui.customerio.mail_records import Found, MailRecords

MOST_STEPS = 8
"""Names that a receiver looks at on the way up."""
POLICIES = ("none", "quarantine", "reject")
_VERSION = "v=DMARC1"


class Policy(NamedTuple):
    """A domain's record."""

    domain: str
    tags: Mapping[str, str]


async def check_dmarc(sender: str, account: str, records: MailRecords) -> list[Finding]:
    """What there is to say of the policy for mail from `sender`; `account` may be empty, if it is not known."""
    domains = tree_of(sender)
    found = await asyncio.gather(*(records.find(f"_dmarc.{domain}", "TXT") for domain in domains))
    policies: list[Policy] = []
    for domain, each in zip(domains, found, strict=True):
        texts = [text for text in each.records if text.strip().startswith(_VERSION)]
        if each.silence and not policies:
            return [not_known(Record.DMARC, each)]
        if len(texts) > 1:
            return [_several(each, len(texts))]
        if texts:
            try:
                policies.append(_policy(domain, texts[0]))
            except ValueError as error:
                said = f"The DMARC record at {each.name} is not valid: {clean_line(str(error))}."
                return [failing(Record.DMARC, said, "Correct it; until then there is no policy.")]
    if not policies:
        return [_none(found)]
    problems = [*_alignment(sender, account, policies), *_policy_findings(sender, policies[0])]
    tags = policies[0].tags
    return problems or [ok(Record.DMARC, f"DMARC of {policies[0].domain}: p={tags['p']}, relaxed alignment.")]


def tree_of(domain: str) -> list[str]:
    """The names a receiver looks at: the domain, then its parents, the longest ones left out."""
    labels = domain.lower().rstrip(".").split(".")
    parents = [".".join(labels[start:]) for start in range(1, len(labels))]
    return [".".join(labels), *parents[-(MOST_STEPS - 1) :]]


def organisation(sender: str, policies: Sequence[Policy]) -> str:
    """The domain under which names belong together, from the records on the way up."""
    for policy in policies:
        psd = policy.tags.get("psd", "u").lower()
        if psd == "n":
            return policy.domain
        if psd == "y" and policy.domain != sender:
            below = sender.removesuffix("." + policy.domain)
            return f"{below.rpartition('.')[2]}.{policy.domain}"
    return policies[-1].domain


def _policy(domain: str, text: str) -> Policy:
    tags = read_tags(text)
    if tags.get("v") != "DMARC1":
        raise ValueError("a semicolon must follow v=DMARC1")
    if tags.get("p", "").lower() not in POLICIES:
        if "rua" not in tags:
            raise ValueError("it has no p= of none, quarantine or reject")
        tags["p"] = "none"  # as receivers read it, since somebody wants reports
    return Policy(domain, tags)


def _several(found: Found, count: int) -> Finding:
    return failing(
        Record.DMARC,
        f"{found.name} has {count} DMARC records, and receivers take none of them.",
        "Leave one.",
    )


def _none(found: Sequence[Found]) -> Finding:
    return failing(
        Record.DMARC,
        f"There is no DMARC record at {found[0].name} nor above it.",
        "Publish v=DMARC1; p=none; rua=mailto:… there: Gmail and Yahoo want one from everybody who sends in bulk.",
    )


def _alignment(sender: str, account: str, policies: Sequence[Policy]) -> Iterator[Finding]:
    if not account or account == sender:
        return
    organised = organisation(sender, policies)
    if account != organised and not account.endswith("." + organised):
        yield failing(
            Record.DMARC,
            f"{account} is not under {organised}, so neither SPF nor DKIM can align with From: DMARC fails.",
            "Send from a domain above the account subdomain, or correct account in [sending].",
        )
        return
    tags = policies[0].tags
    strict = [name for name in ("aspf", "adkim") if tags.get(name, "r").lower() == "s"]
    if len(strict) == 2:
        yield failing(
            Record.DMARC,
            f"aspf=s and adkim=s at _dmarc.{policies[0].domain} ask for {sender} itself, but Customer.io bounces and"
            f" signs at {account}: DMARC fails for every message.",
            "Remove both, so that relaxed alignment holds.",
        )
    elif strict:
        way, other = ("SPF", "DKIM") if strict == ["aspf"] else ("DKIM", "SPF")
        yield degraded(
            Record.DMARC,
            f"{strict[0]}=s at _dmarc.{policies[0].domain} breaks {way} alignment, since Customer.io uses {account}:"
            f" DMARC hangs on {other} alone.",
            f"Remove {strict[0]}=s.",
        )


def _policy_findings(sender: str, policy: Policy) -> Iterator[Finding]:
    tags = policy.tags
    name = "p" if policy.domain == sender or tags.get("sp", "").lower() not in POLICIES else "sp"
    if tags[name].lower() == "none":
        yield degraded(
            Record.DMARC,
            f"{name}=none at _dmarc.{policy.domain}: receivers report forged mail and take it all the same.",
            "Fit for a start; once the reports are clean, go on to quarantine.",
        )
    if not tags.get("rua"):
        yield degraded(
            Record.DMARC,
            f"_dmarc.{policy.domain} has no rua=: nobody is told what fails.",
            "Add rua=mailto: with an address that somebody reads.",
        )
    if tags.get("t", "n").lower() == "y":
        yield degraded(
            Record.DMARC,
            f"_dmarc.{policy.domain} says t=y, testing: the policy counts one step less.",
            "Remove it.",
        )

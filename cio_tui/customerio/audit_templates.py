"""What the law asks of marketing mail, looked for in the e-mails of running campaigns.

Only what the App API shows of a template is read, of a bounded number of campaigns. A postal address has no form that
a program could prove: a line that looks like one is named, and a person has to read it.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from cio_tui.customerio.api_errors import AppApiError
from cio_tui.customerio.audit import Question
from cio_tui.customerio.campaign_lookup import list_campaigns
from cio_tui.customerio.finding import Finding, degraded, failing, ok, unknown
from cio_tui.customerio.items import text

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from cio_tui.customerio.client import AppApi

MOST_CAMPAIGNS = 10
"""Read at two requests a second, they take five seconds."""
_LONGEST = 200_000
_UNSUBSCRIBE = re.compile(
    r"unsubscribe_url|unsubscribe_link|manage_subscription_preferences|href=[^>]{0,300}unsubscribe",
    re.IGNORECASE,
)
_TAG = re.compile(r"<[^<>]{0,2000}>")
_POSTAL = re.compile(
    r"\b(?:P\.?\s?O\.?\s?Box\s+\d+|[A-Z]{1,2}\d[A-Z\d]?\s\d[A-Z]{2}|[A-Z]{2}[\s,]+\d{5}(?:-\d{4})?|\d{4,5}\s+[A-ZÀ-Ž][\w-]{2,})\b"
)
"""A P.O. box, a British postcode, a US state with its ZIP code, or a continental postcode before its town."""


class Mail(NamedTuple):
    """One e-mail of a running campaign."""

    title: str
    source: str
    """Body and layout; empty if the answer held neither."""


class Mails(NamedTuple):
    """What was read."""

    items: tuple[Mail, ...]
    left_out: int
    """Running campaigns beyond MOST_CAMPAIGNS."""


async def read_mails(api: AppApi) -> Mails:
    """The e-mails of running campaigns. Raises AppApiError."""
    running = [each for each in await list_campaigns(api) if each.is_running]
    found: list[Mail] = []
    for campaign in running[:MOST_CAMPAIGNS]:
        listing = await api.listing("actions", "campaigns", campaign.id, "actions", most_pages=2)
        for action in listing.items:
            if text(action, "type") == "email" and text(action, "sending_state") != "off":
                parts = [
                    part[:_LONGEST]
                    for name in ("body", "layout")
                    if isinstance(part := action.get(name), str)
                ]
                found.append(Mail(f"{campaign.title} / {text(action, 'id')}", "\n".join(parts)))
    return Mails(tuple(found), max(0, len(running) - MOST_CAMPAIGNS))


def template_findings(mails: Mails | AppApiError) -> Iterator[Finding]:
    """Unsubscribe link and postal address."""
    for question in (Question.UNSUBSCRIBE, Question.POSTAL):
        if isinstance(mails, AppApiError):
            yield unknown(question, f"No template could be read. {mails}", _BY_HAND)
        else:
            yield _judge(question, mails)


_BY_HAND = "Look at each marketing template in the editor."


def _judge(question: Question, mails: Mails) -> Finding:
    readable = [mail for mail in mails.items if mail.source]
    if not readable:
        why = "The App API shows the text of none" if mails.items else "No running campaign sends e-mail"
        return unknown(question, f"{why}, so it could not be looked for.", _BY_HAND)
    without = [mail.title for mail in readable if not _has(question, mail.source)]
    if without:
        level = failing if question is Question.UNSUBSCRIBE else degraded
        named = _named(without)
        return level(
            question, f"Not seen in {len(without)} of {len(readable)} e-mails: {named}.", _REMEDIES[question]
        )
    unread = len(mails.items) - len(readable) + mails.left_out
    if unread:
        return unknown(question, f"Seen in {len(readable)} e-mails; {unread} more were not read.", _BY_HAND)
    return ok(question, f"Seen in each of {len(readable)} e-mails of running campaigns.")


_REMEDIES = {
    Question.UNSUBSCRIBE: "Put {% unsubscribe_url %} into the template or its layout, unless it is transactional.",
    Question.POSTAL: "Put the sender's address into the template or its layout; if it is there, read it once more.",
}


def _has(question: Question, source: str) -> bool:
    if question is Question.UNSUBSCRIBE:
        return _UNSUBSCRIBE.search(source) is not None
    return _POSTAL.search(_TAG.sub(" ", source)) is not None


def _named(titles: Sequence[str]) -> str:
    return ", ".join(titles[:3]) + (f" and {len(titles) - 3} more" if len(titles) > 3 else "")

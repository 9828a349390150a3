"""The report as Markdown: what went wrong with the log first, what a reviewer asks first next, everything else last."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cio_tui.report import wording
from cio_tui.report.markdown.debrief import debrief
from cio_tui.report.markdown.decisions import decisions
from cio_tui.report.markdown.opening import exceptions, header, metrics, summary
from cio_tui.report.markdown.probes import probes
from cio_tui.report.markdown.record import book, messages, people
from cio_tui.report.markdown.review_draft import review_draft
from cio_tui.report.markdown.timeline import everything_else, timeline
from cio_tui.report.moments import Moments

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import tzinfo

    from cio_tui.core.review.account import Account


def render_markdown(account: Account, zone: tzinfo | None) -> str:
    """The whole report, ended by a newline; the same for the same account. `zone` None is this host's own."""
    moments = Moments(zone, account.header.opened_at)
    return "\n\n".join(_blocks(account, moments)) + "\n"


def _blocks(account: Account, moments: Moments) -> Iterator[str]:
    yield from header(account, moments)
    sections = {
        "Summary": summary(account),
        "Metrics": metrics(account),
        "Exceptions": exceptions(account, moments),
        "Decisions": decisions(account, moments),
        "Timeline": timeline(account, moments),
        "Probes": probes(account, moments),
        "People": people(account, moments),
        "Messages": messages(account, moments),
        "Book": book(account),
        "Review draft": review_draft(account),
        "Debrief": debrief(account),
        "Everything else": everything_else(account, moments),
    }
    tag = wording.tag(account.header)
    for title in (*wording.contents(account), "Everything else"):
        yield f"## {tag} · {title}" if tag else f"## {title}"
        yield from sections[title]

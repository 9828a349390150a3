"""The report as one file of HTML that asks nobody for anything: no script, no picture, no font, and a policy."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cio_tui.report import wording
from cio_tui.report.html.decisions import decisions
from cio_tui.report.html.ending import debrief, review_draft
from cio_tui.report.html.markup import line
from cio_tui.report.html.opening import damage, exceptions, facts, metrics, summary
from cio_tui.report.html.probes import probes
from cio_tui.report.html.record import book, messages, people
from cio_tui.report.html.style import style_sheet
from cio_tui.report.html.timeline import timeline
from cio_tui.report.moments import Moments

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import tzinfo

    from cio_tui.core.review.account import Account

POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"

PAPER = (
    "Printed without what the file folds away: steps and machine events of the timeline, what was seen at each, the "
    "values of the charts, steps never reached. Unfold it in the file before printing, or read it there."
)


def render_html(account: Account, zone: tzinfo | None) -> str:
    """The whole page; the same for the same account. `zone` None is this host's own."""
    return "\n".join(_parts(account, Moments(zone, account.header.opened_at))) + "\n"


def _parts(account: Account, moments: Moments) -> Iterator[str]:
    head = account.header
    tag, titles = wording.tag(head), wording.contents(account)
    title = line(f"{tag + ': ' if tag else ''}{wording.headline(head)} ({head.incident})")
    yield (
        '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="color-scheme" content="light dark">\n<meta name="referrer" content="no-referrer">\n'
        f"<title>{title}</title>\n<style>{style_sheet(tag)}</style>\n</head>"
    )
    yield '<body>\n<a class="skip" href="#summary">Skip to the summary</a>'
    if banner := wording.banner(head):
        yield f'<div class="mode" role="note">{line(banner)}</div>'
    yield f'<header class="head">{damage(account)}\n<h1>{_tagged(tag, line(wording.headline(head)))}</h1>'
    yield f'{facts(account, moments)}<p class="paper">{PAPER}</p></header>'
    yield f'<nav aria-label="Contents"><ul>{"".join(map(_entry, titles))}</ul></nav>\n<main>'
    sections = _sections(account, moments)
    for name in titles:
        yield f'<section id="{_anchor(name)}" aria-labelledby="{_anchor(name)}-title">'
        yield f'<h2 id="{_anchor(name)}-title">{_tagged(tag, name)}</h2>'
        yield from sections[name]
        yield "</section>"
    yield f"</main>\n<footer>{tag} {line(head.incident)}, log {line(head.fingerprint or wording.NOT_RECORDED)}</footer>"
    yield "</body>\n</html>"


def _sections(account: Account, moments: Moments) -> dict[str, Iterator[str]]:
    return {
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
    }


def _tagged(tag: str, title: str) -> str:
    return f'<span class="tag">{tag}</span> {title}' if tag else title


def _anchor(title: str) -> str:
    return title.lower().replace(" ", "-")


def _entry(title: str) -> str:
    return f'<li><a href="#{_anchor(title)}">{title}</a></li>'

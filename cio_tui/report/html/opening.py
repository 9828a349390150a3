"""The top of the page: can this be believed, what happened, how long it took, and what was not by the book."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cio_tui.core.review.account import ExceptionKind
from cio_tui.report import wording
from cio_tui.report.html.markup import bullets, event_link, line, moment, or_not_recorded, table
from cio_tui.report.moments import elapsed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cio_tui.core.review.account import Account, Metric
    from cio_tui.report.moments import Moments


def damage(account: Account) -> str:
    """What is wrong with the log and what can still be read; nothing while it holds."""
    sentences = " ".join(wording.damage(account))
    return (
        f'<p class="damage" role="alert"><strong>DAMAGED</strong> {line(sentences)}</p>' if sentences else ""
    )


def facts(account: Account, moments: Moments) -> str:
    """Which incident this is, and how far its log can be believed."""
    head = account.header
    span = f"{moments.full(head.opened_at)} to {moments.clock(head.ended_at)} (times are {moments.zone_name})"
    values = (
        (
            "Incident",
            f'<span class="id">{line(head.incident)}</span>, {line(head.mode)}, {line(wording.place(head))}',
        ),
        ("Severity", or_not_recorded(" → ".join(head.severities))),
        ("When", line(span)),
        ("Lasted", f"{elapsed(head.duration_s)}, {wording.state(head)}"),
        ("Log", f"{head.events} events, fingerprint <code>{or_not_recorded(head.fingerprint)}</code>"),
        ("Integrity", " ".join(map(line, wording.integrity(head)))),
        ("Clock of this host", wording.skew(head)),
        ("Book", f"{or_not_recorded(head.book)}, SHA-256 <code>{or_not_recorded(head.book_sha256)}</code>"),
        ("Written by", f"cio-tui {or_not_recorded(head.tool)}"),
    )
    return f"<dl>{''.join(f'<dt>{name}</dt><dd>{value}</dd>' for name, value in values)}</dl>"


def summary(account: Account) -> Iterator[str]:
    """The five lines."""
    yield bullets(map(line, account.summary))


def metrics(account: Account) -> Iterator[str]:
    """Each number with its definition."""
    yield table(
        "Each number beside its definition; what has no basis is not recorded.",
        ("What", "How long or how many", "From what to what"),
        ((line(metric.title), _figure(metric), line(metric.definition)) for metric in account.metrics),
    )


def _figure(metric: Metric) -> str:
    basis = f' <span class="quiet">{line(metric.basis)}</span>' if metric.basis else ""
    return f"<b>{or_not_recorded(metric.figure)}</b>{basis}"


def exceptions(account: Account, moments: Moments) -> Iterator[str]:
    """By kind, in the order in which a reviewer asks."""
    if not account.exceptions:
        yield "<p>None was found.</p>"
        return
    order = list(ExceptionKind)
    yield table(
        "What did not go by the book.",
        ("What", "Event", "When", "Who", "In a sentence"),
        (
            (
                f"<b>{line(one.kind)}</b>",
                event_link(one.seq) or "absent",
                moment(one.at, moments),
                line(one.who) or "nobody",
                line(one.sentence),
            )
            for one in sorted(account.exceptions, key=lambda one: order.index(one.kind))
        ),
    )

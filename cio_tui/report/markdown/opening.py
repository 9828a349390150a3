"""The top of the Markdown report: can this be believed, what happened, how long it took, what was not by the book."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cio_tui.core.review.account import ExceptionKind
from cio_tui.report import wording
from cio_tui.report.markdown.prose import item, words, wrapped
from cio_tui.report.moments import elapsed
from cio_tui.report.wording import NOT_RECORDED

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cio_tui.core.review.account import Account, Exceptional, Metric
    from cio_tui.report.moments import Moments


def header(account: Account, moments: Moments) -> Iterator[str]:
    """Title, what must be known before all else, and the facts of the incident."""
    head = account.header
    tag = wording.tag(head)
    yield f"# {tag + ': ' if tag else ''}{words(wording.headline(head))}"
    if banner := wording.banner(head):
        yield wrapped(f"**{words(banner)}**", "> ", "> ")
    if damage := wording.damage(account):
        yield wrapped(f"**DAMAGED.** {words(' '.join(damage))}", "> ", "> ")
    yield "\n".join(
        item(f"**{name}**: {value}")
        for name, value in (
            ("Incident", f"{words(head.incident)}, {words(head.mode)}, {words(wording.place(head))}"),
            ("Severity", words(" → ".join(head.severities) or NOT_RECORDED)),
            ("When", f"{_span(account, moments)} (times are {words(moments.zone_name)})"),
            ("Lasted", f"{elapsed(head.duration_s)}, {wording.state(head)}"),
            ("Log", f"{head.events} events, fingerprint {words(head.fingerprint or NOT_RECORDED)}"),
            ("Integrity", words(" ".join(wording.integrity(head)))),
            ("Clock of this host", wording.skew(head)),
            (
                "Book",
                f"{words(head.book or NOT_RECORDED)}, SHA-256 {words(head.book_sha256[:16] or NOT_RECORDED)}",
            ),
            ("Written by", f"cio-tui {words(head.tool or NOT_RECORDED)}"),
        )
    )


def _span(account: Account, moments: Moments) -> str:
    head = account.header
    return f"{moments.full(head.opened_at)} to {moments.clock(head.ended_at)}"


def summary(account: Account) -> Iterator[str]:
    """The five lines."""
    yield "\n".join(item(words(line)) for line in account.summary) or NOT_RECORDED.capitalize() + "."


def metrics(account: Account) -> Iterator[str]:
    """Each number with its definition, then what it rests on."""
    yield "\n".join(map(_metric, account.metrics)) or NOT_RECORDED.capitalize() + "."


def _metric(metric: Metric) -> str:
    basis = f": {words(metric.basis)}" if metric.basis else ""
    return item(
        f"{words(metric.title)}: **{words(metric.figure or NOT_RECORDED)}** ({words(metric.definition)}){basis}"
    )


def exceptions(account: Account, moments: Moments) -> Iterator[str]:
    """By kind, in the order in which a reviewer asks."""
    by_kind = {kind: [one for one in account.exceptions if one.kind is kind] for kind in ExceptionKind}
    lines = [
        item(f"**{kind}**: {_exception(one, moments)}") for kind, found in by_kind.items() for one in found
    ]
    yield "\n".join(lines) or "None was found."


def _exception(one: Exceptional, moments: Moments) -> str:
    where = f" ({moments.clock(one.at)}, e{one.seq})" if one.seq else ""
    who = f"{words(one.who)}: " if one.who else ""
    return f"{who}{words(one.sentence)}{where}"

"""The report as one screen of Slack: what, when, how it stands, what was decided, what is open and what comes next.

Slack's mrkdwn has no escape but for `&<>`, so whatever could address people or end a word's style is taken apart.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from cio_tui.core.review.account import ExceptionKind
from cio_tui.core.text import clean_line
from cio_tui.report import wording
from cio_tui.report.moments import Moments, elapsed

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import tzinfo

    from cio_tui.core.review.account import Account

MOST_LINES = 25
MOST_CHARACTERS = 3000
"""Of a block of text in Slack."""

_LINE = 110
"""Characters of one text from the log, so that the lines fit into the block whatever they hold."""

_DECISIONS = 4
_METRICS = 4
_OPEN = (ExceptionKind.UNDO_OPEN, ExceptionKind.DEFERRED, ExceptionKind.UNMET)
_MOST_OPEN = 3

_ESCAPED = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", "`": "'", "*": "∗", "~": "∼"})
_MENTION = re.compile(r"@(?=\w)")


def render_slack(account: Account, zone: tzinfo | None) -> str:
    """At most 25 lines and 3,000 characters, ended by a newline; the same for the same account."""
    lines = list(_lines(account, Moments(zone, account.header.opened_at)))
    # The fingerprint stands last and is what the message is trusted by: what is too much goes before it.
    last = lines.pop()
    room = MOST_CHARACTERS - len(last) - 2
    kept: list[str] = []
    for line in lines[: MOST_LINES - 1]:
        room -= len(line) + 1
        if room < 0:
            break
        kept.append(line)
    return "\n".join([*kept, last]) + "\n"


def _lines(account: Account, moments: Moments) -> Iterator[str]:
    head = account.header
    tag = wording.tag(head)
    mark = f"*{_text(tag)}* " if tag else ""
    yield f"{mark}*{_text(wording.headline(head))}* {_text(head.incident)}, {_text(wording.place(head))}"
    if banner := wording.banner(head):
        yield f"_{_text(banner, 2 * _LINE)}_"
    if fault := wording.damage(account):
        yield f"*DAMAGED* {_text(' '.join(fault), 2 * _LINE)}"
    for line in account.summary:
        yield f"• {_text(line)}"
    yield (
        f"*When* {moments.full(head.opened_at)} to {moments.clock(head.ended_at)} {_text(moments.zone_name)}, "
        f"{elapsed(head.duration_s)}; {wording.state(head)}"
    )
    known = [metric for metric in account.metrics if metric.seconds][:_METRICS]
    if known:
        yield "*Times* " + "; ".join(
            f"{_text(metric.title)} {elapsed(metric.seconds or 0.0)}" for metric in known
        )
    yield from _decided(account, moments)
    yield from _open(account)
    yield f"*Next* {_next(account)}"
    fingerprint = _text(head.fingerprint) or wording.NOT_RECORDED
    yield f"{mark}log {fingerprint}"


def _decided(account: Account, moments: Moments) -> Iterator[str]:
    total = len(account.choices)
    if not total:
        yield f"*Decided* {wording.NOT_RECORDED}"
        return
    left_out = f", the last {_DECISIONS} of {total}" if total > _DECISIONS else ""
    yield f"*Decided*{left_out}"
    for choice in account.choices[-_DECISIONS:]:
        yield (
            f"• {moments.clock(choice.at)} {_text(choice.who, 30)}: {_text(choice.title, 60)} → "
            f"{_text(choice.chosen, 60)} ({wording.agreement(choice)})"
        )


def _open(account: Account) -> Iterator[str]:
    still = [one for one in account.exceptions if one.kind in _OPEN]
    by_kind = wording.tally(one.kind for one in account.exceptions) or "nothing out of the ordinary"
    yield f"*Open* {'nothing left switched, deferred or unmet ' if not still else ''}({by_kind})"
    for one in still[:_MOST_OPEN]:
        yield f"• {_text(one.sentence)}"
    if len(still) > _MOST_OPEN:
        yield f"• and {len(still) - _MOST_OPEN} more"


def _next(account: Account) -> str:
    blanks = [blank.title for blank in account.draft if blank.to_write]
    if not account.header.is_closed:
        return f"the incident is open: `cio-tui resume {_text(account.header.incident)}`"
    if not blanks:
        return "nothing is left to write"
    named = "; ".join(_text(title, 40) for title in blanks[:3]) + ("; …" if len(blanks) > 3 else "")
    return f"{wording.count(len(blanks), 'field')} of the review to write: {named}"


def _text(text: str, longest: int = _LINE) -> str:
    """One line from outside that addresses nobody; the cut comes before the escapes, so that none is halved."""
    line = clean_line(text, longest)
    return _MENTION.sub("@ ", line).translate(_ESCAPED)

"""Accounts made by hand: one rich enough that no field is empty, and what tests change of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, is_dataclass, replace
from datetime import UTC, datetime, timedelta
from enum import Enum
from typing import Any

from cio_tui.core.reading import Verdict
from cio_tui.core.record import Seen
from cio_tui.core.review.account import (
    Account,
    Blank,
    Choice,
    Exceptional,
    ExceptionKind,
    Header,
    Message,
    Metric,
    Participant,
    Turn,
    UsedStep,
)
from cio_tui.core.review.chronology import Kind, Row
from cio_tui.core.review.debrief import Debrief, Mark
from cio_tui.core.review.strip import Point, Span, Strip

OPENED = datetime(2026, 11, 21, 20, 21, 7, 114_000, tzinfo=UTC)
LASTED = 3500.0
SAW = {
    "track": Seen("failing", "503 in 212 ms", 4.1),
    "app": Seen("failing", "503 in 198 ms", 9.0),
    "status": Seen("ok", "All systems operational", 21.0),
    "tls": Seen("unknown", "no fresh reading", 61.5),
}


def at(offset_s: float) -> datetime:
    """The moment so many seconds after the opening."""
    return OPENED + timedelta(seconds=offset_s)


def row(
    seq: int, offset_s: float, kind: Kind, who: str, sentence: str, *, saw: bool = False,
    happened_s: float | None = None, correction: str = "", doubtful: bool = False,
) -> Row:  # fmt: skip
    """One event of the timeline."""
    happened_at = None if happened_s is None else at(happened_s)
    return Row(
        seq,
        at(offset_s),
        offset_s,
        kind,
        who,
        sentence,
        SAW if saw else {},
        happened_at,
        correction,
        doubtful,
    )


HEADER = Header(
    incident="INC-20261121-2021-k7",
    title="Complete outage",
    mode="live",
    scenario="",
    severities=("P2", "P1"),
    region="us",
    label="prod",
    opened_at=OPENED,
    ended_at=at(LASTED),
    is_closed=True,
    duration_s=LASTED,
    events=24,
    fingerprint="18fdc560ad72#24",
    chain_fault="",
    anchors=(1, 1),
    remarks=("The wall clock was set before 1 of the events, first before event 19.",),
    tool="0.1.0",
    book="p1-outage",
    book_sha256="9f2c" * 16,
    clock_skew_s=0.1,
    reviewed_by=("dana",),
)
SUMMARY = (
    "P1 Complete outage in us prod: the Track and the App API answered 503.",
    "Impact from 20:12:37 to 21:19:27; the fallback queue held 4,120 messages at most.",
    "Cause as decided: Customer.io is down (page says none).",
    "Ended when both APIs answered and the queue was drained.",
    "Open: the check of the dashboard was skipped.",
)
METRICS = (
    Metric("ttd", "Time to detect", "impact started to detected", 510.0, "8 min 30 s"),
    Metric("first_protection", "First protective action", "acknowledged to the first change", 171.0, "2 min 51 s"),
    Metric("ttm", "Time to mitigate", "impact started to mitigated", None, 'not recorded: no milestone "mitigated"'),
    Metric("followed", "Suggestions followed", "decisions taken as suggested", None, "1 of 2"),
)  # fmt: skip
EXCEPTIONS = (
    Exceptional(ExceptionKind.MISSED_UPDATE, 0, at(1800), "", "An update was due at 20:51:07 and nobody sent it."),
    Exceptional(ExceptionKind.SKIPPED, 20, at(3300), "cy", "Skipped verify: dashboard login down, OPS-812."),
    Exceptional(ExceptionKind.UNDO_OPEN, 9, at(290), "amira", "fallback is still switched on."),
)  # fmt: skip
CHOICES = (
    Choice(
        4, at(61), 61.0, "amira", "Is Customer.io down, or is it us?", "Customer.io is down (page says none)",
        "all_api_failing (track.status = 503, app.status = 503)", "Customer.io is down (page says none)", True,
        "both APIs 503, control fine, vendor's page still green", ("It refuses us (301/401/403): no 401 seen",), SAW,
        {"track": Turn(3, at(30), "status >= 500 (status = 503)")},
    ),
    Choice(
        15, at(1800), 1800.0, "cy", "Wait, or fail over for good?", "Wait", "status.indicator = minor", "Fail over",
        False, "the queue would be full by midnight", (), {},
    ),
    Choice(17, at(2000), 2000.0, "cy", "Page the vendor?", "", "", "Yes", None, "", ("No",), SAW),
)  # fmt: skip
ROWS = (
    row(1, 0, Kind.MACHINE, "cio-tui", "opened P2 with p1-outage: Complete outage", saw=True),
    row(2, 1, Kind.STEP, "amira", "at size-up: Is Customer.io down, or is it us?", saw=True),
    row(3, 1, Kind.MACHINE, "cio-tui", "suggests for size-up: Customer.io is down (page says none)"),
    row(4, 61, Kind.DECISION, "amira", "decided size-up: Customer.io is down - both APIs 503", saw=True),
    row(5, 62, Kind.STEP, "amira", "at breaker: Open the circuit breaker", saw=True),
    row(6, 171, Kind.STEP, "amira", 'breaker attested: "open"', saw=True),
    row(
        7, 172, Kind.MILESTONE, "amira", "milestone impact_started at 20:12:37Z",
        happened_s=-510, correction="is 20:12:09",
    ),
    row(8, 240, Kind.SEVERITY, "amira", "severity P2 → P1 - every call fails"),
    row(9, 290, Kind.STEP, "cio-tui", "fallback sensed: queue.depth > 0 (412)", saw=True),
    row(10, 431, Kind.MESSAGE, "amira", "sent tell to support, product  log 18fdc560ad72#9", saw=True),
    row(11, 1140, Kind.EXCEPTION, "amira", "resumed on jump1 after 63 s"),
    row(12, 1500, Kind.PROBE, "cio-tui", "status ok → degraded: minor outage"),
    row(13, 1750, Kind.PEOPLE, "amira", "driver is cy, was amira"),
    row(14, 1760, Kind.NOTE, "cy", "note: their support says a network change\nwas rolled back"),
    row(15, 1800, Kind.DECISION, "cy", "decided endure: Fail over (suggested: Wait)", saw=True),
    row(16, 1900, Kind.PROBE, "cio-tui", "track failing → ok: 200 in 240 ms"),
    row(17, 2000, Kind.DECISION, "cy", "decided page: Yes"),
    row(18, 3000, Kind.STEP, "cy", "at verify: Look at the dashboard", saw=True),
    row(19, 3299, Kind.MACHINE, "cio-tui", "due: an update"),
    row(20, 3300, Kind.EXCEPTION, "cy", "skipped verify - dashboard login down, OPS-812"),
    row(21, 3400, Kind.MILESTONE, "cy", "milestone resolved at 21:17:47Z"),
    row(22, 3401, Kind.STEP, "cy", "at close: Seal the log", saw=True),
    row(23, 3490, Kind.EXCEPTION, "cy", "amended event 7: happened_at is 20:12:09 - load balancer log"),
    row(24, LASTED, Kind.MILESTONE, "cy", "closed over 1 open item"),
)  # fmt: skip


def strip(
    probe: str, title: str, broken: tuple[float, float], unit: str = "ms", threshold: float | None = 800
) -> Strip:
    """A probe that answers every ten seconds, fails for a while, is slow afterwards, and is not asked at the end."""
    begins, ends = broken
    spans = (
        Span(0, begins, Verdict.OK), Span(begins, ends, Verdict.FAILING), Span(ends, ends + 300, Verdict.DEGRADED),
        Span(ends + 300, 3200, Verdict.OK), Span(3300, LASTED, Verdict.UNKNOWN),
    )  # fmt: skip
    points = [
        Point(
            float(offset),
            Verdict.FAILING if begins <= offset < ends else Verdict.OK,
            None
            if begins <= offset < ends
            else 200.0 + offset % 70 + (900 if ends <= offset < ends + 300 else 0),
            "no answer" if begins <= offset < ends else "200",
        )
        for offset in range(0, 3200, 10)
    ]
    return Strip(
        probe, title, tuple(span for span in spans if span.end_s > span.start_s), points, unit, threshold
    )


STRIPS = (
    strip("track", "Track API", (0, 1900)),
    strip("app", "App API", (0, 1930)),
    Strip(
        "status",
        "Status page",
        (Span(0, 1500, Verdict.OK), Span(1500, LASTED, Verdict.DEGRADED)),
        (),
        "",
        None,
    ),
    strip("latency", "Round trip p90", (600, 640), threshold=1000),
)
PARTICIPANTS = (
    Participant("amira", ("driver 20:21 to 20:50",), 9, OPENED, at(1750)),
    Participant("cy", ("driver 20:50 to 21:19", "ic 20:21 to 21:19"), 11, at(1760), at(LASTED)),
    Participant("dana", (), 1, at(LASTED), at(LASTED)),
)
MESSAGES = (
    Message(
        10, at(431), "amira", ("support", "product"),
        "We cannot reach Customer.io since 20:12 UTC.\n\nMail is queued, nothing is lost.\nlog 18fdc560ad72#9",
        "18fdc560ad72#9", 131.0,
    ),
)  # fmt: skip
STEPS = (
    UsedStep("p1-outage", "size-up", "Is it down, or is it us?", "attested", "amira", "protect", "", 60.0, "P1.1"),
    UsedStep("p1-outage", "breaker", "Open the circuit breaker", "mismatch", "amira", "half", "open", 109.0, "P1.2"),
    UsedStep("p1-outage", "verify", "Look at the dashboard", "skipped", "cy", "", "", None, "P1.7"),
    UsedStep("p2-error-rate", "monitor", "Watch the error rate", "pending", "", "", "", None, ""),
)  # fmt: skip
DRAFT = (
    Blank("Overview", "Summary", ("Both APIs answered 503 for 32 min.",), "", ("Google", "Atlassian")),
    Blank("Overview", "Impact in money", (), "what it cost, and how that is known", ("Google",)),
    Blank("Causes", "Root causes", ("Decided: Customer.io is down",), "what made it fail", ("Google", "PagerDuty")),
    Blank("Causes", "Five whys", (), "five questions, each about the answer before", ("Atlassian",)),
)  # fmt: skip
DEBRIEF = Debrief(
    "total-outage",
    "Everything at Customer.io answers 503",
    (
        Mark("time to detect", "1 min 1 s", True),
        Mark("right book", "p1-outage, as the scenario asks", True),
        Mark("unsafe acts", "1: the fallback was left on", False),
        Mark("suggestions followed", "not recorded", None),
    ),
    (
        "size-up: decide that Customer.io is down, both APIs fail",
        "breaker: open it before the retries pile up",
    ),
    ("verify was skipped.",),
)

RICH = Account(
    HEADER, SUMMARY, METRICS, EXCEPTIONS, CHOICES, ROWS, STRIPS, PARTICIPANTS, MESSAGES, STEPS, DRAFT, None
)  # fmt: skip
EMPTY = Account(HEADER, (), (), (), (), (), (), (), (), (), (), None)


def with_every_text(value: Any, text: str) -> Any:
    """The same account with this text wherever a log or a book could have put one of its own."""
    match value:
        case Enum():
            return value
        case str():
            return text
        case Mapping():
            return dict(zip([text], with_every_text(tuple(value.values()), text), strict=False))
        case tuple() if hasattr(value, "_fields"):
            return type(value)(*(with_every_text(inner, text) for inner in value))
        case tuple() | list():
            return tuple(with_every_text(inner, text) for inner in value)
        case _ if is_dataclass(value) and not isinstance(value, type):
            return replace(
                value,
                **{name.name: with_every_text(getattr(value, name.name), text) for name in fields(value)},
            )
        case _:
            return value


DRILL = replace(RICH, header=replace(HEADER, mode="drill", scenario="total-outage"), debrief=DEBRIEF)
DAMAGED = replace(
    RICH,
    header=replace(HEADER, chain_fault="Event 8 was changed after it was written.", anchors=(0, 1)),
    rows=tuple(one._replace(doubtful=one.seq >= 8) for one in ROWS),
)
HOSTILE = (
    "<script>alert(1)</script>",
    '"><img src="http://evil.example/x" onerror=alert(1)>',
    "![x](http://evil.example/x) [click](javascript:alert(1)) <http://evil.example> www.evil.example",
    "# heading\n\n- list\n1. list\n> quote\n```\nfence\n---\n| a | b |\n|---|---|\n<!-- comment -->",
    "a | b\n:-: | :-: *bold* _it_ **b** ~~s~~ `code` $x$ &lt; \\< \\` [a]: http://evil.example",
    "@channel @here <!channel> <@U123> #12 GH-12 someone@evil.example",
    "```\n~~~\n</style></title></svg>-->]]>",
    "\x1b]52;c;cm0=\x07\x9b31m\u202e\u200b\x00\ud800",
)
"""Texts that try to act: on a page, in a pull request, in a chat, on a terminal."""


def endless(account: Account) -> Account:
    """The same with numbers that no clock shows, as only somebody who writes a log by hand can put there."""
    saw = {"track": Seen("failing", "503", float("nan")), "app": Seen("", "", float("inf"))}
    return replace(
        account,
        header=replace(account.header, duration_s=float("inf"), clock_skew_s=float("nan")),
        rows=tuple(one._replace(offset_s=float("inf"), saw=saw) for one in account.rows),
        choices=tuple(replace(one, offset_s=float("-inf"), saw=saw) for one in account.choices),
        strips=tuple(
            one._replace(
                spans=(Span(0, float("inf"), Verdict.FAILING), Span(float("nan"), 5, Verdict.OK)),
                points=[Point(float("inf"), Verdict.OK, float("nan"), ""), Point(1, Verdict.OK, -1, "")],
            )
            for one in account.strips
        ),
        steps=tuple(one._replace(seconds=float("nan")) for one in account.steps),
    )


def crowded(events: int = 10_000, readings: int = 50_000) -> Account:
    """As much as the largest incident that is promised for: ten strips, every third event with what was seen."""
    kinds = list(Kind)
    rows = tuple(
        row(seq, seq * 2.0, kinds[seq % len(kinds)], "amira", f"something happened, {seq}", saw=seq % 3 == 0)
        for seq in range(1, events + 1)
    )
    each = readings // 10
    points = [Point(n * 4.0, Verdict.OK, 200.0 + n % 90 if n % 50 else None, "") for n in range(each)]
    spans = tuple(Span(n * 40.0, n * 40.0 + 40, list(Verdict)[n % 4]) for n in range(each // 10))
    strips = tuple(Strip(f"p{n}", f"Probe {n}", spans, points, "ms", 800) for n in range(10))
    return replace(RICH, header=replace(HEADER, duration_s=events * 2.0), rows=rows, strips=strips)

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from cio_tui.core.commands import (
    Amend,
    AssignRole,
    AttachEvidence,
    Begin,
    ChangeSeverity,
    Command,
    Hold,
    MarkMilestone,
    MarkReviewed,
    Release,
    SetVariable,
    WriteNote,
)
from cio_tui.core.errors import ReasonNeeded, Refused
from tests.core.books import do, make
from tests.core.transcript import After

if TYPE_CHECKING:
    from tests.core.conftest import Walk

ROLES = '[role.ic]\ntitle = "Incident commander"\n[role.comms]\ntitle = "Communications"\n'
VARIABLES = (
    '[var.rate]\nprompt = "At most 500, a second?"\nkind = "int"\nmax = 500\n'
    '[var.note]\nprompt = "Anything?"\n'
)
IMPACT = datetime(2026, 11, 21, 19, 51, tzinfo=UTC)


def test_each_statement_becomes_its_event(walk: Walk) -> None:
    (
        walk(make(ROLES + VARIABLES + do("first")))
        >> Begin() << "at first (start)"
        >> WriteNote("looked at the deploys") << "note: looked at the deploys"
        >> ChangeSeverity("p1", "all of it") << "severity P2 → P1 - all of it"
        >> AssignRole("ic", "bo") << "ic is bo"
        >> AssignRole("ic", " cy ") << "ic is cy, was bo"
        >> SetVariable("rate", "60") << "rate = 60"
        >> SetVariable("rate", 70) << "rate = 70"
        >> MarkMilestone("impact", "19:51", "load balancer")
        << 'milestone impact at 2026-11-21 19:51:00Z - load balancer; typed "19:51", 9 min earlier'
        >> Amend(3, "text", "looked at two deploys", "one was missing")
        << "amended event 3: text is looked at two deploys - one was missing"
        >> AttachEvidence("track", IMPACT, "failing", "503 in 212 ms", ("status >= 500 (status = 503)",), "GET /")
        << "attached to first: track failing at 19:51:00Z, 503 in 212 ms"
        >> MarkReviewed(" as it stands ") << "reviewed - as it stands"
        >> Hold("lunch") << "paused the walk - lunch"
        >> After(90)
        >> Release() << "went on after 90 s"
    )  # fmt: skip


@pytest.mark.parametrize(
    ("command", "sentence"),
    [
        (WriteNote("  "), "An empty note is not recorded"),
        (ChangeSeverity("P9", "why"), "Severities are P1, P2, P3, P4"),
        (ChangeSeverity("p2", "why"), "The severity is P2 already"),
        (AssignRole("boss", "bo"), r"no role boss. It has: ic, comms\."),
        (AssignRole("ic", "  "), r"Name who is Incident commander\."),
        (SetVariable("other", "1"), "no variable other"),
        (SetVariable("note", " "), "Type a value"),
        (SetVariable("rate", "many"), "Type a whole number"),
        (SetVariable("rate", "501"), "At most 500: At most 500, a second"),
        (Release(), "not on hold"),
        (Amend(0, "text", "x"), "There is no event 0; the log has 1 to 2"),
        (Amend(3, "text", "x"), "There is no event 3"),
    ],
)
def test_what_cannot_be_recorded_is_refused_with_a_sentence(
    walk: Walk, command: Command, sentence: str
) -> None:
    first = walk(make(ROLES + VARIABLES + do("first"))) >> Begin() << "at first (start)"
    with pytest.raises(Refused, match=sentence):
        first >> command


def test_a_book_without_roles_says_so(walk: Walk) -> None:
    first = walk(make(do("first")))
    with pytest.raises(Refused, match=r"It has: none\."):
        first >> AssignRole("ic", "bo")


def test_a_severity_needs_a_reason(walk: Walk) -> None:
    first = walk(make(do("first")))
    with pytest.raises(ReasonNeeded, match="Changing the severity needs a reason"):
        first >> ChangeSeverity("P1", "")


def test_a_walk_on_hold_is_not_put_on_hold_again(walk: Walk) -> None:
    held = walk(make(do("first"))) >> Hold("lunch") << "paused the walk - lunch"
    with pytest.raises(Refused, match="on hold already"):
        held >> Hold("more lunch")

"""Each book from its first step to its close: with everything measured, with little of it, and with nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from cio_tui.core.session import Mark
from tests.runbooks.walker import Walker

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cio_tui.core.runbook import Runbook
    from tests.runbooks.conftest import Look

P1, P2, P3, P4 = "p1-outage", "p2-error-rate", "p3-delivery", "p4-webhooks"
LIVE, ROLLOUT, ROLLBACK = "go-live", "rollout", "rollback"
RECOVERED = {"recovery": "backlog", "drain": "healthy"}

WALKS = [
    (P1, "total-outage", RECOVERED, "recovery"),
    (P1, "hanging", RECOVERED, "recovery"),
    (P1, "dns-failure", RECOVERED, "names"),
    (P1, "certificate-expired", RECOVERED, "certificate"),
    (P1, "key-rotated", RECOVERED, "key-fix"),
    (P1, "cut-off", RECOVERED, "egress"),
    (P1, "healthy", {}, "verify"),
    (P2, "error-rate", {"monitor": "healthy"}, "fivexx"),
    (P2, "rate-limited", {"monitor": "healthy"}, "throttle"),
    (P2, "wrong-region", {"monitor": "healthy"}, "region"),
    (P2, "app-key-refused", {"monitor": "healthy"}, "auth"),
    (P2, "slow", {"monitor": "healthy"}, "slow"),
    (P2, "watch-band", {"judge": "healthy"}, "band"),
    (P3, "sending-late", {"late": "healthy"}, "late"),
    (P3, "dkim-removed", {"mend": "healthy"}, "mend"),
    (P4, "webhooks-blocked", {"quiet": "burst"}, "burst"),
    (P4, "consumers-behind", {"repair": "burst"}, "consumers"),
    (LIVE, "healthy", {}, "write"),
    (LIVE, "dkim-removed", {"stay": "healthy"}, "stay"),
    (ROLLOUT, "healthy", {}, "day"),
    (ROLLBACK, "watch-band", {"fix": "healthy"}, "logs"),
    (ROLLBACK, "dkim-removed", {"fix": "healthy"}, "mail"),
]

NOTHING_MEASURED: Mapping[str, Mapping[str, str]] = {
    P1: {
        "size-up": "recovery",
        "stale": "canary",
        "canary-verdict": "drain",
        "left": "all-clear",
    },
    P2: {"size": "tell", "breakdown": "fivexx", "judge": "reconcile"},
    P3: {
        "scope": "person",
        "person": "where",
        "where": "bounces",
        "bounces": "domain",
        "domain": "campaign",
        "campaign": "rendering",
        "rendering": "inbox",
        "inbox": "ask-vendor",
        "burst": "pause",
    },
    P4: {"scope": "deadline", "queue-health": "repair"},
    LIVE: {"verdict": "tell"},
    ROLLOUT: {"staging": "smoke", "reports": "ten", "onward": "fifty all internal-off"},
    ROLLBACK: {"find": "logs", "resume": "note"},
}
"""What a person decides when no pane helps."""


@pytest.mark.parametrize(("book", "world", "turns", "through"), WALKS)
def test_a_book_walks_to_its_close_by_following_the_evidence(
    book: str, world: str, turns: Mapping[str, str], through: str, books: Mapping[str, Runbook], look: Look
) -> None:
    walker = Walker(books, look, world, turns, {"burst": "pause", "staging": "smoke", "resume": "note"})

    session = walker.walk(book)

    assert through in walker.path()
    assert session.book == book
    assert session.undo_open == ()
    assert walker.closing.unmet == ()
    assert Mark.MISMATCH not in walker.marks().values()
    assert Mark.SKIPPED not in walker.marks().values()


@pytest.mark.parametrize("world", ["blind", "no-own-endpoints"])
def test_a_book_walks_to_its_close_when_only_people_can_see(
    world: str, book: Runbook, books: Mapping[str, Runbook], look: Look
) -> None:
    walker = Walker(books, look, world, {}, NOTHING_MEASURED[book.id])

    session = walker.walk(book.id)

    assert session.undo_open == ()
    assert walker.closing.reason
    assert Mark.SKIPPED not in walker.marks().values()


def test_in_an_outage_the_first_two_steps_protect_and_come_before_any_diagnosis(
    books: Mapping[str, Runbook], look: Look
) -> None:
    walker = Walker(books, look, "total-outage", RECOVERED)

    walker.walk(P1)

    path = walker.path()
    assert path[:3] == ["protect", "breaker", "fallback"]
    assert path.index("notify") < path.index("size-up")


def test_what_a_probe_can_see_is_sensed_and_not_asked(books: Mapping[str, Runbook], look: Look) -> None:
    walker = Walker(books, look, "total-outage", RECOVERED)

    walker.walk(P1)

    marks = walker.marks()
    assert {name for name, mark in marks.items() if mark is Mark.SENSED} == {"fallback", "recovery", "drain"}


def test_everything_switched_in_an_outage_is_switched_back(books: Mapping[str, Runbook], look: Look) -> None:
    walker = Walker(books, look, "total-outage", {"recovery": "backlog", "drain": "healthy"})

    walker.walk(P1)

    assert {"breaker-closed", "fallback-off", "drain-off", "held-decided"} <= set(walker.path())


def test_a_false_alarm_still_switches_everything_back(books: Mapping[str, Runbook], look: Look) -> None:
    walker = Walker(books, look, "healthy")

    walker.walk(P1)

    assert {"breaker-closed", "fallback-off"} <= set(walker.path())
    assert not {"canary", "drain-off"} & set(walker.path())

"""From one book into another, in the middle of an incident: nothing that was switched may be left behind."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from cio_tui.core.events import EscalationAccepted, UndoClosed, UndoOpened
from cio_tui.core.step import Decide
from tests.runbooks.conftest import INCIDENTS, SHIPPED
from tests.runbooks.walker import Walker

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cio_tui.core.runbook import Runbook
    from cio_tui.core.step import Response
    from cio_tui.runtime.library import Library
    from tests.runbooks.conftest import Look

P1, P2, P3, P4 = INCIDENTS


def _switched(walker: Walker) -> tuple[list[str], set[str]]:
    """Switches in the order they were turned, and those that were turned back."""
    opened = [event.undo for event in walker.events if isinstance(event, UndoOpened)]
    return opened, {event.undo for event in walker.events if isinstance(event, UndoClosed)}


@pytest.mark.parametrize("name", SHIPPED)
def test_every_way_into_another_book_leads_to_a_step_of_it(name: str, library: Library) -> None:
    assert library.open_with_reachable(name).faults == ()


def test_an_outage_that_turns_out_partial_ends_as_p2_with_breaker_and_fallback_back(
    books: Mapping[str, Runbook], look: Look
) -> None:
    walker = Walker(books, look, "error-rate", {"monitor": "healthy"})

    session = walker.walk(P1)

    assert (session.book, session.severity) == (P2, "P2")
    opened, closed = _switched(walker)
    assert opened == ["breaker-closed", "fallback-off", "backoff-back"]
    assert closed == set(opened)
    assert session.undo_open == ()


def test_an_error_rate_that_becomes_an_outage_ends_as_p1_with_the_backoff_back(
    books: Mapping[str, Runbook], look: Look
) -> None:
    turns = {"monitor": "total-outage", "recovery": "backlog", "drain": "healthy"}
    walker = Walker(books, look, "error-rate", turns)

    session = walker.walk(P2)

    assert (session.book, session.severity) == (P1, "P1")
    accepted = [event.escalation for event in walker.events if isinstance(event, EscalationAccepted)]
    assert accepted == ["to-p1-total"]
    opened, closed = _switched(walker)
    assert opened[0] == "backoff-back"
    assert closed == set(opened)
    assert session.undo_open == ()


def test_late_messages_that_hide_an_outage_lead_to_its_protection_first(
    books: Mapping[str, Runbook], look: Look
) -> None:
    walker = Walker(
        books,
        look,
        "sending-late",
        {"late": "total-outage", "recovery": "backlog", "drain": "healthy"},
        {"burst": "late"},
    )

    session = walker.walk(P3)

    path = walker.path()
    assert session.book == P1
    assert path[path.index("late") + 1] == "protect"


def test_webhooks_that_stop_because_every_call_fails_are_p1(books: Mapping[str, Runbook], look: Look) -> None:
    walker = Walker(books, look, "total-outage", {"recovery": "backlog", "drain": "healthy"})

    assert walker.walk(P4).book == P1
    assert walker.path()[:2] == ["scope", "protect"]


ROLLOUT, ROLLBACK = "rollout", "rollback"
PASSED = {"staging": "smoke", "resume": "note"}


def test_errors_at_ten_percent_roll_back_and_leave_no_rule_and_no_campaign_behind(
    books: Mapping[str, Runbook], look: Look
) -> None:
    walker = Walker(
        books, look, "healthy", {"ten": "own-metrics-only", "calm": "healthy"}, PASSED | {"find": "logs"}
    )

    session = walker.walk(ROLLOUT)

    assert session.book == ROLLBACK
    opened, closed = _switched(walker)
    assert opened == ["internal-off", "campaigns-on"]
    assert closed == set(opened)
    accepted = [event.escalation for event in walker.events if isinstance(event, EscalationAccepted)]
    assert accepted == ["errors"]


@pytest.mark.parametrize(("step", "said"), [("bounces", "over"), ("gate", "roll back")])
def test_a_number_that_only_people_can_read_rolls_back_once_and_not_again_in_the_next_try(
    step: str, said: str, books: Mapping[str, Runbook], look: Look
) -> None:
    class Once(Walker):
        """Answers as asked, but for the first time at this step."""

        def _typed(self, name: str, respond: Response | None) -> str:
            return said if name == step and self.path().count(step) == 1 else super()._typed(name, respond)

    walker = Once(
        books, look, "healthy", {}, {"staging": "smoke", "find": "logs", "resume": "runbook:rollout#ten"}
    )

    session = walker.walk(ROLLOUT)

    accepted = [event.escalation for event in walker.events if isinstance(event, EscalationAccepted)]
    assert accepted == [step]
    assert (session.book, walker.path().count("ten"), walker.path().count("flag-zero")) == (ROLLOUT, 2, 1)
    assert session.undo_open == ()


def test_a_smoke_test_that_fails_puts_the_rollout_off(books: Mapping[str, Runbook], look: Look) -> None:
    walker = Walker(books, look, "healthy", {"smoke": "key-rotated", "review": "healthy"}, PASSED)

    assert walker.walk(ROLLOUT).book == ROLLOUT
    assert "postpone" in walker.path()
    assert not {"internal", "ten"} & set(walker.path())


def test_what_stays_at_zero_percent_was_not_the_rollout(books: Mapping[str, Runbook], look: Look) -> None:
    turns = {"monitor": "healthy", "recovery": "healthy", "drain": "healthy"}
    walker = Walker(books, look, "error-rate", turns)

    session = walker.walk(ROLLBACK)

    assert session.book == P2
    assert session.undo_open == ()
    assert walker.closing.undo_open == ()


LATER = {("rollout", "campaigns-on"), ("p2-error-rate", "drain-off"), ("p2-error-rate", "held-decided")}
"""Resumed before the rollback ends in the rollout; switched only after the ways from P1 to P2 are passed."""


def _crossings(book: Runbook) -> set[str]:
    """Books that a walk of this one may go on in, before its own way back is through."""
    ways = [escalation.goto for escalation in book.escalations.values()]
    for step in book.steps.values():
        if isinstance(step.body, Decide) and step.id != "left":  # what is left is asked after the restoring
            ways += [branch.goto for branch in step.body.branches]
    return {way.book for way in ways if way and way.book}


@pytest.mark.parametrize("name", SHIPPED)
def test_what_one_book_switches_can_be_switched_back_in_whichever_book_the_walk_goes_on(
    name: str, books: Mapping[str, Runbook]
) -> None:
    switches = {step.undo_step for step in books[name].steps.values() if step.undo_step}
    left = {
        (book, switch)
        for book in _crossings(books[name])
        for switch in switches
        if switch not in books[book].steps
    }
    assert left - LATER == set()


def test_campaigns_paused_for_late_mail_run_again_when_it_ends_as_an_outage(
    books: Mapping[str, Runbook], look: Look
) -> None:
    turns = {"late": "total-outage", "recovery": "backlog", "drain": "healthy"}
    walker = Walker(books, look, "sending-late", turns, {"burst": "pause"})

    session = walker.walk(P3)

    assert session.book == P1
    opened, closed = _switched(walker)
    assert "campaigns-on" in opened
    assert closed == set(opened)

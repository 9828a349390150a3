"""From one book into another, in the middle of an incident: nothing that was switched may be left behind."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from cio_tui.core.events import EscalationAccepted, UndoClosed, UndoOpened
from tests.runbooks.conftest import SHIPPED
from tests.runbooks.walker import Walker

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cio_tui.core.runbook import Runbook
    from cio_tui.runtime.library import Library
    from tests.runbooks.conftest import Look

P1, P2, P3, P4 = SHIPPED


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

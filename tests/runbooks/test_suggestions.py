"""The truth table: in which world which book is proposed, and which way out of which decision."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from cio_tui.core.expr import names
from cio_tui.core.ranking import rank
from cio_tui.core.step import Decide
from cio_tui.core.truth_table import propose, suggest
from tests.runbooks.conftest import SETTINGS

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cio_tui.core.runbook import Runbook
    from tests.runbooks.conftest import Look, Show, Worlds

P1, P2, P3, P4 = "p1-outage", "p2-error-rate", "p3-delivery", "p4-webhooks"

PROPOSED = {
    "healthy": "",
    "blind": "",
    "no-own-endpoints": "",
    "total-outage": P1,
    "outage-page-unreachable": P1,
    "outage-and-control-down": P1,
    "no-own-endpoints-outage": P1,
    "dns-failure": P1,
    "certificate-expired": P1,
    "hanging": P1,
    "key-rotated": P1,
    "cut-off": P1,
    "error-rate": P2,
    "own-metrics-only": P2,
    "watch-band": "",
    "rate-limited": P2,
    "wrong-region": P2,
    "wrong-region-everywhere": P2,
    "app-key-refused": P2,
    "slow": P2,
    "no-app-key": P2,
    "sending-late": P3,
    "dkim-removed": P3,
    "page-says-late": "",
    "webhooks-blocked": P4,
    "webhooks-silent": "",
    "consumers-behind": "",
    "backlog": "",
    "burst": "",
}

WATCHED = {"watch-band": {P2}, "page-says-late": {P3}, "webhooks-silent": {P4}}

SUGGESTED = {
    (P1, "size-up"): {
        "total-outage": "recovery",
        "outage-page-unreachable": "recovery",
        "outage-and-control-down": "recovery",
        "no-own-endpoints-outage": "recovery",
        "hanging": "recovery",
        "dns-failure": "names",
        "certificate-expired": "certificate",
        "key-rotated": "credentials",
        "wrong-region-everywhere": "credentials",
        "cut-off": "egress",
        "error-rate": "runbook:p2-error-rate#breakdown",
        "rate-limited": "runbook:p2-error-rate#breakdown",
        "healthy": "stale",
        "no-own-endpoints": "stale",
        "blind": "",
    },
    (P1, "credentials"): {"key-rotated": "key-fix", "wrong-region-everywhere": "region", "blind": ""},
    (P1, "stale"): {"healthy": "verify", "total-outage": "canary", "consumers-behind": "canary", "blind": ""},
    (P1, "left"): {
        "healthy": "all-clear",
        "no-own-endpoints": "all-clear",
        "watch-band": "runbook:p2-error-rate#size",
        "error-rate": "runbook:p2-error-rate#size",
        "sending-late": "runbook:p3-delivery#since",
        "blind": "",
    },
    (P2, "size"): {
        "total-outage": "runbook:p1-outage#protect",
        "error-rate": "tell",
        "own-metrics-only": "tell",
        "rate-limited": "tell",
        "wrong-region": "tell",
        "slow": "tell",
        "no-app-key": "tell",
        "watch-band": "band",
        "healthy": "reconcile",
        "no-own-endpoints": "",
        "blind": "",
    },
    (P2, "breakdown"): {
        "error-rate": "fivexx",
        "own-metrics-only": "fivexx",
        "rate-limited": "throttle",
        "wrong-region": "region",
        "wrong-region-everywhere": "region",
        "app-key-refused": "auth",
        "key-rotated": "auth",
        "slow": "slow",
        "dns-failure": "path",
        "certificate-expired": "path",
        "hanging": "slow",
        "healthy": "reconcile",
        "blind": "",
    },
    (P2, "judge"): {
        "healthy": "reconcile",
        "watch-band": "band",
        "error-rate": "breakdown",
        "slow": "breakdown",
        "total-outage": "runbook:p1-outage#protect",
        "no-own-endpoints": "",
        "blind": "",
    },
    (P3, "scope"): {
        "sending-late": "since",
        "dkim-removed": "domain",
        "total-outage": "runbook:p1-outage#protect",
        "error-rate": "runbook:p2-error-rate#size",
        "healthy": "person",
        "no-own-endpoints": "",
        "blind": "",
    },
    (P3, "domain"): {"dkim-removed": "mend", "healthy": "campaign", "no-own-endpoints": "", "blind": ""},
    (P4, "scope"): {
        "webhooks-blocked": "deadline",
        "webhooks-silent": "deadline",
        "consumers-behind": "queue-health",
        "error-rate": "runbook:p2-error-rate#size",
        "total-outage": "runbook:p1-outage#protect",
        "healthy": "",
        "blind": "",
    },
    (P4, "queue-health"): {"consumers-behind": "consumers", "healthy": "repair", "blind": ""},
}

ROWS = [(place, world, goto) for place, table in SUGGESTED.items() for world, goto in table.items()]


@pytest.mark.parametrize(("world", "book"), PROPOSED.items())
def test_the_evidence_proposes(world: str, book: str, books: Mapping[str, Runbook], show: Show) -> None:
    proposed = propose(books.values(), show(world), SETTINGS).proposed

    assert (proposed[0] if proposed else "") == book


@pytest.mark.parametrize("world", [world for world, book in PROPOSED.items() if not book])
def test_what_is_only_worth_watching_is_listed_and_not_proposed(
    world: str, books: Mapping[str, Runbook], show: Show
) -> None:
    assert set(propose(books.values(), show(world), SETTINGS).watched) == WATCHED.get(world, set())


@pytest.mark.parametrize(("place", "world", "goto"), ROWS)
def test_a_decision_suggests(
    place: tuple[str, str], world: str, goto: str, books: Mapping[str, Runbook], show: Show
) -> None:
    suggested = {one.step: one.goto for one in suggest(books[place[0]], show(world), SETTINGS)}

    assert suggested[place[1]] == goto


def test_every_world_has_its_row(worlds: Worlds) -> None:
    assert set(PROPOSED) == set(worlds)


def test_readings_that_went_stale_propose_nothing(books: Mapping[str, Runbook], look: Look) -> None:
    stale = look(books[P1], "total-outage")._replace(mono=86_400.0)

    assert all(one.holds is None and not one.is_watched for one in rank(books.values(), stale))


def test_no_branch_and_no_proposal_rests_on_the_word_of_the_vendor(book: Runbook) -> None:
    hearsay = {"vendor_admits", *(f"status.{name}" for name in ("indicator", "worst", "ok", "incidents"))}
    conditions = [fact.when for name, fact in book.facts.items() if name != "vendor_admits"]
    conditions += [escalation.when for escalation in book.escalations.values()]
    if book.suggest:
        conditions.append(book.suggest.when)
    for step in book.steps.values():
        if isinstance(step.body, Decide):
            conditions += [branch.when for branch in step.body.branches if branch.when]

    assert [when.text for when in conditions if names(when) & hearsay] == []

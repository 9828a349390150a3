"""The shared probes and facts: what is an answer, what is an outage, and what nobody knows."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from cio_tui.core.expr import truth
from cio_tui.core.probe import HttpTarget
from cio_tui.core.reading import Verdict

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cio_tui.core.runbook import Runbook
    from tests.runbooks.conftest import Look

ALWAYS = {"status", "track", "app", "dns", "tls", "latency", "control", "errors", "queue"}
NAMED = ALWAYS | {"delivery", "domain", "webhook"}
OWN = {"p4-webhooks": {"incoming"}}
"""Probes of one book alone: in every other they would be unknown to whoever measures only the own calls."""

HOLDS: Mapping[str, Mapping[str, bool | None]] = {
    "key-rotated": {"auth_rejected": True, "track_down": False, "app_down": False, "no_call_works": True},
    "rate-limited": {"throttled": True, "app_down": False, "no_call_works": False},
    "wrong-region": {"wrong_region": True, "app_down": False, "auth_rejected": False},
    "wrong-region-everywhere": {"wrong_region": True, "no_call_works": False},
    "total-outage": {"all_api_failing": True, "egress_broken": False, "half_down": False, "api_up": False},
    "outage-and-control-down": {"all_api_failing": True, "egress_broken": False},
    "outage-page-unreachable": {"all_api_failing": True, "vendor_admits": None},
    "cut-off": {"egress_broken": True, "all_api_failing": False, "no_call_works": True},
    "error-rate": {"half_down": True, "all_api_failing": False},
    "no-app-key": {"track_down": True, "half_down": None, "no_call_works": None},
    "no-own-endpoints": {"api_up": True, "throttled": None, "receiver_broken": None, "sending_late": None},
    "page-says-late": {"vendor_admits": True, "api_up": True, "sending_late": False},
}

JUDGED = {
    ("key-rotated", "track"): Verdict.FAILING,
    ("wrong-region", "app"): Verdict.FAILING,
    ("wrong-region", "track"): Verdict.DEGRADED,
    ("rate-limited", "app"): Verdict.FAILING,
    ("slow", "latency"): Verdict.DEGRADED,
    ("hanging", "latency"): Verdict.FAILING,
    ("certificate-expired", "tls"): Verdict.FAILING,
    ("dns-failure", "dns"): Verdict.FAILING,
    ("watch-band", "errors"): Verdict.DEGRADED,
    ("error-rate", "errors"): Verdict.FAILING,
    ("consumers-behind", "queue"): Verdict.FAILING,
    ("page-says-late", "status"): Verdict.DEGRADED,
    ("dkim-removed", "domain"): Verdict.FAILING,
    ("sending-late", "delivery"): Verdict.FAILING,
    ("webhooks-blocked", "webhook"): Verdict.FAILING,
}


def test_every_book_has_the_same_probes(book: Runbook) -> None:
    assert set(book.probes) == NAMED | OWN.get(book.id, set())


def test_on_a_good_day_every_probe_is_ok_and_none_is_unknown(book: Runbook, look: Look) -> None:
    readings = look(book, "healthy").readings

    assert {
        name: reading.reasons for name, reading in readings.items() if reading.verdict is not Verdict.OK
    } == {}


@pytest.mark.parametrize(("place", "verdict"), JUDGED.items())
def test_a_probe_judges(
    place: tuple[str, str], verdict: Verdict, books: Mapping[str, Runbook], look: Look
) -> None:
    world, probe = place

    assert look(books["p1-outage"], world).readings[probe].verdict is verdict


@pytest.mark.parametrize("world", HOLDS)
def test_a_fact_holds(world: str, books: Mapping[str, Runbook], look: Look) -> None:
    book = books["p1-outage"]
    evidence = look(book, world)

    assert {name: truth(book.facts[name].when, evidence) for name in HOLDS[world]} == HOLDS[world]


def test_nothing_is_known_while_nothing_is_measured(book: Runbook, look: Look) -> None:
    evidence = look(book, "blind")

    assert {name for name, fact in book.facts.items() if truth(fact.when, evidence) is not None} == set()


def test_a_failing_target_stays_fresh_until_it_is_asked_again(book: Runbook) -> None:
    longest_pause = 60 * 1.15
    """Seconds between two samples of a failing target at most: `pacing` backs off to a minute, give or take 15 %."""
    asked_often = [probe for probe in book.probes.values() if probe.every < longest_pause]

    assert [probe.id for probe in asked_often if probe.fresh < longest_pause + probe.timeout] == []


def test_the_credential_checks_create_nobody(book: Runbook) -> None:
    targets = [probe.target for probe in book.probes.values() if isinstance(probe.target, HttpTarget)]

    assert {target.method for target in targets} == {"GET", "HEAD"}
    assert {target.url for target in targets if target.auth} == {
        "{track}/api/v1/accounts/region",
        "{app}/v1/info/ip_addresses",
    }


def test_no_command_writes_to_customer_io(book: Runbook) -> None:
    commands = [step.command.split() for step in book.steps.values() if "customer.io" in step.command]
    commands += [step.command.split() for step in book.steps.values() if "$CIO_APP" in step.command]

    writing = {
        "-X",
        "-d",
        "-F",
        "-T",
        "--data",
        "--request",
        "--json",
        "--upload-file",
        "POST",
        "PUT",
        "DELETE",
    }
    assert [" ".join(words) for words in commands if writing & set(words)] == []

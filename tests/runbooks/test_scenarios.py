"""The shipped scenarios against the shipped books: a drill opens on the book that it is a drill for."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from cio_tui.core.judge import judge
from cio_tui.core.reading import Sample, Verdict
from cio_tui.core.review.ideal import ideal_walk
from cio_tui.core.truth_table import propose, suggest
from cio_tui.runtime.drill_story import story_of
from cio_tui.sim.scenario import evidence_at, load_scenario, shipped_scenarios
from tests.runbooks.conftest import SETTINGS, STARTED

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cio_tui.core.runbook import Runbook

SCENARIOS = {name: load_scenario(Path(path)) for name, path in shipped_scenarios().items()}
SIGHTS = {
    f"{name} at {sight.at:g} s": (scenario, sight)
    for name, scenario in SCENARIOS.items()
    for sight in scenario.sights
}
FIRST_STEP = {
    "total-outage": ("size-up", "recovery"),
    "hanging": ("size-up", "recovery"),
    "dns-failure": ("size-up", "names"),
    "certificate-expired": ("size-up", "certificate"),
    "egress-broken": ("size-up", "egress"),
    "keys-revoked": ("size-up", "credentials"),
    "error-rate": ("breakdown", "fivexx"),
    "rate-limited": ("breakdown", "throttle"),
    "key-rotated": ("breakdown", "auth"),
    "wrong-region": ("breakdown", "region"),
    "slow": ("breakdown", "slow"),
    "watch-band": ("size", "band"),
    "sending-late": ("scope", "since"),
    "dkim-removed": ("scope", "domain"),
    "webhooks-blocked": ("scope", "deadline"),
    "suppressed": ("where", "suppression"),
    "event-name-case": ("stopped-by", "mend"),
    "campaign-paused": ("stopped-by", "mend"),
    "firewall-six-of-ten": ("scope", "deadline"),
    "one-500": ("scope", "deadline"),
    "wrong-signing-key": ("scope", "deadline"),
}
"""The decision a scenario is about, and where the evidence leads."""


@pytest.mark.parametrize("name", SCENARIOS)
def test_a_scenario_opens_on_its_own_book_or_nothing_does_and_a_person_reports_it(
    name: str, books: Mapping[str, Runbook]
) -> None:
    scenario = SCENARIOS[name]
    shown = propose(books.values(), evidence_at(scenario.sights[0]), SETTINGS)
    first = (shown.proposed + shown.watched)[:1]

    assert first == scenario.books[:1] or (not first and scenario.report)


NOTHING_TO_SEE = {"suppressed", "event-name-case", "campaign-paused"}
"""One person or one campaign: that is no probe's business, and the story begins with somebody's word."""


@pytest.mark.parametrize("moment", [name for name, (told, _) in SIGHTS.items() if told.books])
def test_now_is_never_all_well_while_something_is_wrong(moment: str, books: Mapping[str, Runbook]) -> None:
    scenario, sight = SIGHTS[moment]
    seen = evidence_at(sight)
    verdicts = {
        judge(probe, Sample(probe.id, STARTED, 0.0, seen[probe.id], ""), SETTINGS).verdict
        for probe in books[scenario.books[0]].probes.values()
    }
    is_well = not sight.evidence or scenario.id in NOTHING_TO_SEE

    assert (verdicts == {Verdict.OK}) is is_well


PATHS = {
    ("suppressed", 0): {"scope": "person", "where": "suppression", "suppression": "mend"},
    ("suppressed", 1): {"scope": "person", "where": "suppression", "suppression": "mend"},
    ("event-name-case", 0): {"scope": "campaign", "where": "campaign", "stopped-by": "mend"},
    ("campaign-paused", 0): {"scope": "campaign", "where": "campaign", "stopped-by": "mend"},
}


@pytest.mark.parametrize("moment", PATHS)
def test_what_a_command_answered_leads_on_where_no_probe_does(
    moment: tuple[str, int], books: Mapping[str, Runbook]
) -> None:
    sight = SCENARIOS[moment[0]].sights[moment[1]]
    suggested = suggest(books["p3-delivery"], evidence_at(sight), SETTINGS, sight.answers)

    assert {one.step: one.goto for one in suggested if one.step in PATHS[moment]} == PATHS[moment]


@pytest.mark.parametrize("name", FIRST_STEP)
def test_its_decision_leads_to_the_right_step(name: str, books: Mapping[str, Runbook]) -> None:
    scenario = SCENARIOS[name]
    step, goto = FIRST_STEP[name]
    sight = scenario.sights[0]
    suggested = suggest(books[scenario.books[0]], evidence_at(sight), SETTINGS, sight.answers)

    assert {one.step: one.goto for one in suggested}[step] == goto


def test_every_scenario_with_a_book_has_a_decision(books: Mapping[str, Runbook]) -> None:
    assert set(FIRST_STEP) == {name for name, scenario in SCENARIOS.items() if scenario.books}


@pytest.mark.parametrize("name", SIGHTS)
def test_no_two_branches_of_the_book_at_hand_are_true_at_once(
    name: str, books: Mapping[str, Runbook]
) -> None:
    scenario, sight = SIGHTS[name]
    tables = [suggest(books[book], evidence_at(sight), SETTINGS, sight.answers) for book in scenario.books]

    assert [one for table in tables for one in table if len(one.labels) > 1] == []


LEFT_TO_PEOPLE = {"p3-delivery#burst": "late"}
TYPED = {"canary_errors": 0.4}


@pytest.mark.parametrize("name", [name for name, scenario in SCENARIOS.items() if scenario.books])
def test_the_ideal_walk_of_a_scenario_leads_to_the_close(name: str, books: Mapping[str, Runbook]) -> None:
    story = story_of(name)
    assert story is not None
    strides = ideal_walk(books, story, TYPED, LEFT_TO_PEOPLE)

    assert strides[-1].name.endswith("#close")

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from cio_tui.core.commands import Answer, Begin, Go, GoBack, MarkMilestone
from cio_tui.core.step import Goto
from cio_tui.core.timers import next_due, next_update
from tests.core.books import do, make
from tests.core.transcript import After

if TYPE_CHECKING:
    from tests.core.conftest import Walk
    from tests.core.transcript import Transcript

TIMERS = """
[timer.once]
from = "incident.opened"
after = "5m"
text = "once"
[timer.often]
from = "step:second"
every = "10m"
text = "often"
[timer.seldom]
from = "milestone:impact"
every = "1h"
text = "seldom"
[timer.deadline]
from = "milestone:impact"
after = "2h"
text = "deadline"
"""


def due(walk: Transcript) -> dict[str, float | None]:
    return {name: next_due(walk.session, timer) for name, timer in walk.session.runbook.timers.items()}


@pytest.fixture
def timed(walk: Walk) -> Transcript:
    return walk(make(TIMERS + do("first") + do("second"))) >> Begin() << "at first (start)"


def test_a_timer_counts_from_what_has_happened_and_not_before(timed: Transcript) -> None:
    assert due(timed) == {"once": 300, "often": None, "seldom": None, "deadline": None}


def test_what_fires_once_does_not_fire_again(timed: Transcript) -> None:
    timed >> After(300) << "due: once"
    assert due(timed)["once"] is None


def test_a_step_entered_again_starts_its_timer_again(timed: Transcript) -> None:
    timed >> After(60) >> Go(Goto("second")) << "at second (jump)"
    assert due(timed)["often"] == 660
    timed >> After(200) >> Go(Goto("first")) << "at first (jump)" >> Go(Goto("second")) << "at second (jump)"
    assert due(timed)["often"] == 860


def test_a_step_only_looked_away_from_keeps_its_timer(timed: Transcript) -> None:
    timed >> Answer("first", "a") << 'first attested "a"' << "at second (next)" >> After(200)
    timed >> GoBack() << "at first (back)" >> Answer("first", "b")
    timed << 'first attested "b"' << "at second (return)"
    assert due(timed)["often"] == 600


def test_what_happened_before_the_incident_counts_from_then(timed: Transcript) -> None:
    timed >> MarkMilestone("impact", "40m ago")
    timed << 'milestone impact at 2026-11-21 19:20:00Z - typed "40m ago", 40 min earlier'
    assert (due(timed)["seldom"], due(timed)["deadline"]) == (1200, 4800)


def test_the_next_update_is_that_of_the_first_timer_that_repeats(timed: Transcript) -> None:
    assert next_update(timed.session) is None
    timed >> Go(Goto("second")) << "at second (jump)"
    assert next_update(timed.session) == 600

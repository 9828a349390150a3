from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from cio_tui.core.commands import SetVariable, WriteNote
from cio_tui.core.errors import UserError
from cio_tui.core.events import IncidentDetached, IncidentResumed, Note
from cio_tui.core.reading import Verdict
from cio_tui.core.record import Recorded
from cio_tui.runtime.clock import SystemClock
from cio_tui.runtime.conductor import Conductor
from cio_tui.runtime.drill import drill_workplace, drills, opening_word, story_reached, without_proxies
from cio_tui.runtime.settings import load_settings
from cio_tui.runtime.workplace import make_workplace
from tests.runtime.office import until

if TYPE_CHECKING:
    from pathlib import Path

    from cio_tui.core.events import Event


async def test_a_drill_measures_the_simulator_with_the_books_and_the_log_of_the_user(config: Path) -> None:
    own = load_settings(str(config), {})
    with drill_workplace("healthy", 20.0, own) as place:
        assert (place.label, place.speed, place.scenario) == ("drill", 20.0, "healthy")
        assert place.incidents == config.parent / "incidents"
        async with Conductor(place) as conductor:
            await conductor.open("a")
            assert conductor.scene().is_drill
            await until(conductor, lambda: "queue" in conductor.scene().evidence.readings)
            assert conductor.scene().evidence.readings["queue"].sample.fields["depth"] == 0


def test_a_scenario_that_is_none_says_so(config: Path) -> None:
    own = load_settings(str(config), {})
    with pytest.raises(UserError, match="volcano"), drill_workplace("volcano", 1.0, own):
        pass


def test_every_shipped_drill_is_meant_for_a_book() -> None:
    assert len(drills()) > 10
    assert all(scenario.books for scenario in drills())


def stamped(mono: float, event: Event) -> Recorded:
    return Recorded(1, datetime(2026, 11, 22, tzinfo=UTC), mono, "amira", event)


def test_a_story_is_taken_up_where_it_was_left_however_often_and_a_note_from_elsewhere_moves_it_not() -> None:
    first = [stamped(2.0, Note("seen")), stamped(300.0, IncidentDetached("quit"))]
    assert story_reached(first) == 300.0
    again = [
        *first,
        stamped(0.2, Note("another shell")),
        stamped(1.0, IncidentResumed("h", 7, 9, story_s=300.0)),
    ]
    assert story_reached(again) == 300.0
    assert story_reached([*again, stamped(61.0, Note("on")), stamped(0.1, Note("elsewhere"))]) == 360.0
    assert story_reached([*again, stamped(4.0, IncidentResumed("h", 8, 9))]) == 0.0  # as version 0.1.0 did it
    assert story_reached([*first, stamped(9000.0, Note("the day after"))]) == 300.0
    assert story_reached([]) == 0.0


async def test_a_drill_begins_where_its_story_stood(config: Path) -> None:
    own = load_settings(str(config), {})
    with drill_workplace("total-outage", 1.0, own, told_s=3600.0) as place:  # long after its end
        assert place.story_s >= 3600.0
        async with Conductor(place) as conductor:
            await conductor.open("p1-outage")
            await until(conductor, lambda: "track" in conductor.scene().evidence.readings)
            assert conductor.scene().evidence.readings["track"].verdict is Verdict.OK


def test_nothing_of_a_drill_goes_through_a_proxy() -> None:
    given = {"HTTPS_PROXY": "http://proxy", "no_proxy": "x", "HOME": "/h", "all_proxy": "y"}
    assert without_proxies(given) == {"HOME": "/h"}


@pytest.mark.parametrize(("book", "kind"), [("p3-delivery", SetVariable), ("p1-outage", WriteNote)])
def test_a_drill_that_no_probe_reports_begins_with_somebodys_word(
    book: str, kind: type, tmp_path: Path
) -> None:
    place = make_workplace(
        load_settings(None, {"HOME": str(tmp_path)}), SystemClock(), {"HOME": str(tmp_path)}
    )
    drill = place.for_drill("suppressed", 1.0, "/desk")
    scenarios = {one.id: one for one in drills()}
    opened = place.library.open_book(book)
    word = opening_word(scenarios["suppressed"], drill, opened)
    assert isinstance(word, kind)
    assert "customer demo-1007" in str(word)
    assert "source /desk/env" in str(word)
    assert opening_word(scenarios["total-outage"], drill, opened) is None

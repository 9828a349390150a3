from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from cio_tui.core.errors import UserError
from cio_tui.runtime.conductor import Conductor
from cio_tui.runtime.drill import drill_workplace, drills, without_proxies
from cio_tui.runtime.settings import load_settings
from tests.runtime.office import until

if TYPE_CHECKING:
    from pathlib import Path


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


def test_nothing_of_a_drill_goes_through_a_proxy() -> None:
    given = {"HTTPS_PROXY": "http://proxy", "no_proxy": "x", "HOME": "/h", "all_proxy": "y"}
    assert without_proxies(given) == {"HOME": "/h"}

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from cio_tui.runtime import workplace
from cio_tui.runtime.settings import load_settings
from cio_tui.runtime.workplace import make_workplace, who_is_here
from tests.runtime.office import SettableClock

if TYPE_CHECKING:
    from pathlib import Path

KEY = "k3y-of-0123456789abcdef"


def test_a_configuration_says_where_one_works(config: Path) -> None:
    place = make_workplace(load_settings(str(config), {}), SettableClock(), {"CIO_TUI_PERSON": "amira"})
    assert (place.region, place.label, place.person) == ("us", "test", "amira")
    assert place.incidents == config.parent / "incidents"
    assert place.incidents.stat().st_mode & 0o777 == 0o700
    assert place.values["config.label"] == "test"
    assert not place.keeps_personal_data


def test_a_drill_is_marked_in_everything_that_is_written(config: Path) -> None:
    place = make_workplace(load_settings(str(config), {}), SettableClock(), {}).for_drill("healthy", 20.0)
    assert (place.scenario, place.speed) == ("healthy", 20.0)


def test_what_is_written_holds_no_credential(config: Path) -> None:
    environment = {"CUSTOMERIO_TRACK_API_KEY": KEY}
    place = make_workplace(load_settings(str(config), environment), SettableClock(), environment)
    assert KEY not in place.redact(f"the key is {KEY}")
    assert KEY not in repr(place)


@pytest.mark.parametrize(
    ("environment", "person"),
    [
        ({"CIO_TUI_PERSON": "amira", "SUDO_USER": "bo"}, "amira"),
        ({"SUDO_USER": "bo"}, "bo"),
        ({"CIO_TUI_PERSON": "a\x1b[2Jb"}, "a␛[2Jb"),
    ],
)
def test_the_person_is_whoever_sits_at_the_keyboard(environment: dict[str, str], person: str) -> None:
    assert who_is_here(environment) == person


def test_a_user_without_a_line_in_the_password_file_has_a_name_too(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workplace.os, "getuid", lambda: 987654)  # type: ignore[attr-defined]
    assert who_is_here({}) == "uid 987654"

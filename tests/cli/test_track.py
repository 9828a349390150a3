from __future__ import annotations

from typing import TYPE_CHECKING, Literal

import pytest
import tomli

from cio_tui.core.events import IncidentOpened
from cio_tui.core.record import Recorded
from cio_tui.runtime.clock import SystemClock
from cio_tui.runtime.incident import holder_of
from cio_tui.runtime.incident_folder import create_incident
from cio_tui.runtime.journal import Journal
from cio_tui.runtime.settings import load_settings
from cio_tui.runtime.workplace import make_workplace

if TYPE_CHECKING:
    from collections.abc import Callable

    from cio_tui.runtime.incident_folder import IncidentFolder
    from cio_tui.runtime.workplace import Workplace
    from tests.cli.conftest import Finished, Play, Played

    Quick = Callable[..., Finished]

ULID = "01JD3R8W2Q6M5T9X1Z4V7B0KNC"
CONFIRMED = ("--write", "--confirm", "send order_placed to demo-1042 in drill")


def opened_incident(played: Played, mode: Literal["live", "drill"] = "drill") -> IncidentFolder:
    """An open incident of this configuration that nobody is writing."""
    place = workplace(played)
    now = place.clock.now()
    folder = create_incident(str(place.incidents), now)
    opened = IncidentOpened(
        1, "0.1.0", folder.id, mode, "p3-delivery", "Late", "P3", "0" * 64, "us", "prod", "host", 1, salt="aa",
    )  # fmt: skip
    Journal.open_new(folder, holder_of(place)).close([Recorded(1, now, 1.0, "amira", opened)])
    return folder


def workplace(played: Played) -> Workplace:
    """Where the commands of this configuration work."""
    return make_workplace(load_settings(str(played.config), {}), SystemClock())


def events_of(folder: IncidentFolder) -> list[dict[str, object]]:
    with open(folder.log(), encoding="utf-8") as file:
        found = tomli.loads(file.read())["event"]
    assert isinstance(found, list)
    return found


def test_without_write_everything_is_shown_and_nothing_is_sent(quick: Quick, healthy: Played) -> None:
    done = quick(
        "track",
        "demo-1042",
        "order_placed",
        "--data",
        '{"total": 42}',
        "--json",
        "--config",
        str(healthy.config),
    )
    assert done.code == 0
    (request,) = done.document["requests"]
    assert request["url"] == "https://track.customer.io/api/v1/customers/demo-1042/events"
    assert (request["body"]["name"], request["body"]["data"]) == ("order_placed", {"total": 42})
    assert any("It may start: 15 Order receipt." in each["text"] for each in done.document["effect"])
    assert done.document["answers"] == []
    assert {each["method"] for each in healthy.requests} == {"GET"}


@pytest.mark.parametrize("data", ["{", "[1]", "5", "NaN", '"text"'])
def test_data_that_is_no_object_is_refused(data: str, quick: Quick) -> None:
    done = quick("track", "kim", "paid", "--data", data)
    assert done.code == 2
    assert "--data" in done.stderr


def test_a_write_goes_into_the_open_incident_without_the_persons_name(quick: Quick, play: Play) -> None:
    played = play("healthy")
    folder = opened_incident(played)
    done = quick(
        "track", "demo-1042", "order_placed", *CONFIRMED, "--id", ULID, "--config", str(played.config)
    )
    assert done.code == 0
    assert f"Log: {folder.id} event 2." in done.stdout
    written = events_of(folder)[-1]
    assert (written["kind"], written["what"], written["status"]) == (
        "write.performed",
        "track order_placed",
        200,
    )
    assert str(written["target"]).startswith("person:")


def test_a_log_that_somebody_is_writing_is_named_and_the_answer_still_shown(quick: Quick, play: Play) -> None:
    played = play("healthy")
    folder = opened_incident(played)
    journal = Journal.resume(folder, holder_of(workplace(played)))
    done = quick("track", "demo-1042", "order_placed", *CONFIRMED, "--config", str(played.config))
    journal.close()
    assert done.code == 0
    assert "Taken in: 200" in done.stdout
    assert f"holds the pen of {folder.id}" in done.stdout
    assert "Note it there: wrote track order_placed, 200 in" in done.stdout
    assert len(events_of(folder)) == 1


def test_what_is_written_to_the_simulator_stays_out_of_a_live_incident(quick: Quick, play: Play) -> None:
    played = play("healthy")
    folder = opened_incident(played, mode="live")
    done = quick("track", "demo-1042", "order_placed", *CONFIRMED, "--json", "--config", str(played.config))
    assert done.document["answers"][0]["logged"] == "no incident is open"
    assert len(events_of(folder)) == 1


def test_an_event_of_somebody_unknown_names_the_creation(quick: Quick, healthy: Played) -> None:
    done = quick("track", "new-one", "order_placed", "--config", str(healthy.config))
    assert "once you have typed: create new-one and send order_placed to new-one in drill" in done.stdout

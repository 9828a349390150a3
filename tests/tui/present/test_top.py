from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from cio_tui.core.reading import NOT_CONFIGURED
from cio_tui.tui.line import text_of, width_of
from cio_tui.tui.present.top import now_line, top_line
from tests.tui.stage import Stage, styles_in

if TYPE_CHECKING:
    from cio_tui.core.runbook import Runbook


def test_the_top_names_the_incident_the_place_the_person_and_the_clocks(stage: Stage) -> None:
    stage.see("track").see("control").wait(65)
    assert text_of(top_line(stage.scene(), 80)) == (
        "P1 LIVE INC-20261121-2021-k7 prod/us ana          T+00:01:05 20:22:12Z oldest 1m"
    )


@pytest.mark.parametrize("width", [32, 40, 60, 80, 120, 200])
def test_severity_incident_and_mode_stay_at_every_width(stage: Stage, width: int) -> None:
    line = text_of(top_line(stage.scene(), width))
    assert all(word in line for word in ("P1", "INC-20261121-2021-k7", "LIVE"))
    assert width_of(top_line(stage.scene(), width)) <= width


def test_a_drill_says_so_and_how_fast_its_clock_runs(screen_book: Runbook) -> None:
    drill = Stage(screen_book, mode="drill")
    assert ("DRILL×20", "drill") in top_line(drill.scene(speed=20.0), 80)
    assert ("LIVE", "live") not in top_line(drill.scene(speed=20.0), 80)


def test_polling_that_is_paused_takes_the_place_of_the_age_and_stops_the_seconds(stage: Stage) -> None:
    stage.see("track").wait(65)
    assert text_of(top_line(stage.scene(paused=True), 80)).endswith("T+00:01 20:22Z PAUSED")


def test_what_is_not_configured_is_not_the_oldest_reading(stage: Stage) -> None:
    stage.see("track", summary=NOT_CONFIGURED).wait(30).see("control").wait(10)
    assert text_of(top_line(stage.scene(), 80)).endswith("oldest 10s")


def test_an_old_reading_makes_the_age_a_warning(stage: Stage) -> None:
    stage.see("track").wait(50)
    assert top_line(stage.scene(), 80)[-1] == ("oldest 50s", "warn")


def test_local_time_names_its_zone(stage: Stage) -> None:
    zone = datetime(2026, 11, 21, 20, 21, 7, tzinfo=UTC).astimezone()
    assert f"{zone:%H:%M:%S %Z}" in text_of(top_line(stage.scene(), 80, local=True))


def test_now_tells_the_worst_first_and_every_probe(stage: Stage) -> None:
    stage.fail("track").see("control")
    assert text_of(now_line(stage.scene(), 80)).rstrip() == (
        "NOW ✗ failing track (503 in 212 ms)  ✓ ok control"
    )


def test_an_expected_answer_with_bad_values_does_not_read_as_a_good_one(stage: Stage) -> None:
    stage.see("track", ms=900.0)
    assert "! degraded track  " in text_of(now_line(stage.scene(), 80))


def test_where_there_is_no_room_the_good_ones_are_counted(stage: Stage) -> None:
    stage.fail("track").see("control")
    assert text_of(now_line(stage.scene(), 34)).rstrip() == "NOW ✗ failing track  ✓ ok 1 more"


def test_now_is_never_empty(stage: Stage) -> None:
    for probe in stage.scene().probes:
        stage.see(probe, summary=NOT_CONFIGURED)
    scene = stage.scene()
    assert text_of(now_line(scene, 80)) == "NOW ? not known nothing is configured to be asked: cio-tui doctor"
    assert text_of(now_line(scene._replace(probes={}), 80)) == "NOW ? not known nothing was asked yet"


def test_unknown_never_has_the_style_of_ok(stage: Stage) -> None:
    assert styles_in([now_line(stage.scene(), 120)]) == {"dim", "unknown"}
    stage.see("track").see("control").wait(60)
    assert styles_in([now_line(stage.scene(), 120)]) == {"dim", "unknown"}

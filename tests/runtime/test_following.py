from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from cio_tui.core.judge import judge
from cio_tui.core.reading import Reading, Sample, Verdict
from cio_tui.core.session import Session
from cio_tui.runtime.following import KeptReadings, as_seen_here
from cio_tui.runtime.readings_file import ReadingsFile, line_of
from tests.core.books import make
from tests.runtime.office import SettableClock

if TYPE_CHECKING:
    from cio_tui.runtime.incident_folder import IncidentFolder

PROBES = make("").probes


def reading(probe: str, clock: SettableClock, **fields: int) -> Reading:
    return judge(PROBES[probe], Sample(probe, clock.now(), clock.mono(), fields, f"{fields}"), {})


def test_a_reader_sees_the_newest_sample_of_each_probe_at_its_age(folder: IncidentFolder) -> None:
    writer, here = SettableClock(1.0), SettableClock(1.0)
    writer.wall = timedelta(seconds=-30)
    file = ReadingsFile(folder)
    for depth in (1, 2):
        file.keep(reading("queue", writer, depth=depth))
    file.keep(reading("track", writer, status=503))
    file.close()
    seen = KeptReadings(folder, here).newest(PROBES)
    assert {name: dict(each.sample.fields) for name, each in seen.items()} == {
        "queue": {"depth": 2},
        "track": {"status": 503},
    }
    assert seen["track"].verdict is Verdict.FAILING
    assert 29 < seen["track"].age(here.mono()) < 40


def test_the_file_is_read_again_only_when_it_has_changed(folder: IncidentFolder) -> None:
    clock = SettableClock(1.0)
    kept = KeptReadings(folder, clock)
    assert kept.newest(PROBES) == {}
    with open(folder.readings, "wb") as file:
        file.write(line_of(reading("queue", clock, depth=1)))
    first = kept.newest(PROBES)["queue"]
    assert kept.newest(PROBES)["queue"] is first
    with open(folder.readings, "ab") as file:
        file.write(line_of(reading("queue", clock, depth=2)))
    assert kept.newest(PROBES)["queue"].sample.fields == {"depth": 2}


def test_what_is_no_sample_of_ours_is_passed_over(folder: IncidentFolder) -> None:
    clock = SettableClock(1.0)
    good = json.loads(line_of(reading("queue", clock, depth=1)))
    lines = [
        {**good, "verdict": "splendid"},
        {**good, "at": "yesterday"},
        {**good, "at": 5},
        {**good, "fields": []},
    ]
    for line in lines:
        with open(folder.readings, "w", encoding="utf-8") as file:
            file.write(json.dumps(line) + "\n")
        assert KeptReadings(folder, clock).newest(PROBES) == {}


def test_a_readers_time_is_the_writers() -> None:
    clock = SettableClock(1.0)
    last = clock.now() - timedelta(seconds=30)
    written = Session({}, offset=400.0, last_mono=100.0, last_at=last)
    here = as_seen_here(written, clock)
    assert abs(here.time(clock.mono()) - 530.0) < 1
    assert abs(here.time(here.last_mono) - 500.0) < 1


def test_a_writer_whose_clock_is_ahead_is_taken_to_have_written_just_now() -> None:
    clock = SettableClock(1.0)
    ahead = Session({}, offset=400.0, last_mono=100.0, last_at=datetime(2100, 1, 1, tzinfo=UTC))
    assert abs(as_seen_here(ahead, clock).time(clock.mono()) - 500.0) < 1
    assert as_seen_here(Session({}), clock) == Session({})

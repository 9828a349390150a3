from __future__ import annotations

from datetime import timedelta
from typing import get_args

import pytest

from cio_tui.core import events
from cio_tui.core.record import Recorded
from cio_tui.core.review.chronology import Kind
from cio_tui.core.review.rows import CLASSES, kind_of
from tests.core.review.diary import STARTED, Diary, opened


def test_every_class_of_event_has_its_place() -> None:
    assert set(CLASSES) == set(get_args(events.Event))


@pytest.mark.parametrize(
    ("event", "kind"),
    [
        (events.StepDone("a", "attested"), Kind.STEP),
        (events.StepDone("a", "override"), Kind.EXCEPTION),
        (events.StepDone("a", "attested", mismatch=True), Kind.EXCEPTION),
        (events.Decision("a", "", "x", "y", agreed=False), Kind.DECISION),
        (events.Note("x"), Kind.NOTE),
        (events.ProbeChanged("track", "ok", "failing"), Kind.PROBE),
    ],
)
def test_a_step_settled_against_its_sensor_or_its_answer_is_shown_first(
    event: events.Event, kind: Kind
) -> None:
    assert kind_of(event) is kind
    assert kind.is_folded == (kind in (Kind.STEP, Kind.PROBE))


def test_a_correction_stands_beside_the_original_and_changes_nothing_of_it() -> None:
    happened = STARTED - timedelta(seconds=600)
    diary = Diary().put(30, events.Milestone("impact_start", happened))
    diary.put(90, events.Amended(2, "happened_at", "2026-11-21T20:09:12Z", "read again"), by="cy")
    row = diary.account().rows[1]
    assert row.sentence == "milestone impact_start at 2026-11-21 20:10:00Z"
    assert row.at == STARTED + timedelta(seconds=30)
    assert row.correction == "happened_at is 2026-11-21T20:09:12Z (event 3 by cy, read again)"
    assert row.happened_at == STARTED - timedelta(seconds=648)


@pytest.mark.parametrize("value", ["tomorrow", "", "2026-13-45T99:99Z", "9999999999 d ago"])
def test_a_corrected_time_that_nobody_can_read_leaves_the_time_as_it_was(value: str) -> None:
    happened = STARTED - timedelta(seconds=600)
    diary = Diary().put(30, events.Milestone("impact_start", happened))
    diary.put(90, events.Amended(2, "happened_at", value))
    assert diary.account().rows[1].happened_at == happened


def test_when_something_happened_is_said_only_where_it_differs() -> None:
    diary = Diary().put(30, events.Milestone("detected", STARTED + timedelta(seconds=30)))
    assert diary.account().rows[1].happened_at is None


def test_what_stands_after_a_damage_is_doubtful_and_placed_by_the_wall_clock() -> None:
    diary = Diary().put(30, events.Note("x"))
    late = STARTED + timedelta(seconds=75)
    diary.doubtful.append(Recorded(9, late, 1e9, "amira", events.Note("y")))
    row = diary.account().rows[-1]
    assert (row.seq, row.offset_s, row.doubtful) == (9, 75, True)


def test_keys_of_a_newer_version_are_told() -> None:
    diary = Diary().put(30, events.Note("x"))
    diary.records[1] = diary.records[1]._replace(unknown={"mood": "calm"})
    assert diary.account().rows[1].sentence == "note: x (mood: calm)"


def test_every_event_of_an_incident_that_nobody_walked_was_written_afterwards() -> None:
    diary = Diary(opened(mode="backfill")).put(30, events.Note("from the chat"))
    assert [row.afterwards for row in diary.account().rows] == [True, True]


def test_words_added_to_a_sealed_log_were_written_afterwards_and_leaving_it_was_not() -> None:
    diary = (
        Diary()
        .put(30, events.Note("x"))
        .put(60, events.IncidentClosed())
        .put(61, events.IncidentDetached("quit"))
    )
    diary.put(900, events.Note("y")).put(910, events.Milestone("resolved", STARTED, "their report"))
    assert [row.afterwards for row in diary.account().rows] == [False, False, False, False, True, True]


def test_a_note_with_the_time_it_is_about_keeps_both_times_and_is_not_called_corrected() -> None:
    happened_at = "2026-11-21T20:10:00.000Z"
    diary = Diary().put(90, events.Note("pager rang"))
    diary.put(90, events.Amended(2, "happened_at", happened_at, "written afterwards"))
    _, note, said = diary.account().rows
    assert (note.at, note.happened_at) == (STARTED + timedelta(seconds=90), STARTED - timedelta(minutes=10))
    assert (note.correction, note.kind, said.kind) == ("", Kind.NOTE, Kind.MACHINE)
    assert happened_at in said.sentence

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from cio_tui.core.errors import UserError
from cio_tui.core.events import (
    IncidentClosed,
    IncidentOpened,
    IncidentResumed,
    IncidentReviewed,
    Milestone,
    Note,
    SeverityChanged,
    StepEntered,
)
from cio_tui.runtime.incident_list import list_incidents, summarise
from cio_tui.runtime.log_opening import begin_log, take_up_log
from cio_tui.runtime.newest import newest_open
from tests.runtime.conftest import AT

if TYPE_CHECKING:
    from cio_tui.core.events import Event
    from cio_tui.core.record import Recorded
    from cio_tui.runtime.incident_folder import IncidentFolder
    from cio_tui.runtime.pen import Holder
    from tests.runtime.conftest import Notes

SAMPLE = (Path(__file__).parents[1] / "data/logs/schema-1.toml").read_bytes()


def write(folder: IncidentFolder, me: Holder, *records: Recorded) -> None:
    writer = begin_log(folder, me).writer
    writer.write(records)
    writer.close()


def test_a_summary_says_how_an_incident_stands(folder: IncidentFolder, me: Holder, notes: Notes) -> None:
    opened, note = notes(2)
    happened: list[tuple[str, Event]] = [
        ("amira", StepEntered("size-up", why="start")),
        ("cy", StepEntered("monitor", book="p2-error-rate", why="jump")),
        ("cy", SeverityChanged("P1", "P2", "better")),
        ("bo", Note('kind = "incident.closed"\nbook = "none"')),
        ("cio-tui", Note("by itself")),
    ]
    write(folder, me, opened, *(note._replace(by=by, event=event) for by, event in happened))
    summary = summarise(folder)
    assert (summary.incident, summary.is_open, summary.trouble, summary.events) == (folder.id, True, "", 6)
    assert (summary.book, summary.title, summary.step) == ("p2-error-rate", "Complete outage", "monitor")
    assert (summary.severity, summary.who, summary.is_drill) == ("P2", "bo", False)
    assert (summary.opened_at, summary.last_at) == (opened.at, note.at)


def test_the_age_of_a_fast_drill_is_counted_by_the_host_from_the_last_time_it_was_taken_up(
    folder: IncidentFolder, me: Holder, notes: Notes
) -> None:
    opened, note = notes(2)
    assert isinstance(opened.event, IncidentOpened)
    fast = opened._replace(event=opened.event._replace(mode="drill", speed=10.0))
    ahead = note._replace(at=opened.at + timedelta(minutes=50))
    again = note._replace(at=opened.at + timedelta(hours=2), event=IncidentResumed("jump1", 1, 0.0, "0"))
    last = note._replace(at=again.at + timedelta(minutes=30))
    write(folder, me, fast, ahead)
    summary = summarise(folder)
    assert (summary.last_at, summary.active_at) == (ahead.at, opened.at + timedelta(minutes=5))
    taken_up = take_up_log(folder, me).writer
    taken_up.write([again, last])
    taken_up.close()
    assert summarise(folder).active_at == again.at + timedelta(minutes=3)


def test_a_closed_incident_stays_closed_though_notes_follow(
    folder: IncidentFolder, me: Holder, notes: Notes
) -> None:
    opened, note, later = notes(3)
    write(folder, me, opened, note._replace(event=IncidentClosed()), later)
    assert not summarise(folder).is_open
    with pytest.raises(UserError, match="No incident is open"):
        newest_open(str(Path(folder.path).parent))


def test_every_kind_of_event_can_be_summed_up(folder: IncidentFolder) -> None:
    Path(folder.log()).write_bytes(SAMPLE)
    summary = summarise(folder)
    assert (summary.severity, summary.step, summary.who, summary.events) == ("P2", "breaker", "cy", 38)


def test_a_torn_end_is_no_trouble_and_damage_is(folder: IncidentFolder) -> None:
    Path(folder.log()).write_bytes(SAMPLE[:-10])
    torn = summarise(folder)
    assert torn.trouble == ""
    assert torn.torn.endswith("a write was cut off.")
    Path(folder.log()).write_bytes(SAMPLE.replace(b"Queue is buffering", b"Queue is blocking!"))
    summary = summarise(folder)
    assert summary.trouble == "Event 8 was changed after it was written: its digest does not fit."
    assert (summary.events, summary.torn) == (7, "")


@pytest.mark.parametrize(
    "content", [None, b"", b"\0" * 600, b"hello\n\nworld\n\n", b"[[event]]\nseq = 1\n\n"]
)
def test_a_log_without_events_is_listed_with_its_trouble(
    folder: IncidentFolder, content: bytes | None
) -> None:
    if content is not None:
        Path(folder.log()).write_bytes(content)
    summary = summarise(folder)
    assert not summary.is_open
    assert summary.trouble.endswith(".")


def test_an_incident_in_which_nothing_was_recorded_is_empty_and_not_damaged(folder: IncidentFolder) -> None:
    Path(folder.log()).write_bytes(b"")
    summary = summarise(folder)
    assert (summary.state, summary.trouble) == (
        "empty",
        "Opened, but nothing was recorded: its folder can be removed.",
    )


def test_zeros_in_place_of_a_log_are_called_so(folder: IncidentFolder) -> None:
    Path(folder.log()).write_bytes(bytes(600))
    assert summarise(folder).trouble.startswith("The log ends in 600 zeros where event 1 should be")


def test_the_newest_open_incident_is_found_among_others(tmp_path: Path, me: Holder, notes: Notes) -> None:
    from cio_tui.runtime.incident_folder import create_incident

    days = [create_incident(str(tmp_path), datetime(2026, 11, day, tzinfo=UTC)) for day in (19, 20, 21, 22)]
    opened, closing = notes(2)
    for folder in days[:2]:
        write(folder, me, opened)
    write(days[2], me, opened, closing._replace(event=IncidentClosed()))
    assert newest_open(str(tmp_path)).incident == days[1].id
    listed = list_incidents(str(tmp_path))
    assert [summary.incident for summary in listed] == [folder.id for folder in reversed(days)]
    assert [summary.is_open for summary in listed] == [False, False, True, True]


def test_nothing_in_a_log_can_act_on_a_terminal(folder: IncidentFolder, me: Holder, notes: Notes) -> None:
    from cio_tui.core.chain import seal

    body = (
        f'[[event]]\nseq = 1\nat = {AT:%Y-%m-%dT%H:%M:%SZ}\nby = "\\u001b[1m"\nbook = "\\u009b"\nkind = "x"\n'
    )
    Path(folder.log()).write_bytes(seal(body.encode(), "")[0])
    summary = summarise(folder)
    assert (summary.who, summary.book) == ("␛[1m", "␛[")
    assert IncidentOpened.kind not in summary


def test_a_review_counts_until_something_happens_again(
    folder: IncidentFolder, me: Holder, notes: Notes
) -> None:
    opened, note = notes(2)
    told: list[Event] = [IncidentReviewed("fine"), Note("about it"), SeverityChanged("P1", "P2", "again")]
    for count, reviewed in ((0, False), (1, True), (2, True), (3, False)):
        Path(folder.log()).unlink(missing_ok=True)
        write(folder, me, opened, *(note._replace(event=event) for event in told[:count]))
        assert summarise(folder).is_reviewed is reviewed


def test_what_was_written_down_afterwards_is_not_open_and_began_when_it_is_said_to(
    folder: IncidentFolder, me: Holder, notes: Notes
) -> None:
    opened, note = notes(2)
    assert isinstance(opened.event, IncidentOpened)
    began = datetime(2026, 3, 4, 5, 6, tzinfo=UTC)
    event = opened.event._replace(mode="backfill")
    write(folder, me, opened._replace(event=event), note._replace(event=Milestone("opened", began)))
    summary = summarise(folder)
    assert (summary.is_open, summary.opened_at, summary.mode) == (False, began, "backfill")

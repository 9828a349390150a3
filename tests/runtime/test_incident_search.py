from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from cio_tui.core.events import (
    Amended,
    IncidentClosed,
    IncidentOpened,
    IncidentReviewed,
    Note,
    RoleAssigned,
    SeverityChanged,
    StepEntered,
)
from cio_tui.runtime.incident_folder import create_incident
from cio_tui.runtime.incident_search import Wanted, search
from cio_tui.runtime.log_opening import begin_log

if TYPE_CHECKING:
    from cio_tui.core.events import Event
    from cio_tui.runtime.pen import Holder
    from tests.runtime.conftest import Notes

DAY = timedelta(days=1)
FIRST = datetime(2026, 11, 19, 9, 0, tzinfo=UTC)

TOLD: tuple[tuple[Event, ...], ...] = (
    (StepEntered("monitor", book="p2-error-rate"), Note("the “Queue” drained"), IncidentClosed(), IncidentReviewed()),
    (SeverityChanged("P1", "P3"), Note('said: "kind" words'), RoleAssigned("ic", "Bo"), IncidentClosed()),
    (Note("queue still full\nsecond line"), IncidentReviewed(), Amended(1, "title", "x")),
    (IncidentReviewed(), Note("nothing yet"), IncidentClosed()),
)  # fmt: skip
NAMES = "abcd"


@pytest.fixture
def root(tmp_path: Path, me: Holder, notes: Notes) -> str:
    """Four incidents, a day apart, the second a drill, and a folder without a log."""
    opened, note = notes(2)
    assert isinstance(opened.event, IncidentOpened)
    root = str(tmp_path / "incidents")
    for number, told in enumerate(TOLD):
        folder = create_incident(root, FIRST + number * DAY)
        event = opened.event._replace(incident=folder.id, mode="drill" if number == 1 else "live")
        writer = begin_log(folder, me).writer
        writer.write([opened._replace(at=FIRST + number * DAY, event=event)])
        writer.write([note._replace(at=FIRST + number * DAY, event=one) for one in told])
        writer.close()
    (tmp_path / "incidents" / "INC-20261201-0000-zz").mkdir()
    return root


def found(root: str, wanted: Wanted) -> str:
    """The incidents that fit, by letter, oldest first; `z` has no log."""
    days = [hit.summary.incident[4:12] for hit in search(root, wanted)]
    letters = {f"202611{19 + number}": letter for number, letter in enumerate(NAMES)}
    return "".join(sorted(letters.get(day, "z") for day in days))


@pytest.mark.parametrize(
    ("wanted", "fits"),
    [
        (Wanted(), "abcdz"),
        (Wanted(words=("QUEUE",)), "ac"),
        (Wanted(words=("queue", "drained")), "a"),
        (Wanted(words=("“queue”",)), "a"),
        (Wanted(words=('"kind"',)), "b"),
        (Wanted(words=("kind",)), "b"),
        (Wanted(words=("second",)), "c"),
        (Wanted(words=("sha256",)), ""),
        (Wanted(words=("5f3a9c21d07be866",)), ""),
        (Wanted(book="p2-error-rate"), "a"),
        (Wanted(book="p1-outage"), "abcd"),
        (Wanted(severity="p3"), "b"),
        (Wanted(severity="P1"), "abcd"),
        (Wanted(since=FIRST + DAY), "bcd"),
        (Wanted(until=FIRST + DAY), "ab"),
        (Wanted(since=FIRST + DAY, until=FIRST + 2 * DAY), "bc"),
        (Wanted(person="AMIRA"), "abcd"),
        (Wanted(person="bo"), "b"),
        (Wanted(person="b"), ""),
        (Wanted(is_open=True), "c"),
        (Wanted(is_open=False), "abdz"),
        (Wanted(unreviewed=True), "bdz"),
        (Wanted(drills=True), "b"),
        (Wanted(drills=False), "acdz"),
    ],
)
def test_an_incident_has_to_fit_all_that_is_wanted(root: str, wanted: Wanted, fits: str) -> None:
    assert found(root, wanted) == fits


def test_a_hit_names_the_first_event_of_each_word(root: str) -> None:
    (hit,) = search(root, Wanted(words=("still", "second", "title")))
    assert hit.events == (2, 4)


def test_words_after_a_damage_count_for_nothing(root: str) -> None:
    (hit,) = search(root, Wanted(words=("drained",)))
    log = Path(hit.folder.log())
    log.write_bytes(log.read_bytes().replace(b"monitor", b"mon1tor"))
    assert list(search(root, Wanted(words=("drained",)))) == []
    (damaged,) = search(root, Wanted(book="p1-outage", until=FIRST))
    assert "Event 2 was changed" in damaged.summary.trouble

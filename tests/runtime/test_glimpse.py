from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from cio_tui.core import events
from cio_tui.core.codec import encode
from cio_tui.core.log import join
from cio_tui.core.record import Recorded
from cio_tui.core.session import Session
from cio_tui.runtime.glimpse import fold, glimpse
from cio_tui.runtime.log_reader import parse
from tests.core.books import do, make
from tests.core.transcript import STARTED

if TYPE_CHECKING:
    from cio_tui.core.events import Event
    from cio_tui.core.log import Log

BOOKS = {"a": make(do("first") + do("second")), "b": make("", "b", "P1")}
OPENED = events.IncidentOpened(1, "0", "INC-1", "live", "a", "A", "P2", "", "us", "prod", "h", 1)
LOG: list[tuple[float, Event]] = [
    (2.0, OPENED),
    (3.0, events.StepEntered("first", why="start")),
    (4.0, events.StepDone("first", "attested", "seen")),
    (4.0, events.StepEntered("second")),
    (5.0, events.SeverityChanged("P2", "P1")),
    (6.0, events.StepEntered("close", book="b")),
    (100.0, events.Note("the last of the first process")),
    (1.0, events.IncidentResumed("h", 2, gap_s=60.0)),
    (2.0, events.Note('text = "\\nkind = \\"step.entered\\""')),
    (50.0, events.Note("the last of the second")),
    (0.5, events.IncidentResumed("h", 3, gap_s=10.0)),
    *[(float(second), events.Note("note")) for second in range(1, 20)],
]


def written(events: list[tuple[float, Event]]) -> Log:
    data, digest = b"", ""
    for seq, (mono, event) in enumerate(events, 1):
        recorded = Recorded(seq, STARTED + timedelta(seconds=seq), mono, "amira", event)
        block, digest = encode(recorded, *([digest] if digest else []))
        data += block
    return join([("log.toml", data)])


@pytest.mark.parametrize("newest", range(0, len(LOG) + 1, 3))
def test_where_an_incident_stands_is_seen_at_a_glimpse(newest: int) -> None:
    log = written(LOG)
    whole = fold(Session(BOOKS), parse(log).records)
    glimpsed = glimpse(BOOKS, log, parse(log, newest).records)
    for name in ("book", "step", "severity", "offset", "seq" if newest else "writers", "opened_at"):
        assert getattr(glimpsed, name) == getattr(whole, name)


def test_of_a_log_that_is_known_whole_the_glimpse_is_all() -> None:
    log = written(LOG)
    records = parse(log).records
    assert glimpse(BOOKS, log, records) == fold(Session(BOOKS), records)

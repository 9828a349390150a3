from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from cio_tui.core import commands
from cio_tui.core.decide import decide
from cio_tui.core.events import IncidentOpened, Milestone, VarSet
from cio_tui.core.evidence import Evidence, Moment
from cio_tui.core.fold import apply
from cio_tui.core.record import Recorded
from cio_tui.core.schema import load, parse_source
from cio_tui.core.session import Session
from cio_tui.core.timers import next_due
from cio_tui.core.view import view

if TYPE_CHECKING:
    from cio_tui.core.commands import Command
    from cio_tui.core.events import Event

NOW = datetime(2026, 11, 21, 20, 30, tzinfo=UTC)
BOOK = load(
    parse_source(
        "book.toml",
        b"""
schema = 1
[runbook]
id = "book"
title = "Book"
owner = "team"
reviewed = 2026-11-21
exit = [{ when = "undo.open == 0", text = "all back" }]
[var.first_failure]
prompt = "When?"
kind = "time"
[var.channel]
prompt = "Where?"
[var.rate]
prompt = "How fast?"
kind = "int"
default = 60
[timer.deadline]
from = "milestone:first_failure"
after = "7d"
text = "gone"
[[step]]
id = "ask"
kind = "do"
title = "Ask"
respond = { prompt = "When?", kind = "time", save = "first_failure" }
[[step]]
id = "close"
kind = "close"
title = "Close"
""",
    )
)


def _told(*told: Command) -> tuple[Session, list[Event]]:
    """An incident ten minutes after it was opened, and what the commands led to."""
    session = Session({"book": BOOK})
    opened = IncidentOpened(1, "0", "INC-1", "live", "book", "Book", "", "", "us", "prod", "host", 1)
    session = apply(session, Recorded(1, NOW, 0.0, "amira", opened))
    events: list[Event] = []
    for command in (commands.Begin(), *told):
        for event in decide(session, command, Moment(NOW, "amira", Evidence(mono=600.0))):
            events.append(event)
            session = apply(session, Recorded(session.seq + 1, NOW, 600.0, "amira", event))
    return session, events


def test_how_long_ago_is_kept_as_the_moment_it_was() -> None:
    session, _ = _told(commands.SetVariable("first_failure", "2h ago"))

    assert session.variables == {"first_failure": "2026-11-21 18:30Z"}


def test_a_time_marks_the_milestone_of_its_name() -> None:
    _, events = _told(commands.SetVariable("first_failure", "18:30"))

    moment = datetime(2026, 11, 21, 18, 30, tzinfo=UTC)
    assert Milestone("first_failure", moment, 'typed "18:30", 2 h earlier') in events


def test_a_time_that_answers_a_step_marks_it_too() -> None:
    session, _ = _told(commands.Answer("ask", "18:30"))

    assert session.milestones == {"first_failure": datetime(2026, 11, 21, 18, 30, tzinfo=UTC)}


def test_a_timer_counts_from_when_it_happened_and_not_from_when_it_was_said() -> None:
    session, _ = _told(commands.SetVariable("first_failure", "2h ago"))

    assert next_due(session, BOOK.timers["deadline"]) == 600.0 - 2 * 3600 + 7 * 86_400


def test_a_text_is_kept_as_it_was_typed() -> None:
    _, events = _told(commands.SetVariable("channel", "12m ago"))

    assert [event for event in events if isinstance(event, VarSet | Milestone)] == [
        VarSet("channel", "12m ago", "ask")
    ]


def test_a_default_holds_until_somebody_answers() -> None:
    untouched, _ = _told()
    answered, _ = _told(commands.SetVariable("rate", "5"))

    assert view(untouched, Evidence(mono=600.0)).variables == {"rate": 60}
    assert view(answered, Evidence(mono=600.0)).variables == {"rate": 5}

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from cio_tui.core.commands import AssignRole, Begin
from cio_tui.core.events import IncidentResumed
from cio_tui.core.expr import fill
from cio_tui.core.fold import apply
from cio_tui.core.record import Recorded
from cio_tui.core.schema.known import WORDS
from cio_tui.core.session import Session
from cio_tui.core.words import words_of
from tests.core.books import do, make
from tests.core.transcript import STARTED, After

if TYPE_CHECKING:
    from tests.core.conftest import Walk

CADENCE = '[timer.cadence]\nfrom = "incident.opened"\nevery = "30m"\ntext = "due"\n'
ROLES = '[role.ic]\ntitle = "Incident commander"\n[role.comms]\ntitle = "Communications"\n'


def test_a_message_can_say_who_when_and_what_was_promised(walk: Walk) -> None:
    told = walk(make(CADENCE + ROLES + do("first"))) >> Begin() << "at first (start)"
    told >> AssignRole("ic", "bo") << "ic is bo" >> After(60)
    text = "[{severity}] {incident} since {opened}, now {now}. Next update {next_update}. IC {role.ic}, {role.comms}."
    assert fill(text, told.evidence) == (
        "[P2] INC-1 since 2026-11-21 20:00Z, now 20:01Z. Next update 20:30Z. IC bo, nobody yet."
    )


def test_every_word_that_a_book_may_use_has_a_value(walk: Walk) -> None:
    assert set(words_of(walk(make("")).session, 0.0)) == WORDS


def test_without_a_timer_nothing_is_promised(walk: Walk) -> None:
    assert words_of(walk(make("")).session, 0.0)["next_update"] == "not promised"


def test_what_is_due_on_another_day_says_which(walk: Walk) -> None:
    late = make(CADENCE.replace("30m", "6h"))
    assert words_of(walk(late).session, 0.0)["next_update"] == "2026-11-22 02:00Z"


def test_times_are_told_by_the_wall_clock_also_after_a_break(walk: Walk) -> None:
    opened = walk(make(CADENCE)).session
    resumed = Recorded(2, STARTED + timedelta(seconds=500), 3.0, "bo", IncidentResumed("h", 2, gap_s=500.0))
    words = words_of(apply(opened, resumed), 3.0)
    assert (words["now"], words["next_update"]) == ("20:08Z", "20:30Z")


def test_before_the_opening_there_are_no_words() -> None:
    assert words_of(Session({}), 0.0) == {}

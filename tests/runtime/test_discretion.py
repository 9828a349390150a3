from __future__ import annotations

from typing import TYPE_CHECKING

from cio_tui.core import events
from cio_tui.core.fold import apply
from cio_tui.core.pseudonym import pseudonym
from cio_tui.core.reading import Reading, Sample, Verdict
from cio_tui.core.record import Recorded
from cio_tui.core.session import Session
from cio_tui.runtime.discretion import Discretion
from tests.core.books import do, make
from tests.core.transcript import STARTED

if TYPE_CHECKING:
    from cio_tui.core.events import Event
    from cio_tui.core.reading import Json

BOOK = make('[var.who]\nprompt = "Who?"\npersonal = true\n[var.note]\nprompt = "What?"\n' + do("first"))
OPENED = events.IncidentOpened(
    1, "0", "INC-1", "live", "a", "A", "P2", "", "us", "prod", "amira@jump.example.com", 1, salt="salt"
)
SESSION = apply(Session({"a": BOOK}), Recorded(1, STARTED, 0.0, "amira", OPENED))
AMIRA = pseudonym("amira@example.com", "salt")
ZOE = pseudonym("zoe-4711", "salt")


def test_a_personal_variable_is_written_as_its_hash_and_known_here() -> None:
    discretion = Discretion(keeps=False)
    (written,) = discretion.hide([events.VarSet("who", "zoe-4711")], SESSION)
    assert written == events.VarSet("who", ZOE)
    after = apply(SESSION, Recorded(2, STARTED, 0.0, "amira", written))
    assert discretion.variables(after) == {"who": "zoe-4711"}
    assert Discretion(keeps=False).variables(after) == {}


def test_what_is_known_of_a_person_is_hidden_in_every_text_after() -> None:
    discretion = Discretion(keeps=False)
    told = discretion.hide(
        [
            events.VarSet("who", "zoe-4711"),
            events.Note("zoe-4711, that is amira@example.com", "first"),
            events.Decision("first", "", "mail zoe-4711", "x", agreed=False, rejected=("leave zoe-4711",)),
            events.VarSet("note", "amira%40example.com"),
        ],
        SESSION,
    )
    assert told[1:] == (
        events.Note(f"{ZOE}, that is {AMIRA}", "first"),
        events.Decision("first", "", f"mail {ZOE}", "x", agreed=False, rejected=(f"leave {ZOE}",)),
        events.VarSet("note", AMIRA),
    )


def test_a_sample_names_nobody_either() -> None:
    body: dict[str, Json] = {"body": '{"to": "amira@example.com"}', "headers": ["from zoe-4711"], "ms": 7}
    sample = Sample("errors", STARTED, 0.0, {"status": 200, "who": "amira@example.com"}, "to zoe-4711", body)
    discretion = Discretion(keeps=False)
    discretion.hide([events.VarSet("who", "zoe-4711")], SESSION)
    reading = Reading(sample, Verdict.FAILING, ("who != 'zoe-4711' (who = amira@example.com)",), 45.0)
    judged = discretion.hide_reading(reading, SESSION)
    hidden = judged.sample
    assert judged.reasons == (f"who != '{ZOE}' (who = {AMIRA})",)
    assert hidden.detail == {"body": f'{{"to": "{AMIRA}"}}', "headers": [f"from {ZOE}"], "ms": 7}
    assert hidden.fields == {"status": 200, "who": AMIRA}
    assert hidden.summary == f"to {ZOE}"
    assert Discretion(keeps=True).hide_reading(reading, SESSION) is reading


def test_a_value_too_short_to_be_told_from_others_is_hidden_only_where_it_was_given() -> None:
    discretion = Discretion(keeps=False)
    told = discretion.hide([events.VarSet("who", "7"), events.Note("7 of 9")], SESSION)
    assert told == (events.VarSet("who", pseudonym("7", "salt")), events.Note("7 of 9"))


def test_ids_of_steps_and_who_works_on_the_incident_stay_as_they_are() -> None:
    discretion = Discretion(keeps=False)
    kept: list[Event] = [
        events.VarSet("who", "first"),
        events.StepEntered("first", "First"),
        events.RoleAssigned("ic", "bo@example.com"),
        events.NotifySent("first", "x", ("support@example.com",)),
        OPENED,
        events.IncidentResumed("h", 2, 1.0, took_over="bo@jump.example.com 9"),
    ]
    assert list(discretion.hide(kept, SESSION))[1:] == kept[1:]


def test_whoever_wants_to_keep_personal_data_keeps_it() -> None:
    discretion = Discretion(keeps=True)
    told: list[Event] = [events.VarSet("who", "zoe-4711"), events.Note("amira@example.com")]
    assert list(discretion.hide(told, SESSION)) == told
    assert discretion.hide_text("amira@example.com", SESSION) == "amira@example.com"


def test_before_the_opening_there_is_nothing_to_hide_with() -> None:
    discretion = Discretion(keeps=False)
    assert discretion.hide([OPENED], Session({})) == (OPENED,)
    assert discretion.hide_text("amira@example.com", Session({})) == "amira@example.com"


def test_a_draft_is_hidden_as_well() -> None:
    assert Discretion(keeps=False).hide_text("call amira@example.com", SESSION) == f"call {AMIRA}"


def test_a_text_that_hashes_make_too_long_says_that_it_was_cut() -> None:
    (note,) = Discretion(keeps=False).hide([events.Note("a@b.io " * 2_800)], SESSION)
    assert isinstance(note, events.Note)
    assert note.text.endswith(" characters; the rest is not in the log]")

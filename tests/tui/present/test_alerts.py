from __future__ import annotations

from typing import TYPE_CHECKING

from cio_tui.core.commands import DeclineEscalation, Hold, Observe, WriteNote
from cio_tui.tui.line import text_of, width_of
from cio_tui.tui.present.alerts import danger_lines, waiting_lines
from tests.tui.stage import texts_of

if TYPE_CHECKING:
    from tests.tui.stage import Stage

FULL = "Not saved to /home/ana/log.toml: the disk is full. Free some space; the event is kept and can be saved again."


def test_a_quiet_incident_takes_no_line_away(stage: Stage) -> None:
    scene = stage.scene()
    assert danger_lines(scene, 80) == ()
    assert waiting_lines(scene, stage.session, 80) == ()


def test_what_is_not_on_disk_is_said_in_words_with_the_remedy(stage: Stage) -> None:
    first, second = danger_lines(stage.scene(trouble=FULL), 80)
    assert first[0] == (" NOT SAVED ", "alarm")
    assert "the disk is full" in text_of(first) + text_of(second)
    assert max(width_of(first), width_of(second)) <= 80


def test_a_disk_to_beware_of_is_not_called_unsaved(stage: Stage) -> None:
    scene = stage.scene(caution="The log is on nfs: agree on who writes.")
    assert texts_of(danger_lines(scene, 80)) == [" SAVED, BUT  The log is on nfs: agree on who writes."]


def test_a_reader_who_cannot_read_is_not_told_that_nothing_is_saved(stage: Stage) -> None:
    lines = danger_lines(stage.scene(trouble="The log is gone.", holder="raj@jump2"), 80)
    assert texts_of(lines) == [
        " CANNOT READ  The log is gone.",
        " READ ONLY  raj@jump2 holds the pen. W takes it over.",
    ]


def test_a_hold_says_how_long_why_and_how_to_go_on(stage: Stage) -> None:
    stage.wait(10).tell(Hold("waiting for legal")).wait(75)
    assert texts_of(danger_lines(stage.scene(), 80)) == [" ON HOLD  for 1m15s: waiting for legal. H goes on."]


def test_a_proposed_escalation_names_the_severity_and_its_key(stage: Stage) -> None:
    stage.fail("track").fail("control").tell(Observe(), by="cio-tui")
    first = waiting_lines(stage.scene(), stage.session, 80)[0]
    assert first[0] == (" ESCALATE to P2? ", "alarm")
    assert text_of(first) == " ESCALATE to P2?  Press e to answer. Nothing answers at all: think of our own"


def test_an_answered_escalation_gives_its_line_back(stage: Stage) -> None:
    stage.fail("track").fail("control").tell(Observe(), by="cio-tui")
    stage.tell(DeclineEscalation("worse", "the control host is under repair"))
    assert waiting_lines(stage.scene(), stage.session, 80) == ()


def test_a_reminder_stays_until_a_person_records_something(stage: Stage) -> None:
    stage.wait(1801).tell(Observe(), by="cio-tui")
    assert texts_of(waiting_lines(stage.scene(), stage.session, 80)) == [" DUE  Post an update"]
    stage.tell(WriteNote("posted"))
    assert waiting_lines(stage.scene(), stage.session, 80) == ()

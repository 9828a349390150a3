from __future__ import annotations

from typing import TYPE_CHECKING

from cio_tui.core.commands import Answer, WriteNote
from cio_tui.tui.present.log import log_lines, saved_word
from tests.tui.stage import texts_of

if TYPE_CHECKING:
    from tests.tui.stage import Stage


def test_the_newest_events_stand_last_each_with_time_person_and_sentence(stage: Stage) -> None:
    stage.wait(5).tell(WriteNote("deploy 4412\\nnot related")).tell(Answer("breaker", "open"))
    assert texts_of(log_lines(stage.scene(), 70, 3)) == [
        '20:21:12Z ana breaker attested: "open"',
        "20:21:12Z ana undo list: + breaker-closed (Close the circuit breaker)",
        "20:21:12Z ana at size-up: Is it them, or is it us?",
    ]


def test_a_note_of_several_lines_takes_one_line(stage: Stage) -> None:
    stage.tell(WriteNote("deploy 4412\nnot related"))
    (line,) = texts_of(log_lines(stage.scene(), 70, 1))
    assert "\n" not in line
    assert "deploy 4412 not related" in line


def test_without_room_no_line_is_shown(stage: Stage) -> None:
    assert log_lines(stage.scene(), 70, 0) == ()


def test_the_frame_says_whether_the_log_is_on_disk(stage: Stage) -> None:
    assert saved_word(stage.scene()) == "saved"
    assert saved_word(stage.scene(trouble="the disk is full")) == "NOT SAVED"
    assert saved_word(stage.scene(caution="the log is on nfs")) == "saved"
    assert saved_word(stage.scene(reading=True)) == "saved; reading the rest, marks are missing"
    assert saved_word(stage.scene(reading=True, trouble="the disk is full")) == "NOT SAVED"
    assert saved_word(stage.scene(holder="raj@jump2")) == "read only: raj@jump2 holds the pen"

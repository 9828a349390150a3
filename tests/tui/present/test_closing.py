from __future__ import annotations

from typing import TYPE_CHECKING

from cio_tui.core.commands import Answer, Go, Skip
from cio_tui.core.step import Goto
from cio_tui.tui.present.closing import close_lines
from tests.tui.stage import texts_of

if TYPE_CHECKING:
    from tests.tui.stage import Stage

API = "EXIT    ? not known The Track API answers (track.ok == true (track.ok not known))"
API_MET = "EXIT    ✓ yes The Track API answers (track.ok == true (track.ok = true))"
UNDO = "EXIT    - not yet Every temporary change reverted (undo.open == 0 (undo.open = 1))"
UNDO_MET = "EXIT    ✓ yes Every temporary change reverted (undo.open == 0 (undo.open = 0))"


def shown(stage: Stage, height: int, width: int = 100) -> list[str]:
    return texts_of(close_lines(stage.session, stage.scene().evidence, width, height))


def test_what_is_not_met_stands_before_what_is(stage: Stage) -> None:
    stage.tell(Answer("breaker", "open")).see("track")
    assert shown(stage, 20) == [UNDO, "UNDO    Close the circuit breaker", API_MET]


def test_what_there_is_no_room_for_is_counted_and_the_key_that_lists_it_is_named(stage: Stage) -> None:
    stage.tell(Answer("breaker", "open")).tell(Skip("size-up", "clear anyway")).tell(Go(Goto("end")))
    assert shown(stage, 4) == [
        API,
        UNDO,
        "UNDO    Close the circuit breaker",
        "SKIPPED Is it them, or is it us?",
    ]
    assert shown(stage, 3) == [
        "EXIT    ? not known The Track API answers",
        "EXIT    - not yet Every temporary change reverted",
        "… 2 more open: space lists what is open",
    ]
    assert shown(stage, 1) == ["… 4 open: space lists what is open"]


def test_the_values_make_room_for_every_line_before_any_line_goes(stage: Stage) -> None:
    stage.tell(Answer("breaker", "open")).see("track")
    assert shown(stage, 3, width=60) == [
        "EXIT    - not yet Every temporary change reverted",
        "UNDO    Close the circuit breaker",
        "EXIT    ✓ yes The Track API answers",
    ]


def test_what_is_met_makes_room_for_what_is_not(stage: Stage) -> None:
    stage.tell(Answer("breaker", "open")).see("track")
    assert shown(stage, 2) == [
        "EXIT    - not yet Every temporary change reverted",
        "… 1 more open, 1 met: space lists what is open",
    ]


def test_a_clean_close_says_so_however_little_room_there_is(stage: Stage) -> None:
    stage.see("track")
    assert shown(stage, 3) == ["everything the book asks for is met", API_MET, UNDO_MET]
    assert shown(stage, 2) == ["everything the book asks for is met", "… 2 met"]

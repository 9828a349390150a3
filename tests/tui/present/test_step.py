from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from cio_tui.core.commands import (
    Answer,
    AssignRole,
    Close,
    Confirm,
    Go,
    SetVariable,
    Skip,
)
from cio_tui.core.step import Goto
from cio_tui.runtime.library import Library
from cio_tui.tui.line import width_of
from cio_tui.tui.present.step import asked_lines, step_title, told_lines
from tests.tui.stage import Stage, styles_in, texts_of

SHIPPED = Path(__file__).parents[3] / "runbooks"
ROOM = 20


def told(stage: Stage, step: str, width: int = 60, room: int = ROOM) -> list[str]:
    return texts_of(told_lines(stage.scene(), stage.session, stage.book.steps[step], width, room))


def asked(stage: Stage, step: str, width: int = 60, height: int = ROOM) -> list[str]:
    return texts_of(asked_lines(stage.scene(), stage.session, stage.book.steps[step], width, height))


def test_a_step_tells_why_what_with_which_command_and_how_to_switch_it_back(stage: Stage) -> None:
    assert told(stage, "breaker") == [
        "WHY     Retries hit a dead endpoint.",
        "DO      Open it in every region.",
        "RUN  c  │ flagctl set cio.breaker=open",
        "EXPECT  Our calls fall to zero.",
        "UNDO    Close the circuit breaker (breaker-closed); it stays",
        "        on the undo list until then",
    ]
    assert asked(stage, "breaker") == ["ASKS    Breaker state? [open / closed]"]


@pytest.mark.parametrize(("room", "first"), [(3, "WHY"), (2, "RUN")])
def test_a_command_that_would_be_out_of_view_comes_first(stage: Stage, room: int, first: str) -> None:
    lines = told(stage, "breaker", room=room)
    assert lines[0].startswith(first)
    assert sorted(lines) == sorted(told(stage, "breaker"))


def test_a_reason_is_filled_with_the_values_of_the_moment(stage: Stage) -> None:
    stage.see("track")
    step = replace(stage.book.steps["breaker"], why="It answers {track.status}.")
    assert texts_of(told_lines(stage.scene(), stage.session, step, 60, ROOM))[0] == "WHY     It answers 200."


def test_the_title_names_whose_step_it_is(stage: Stage) -> None:
    step = stage.book.steps["breaker"]
    assert step_title(step, stage.session) == "DO  Open the circuit breaker  IC"
    stage.tell(AssignRole("ic", "raj"))
    assert step_title(step, stage.session) == "DO  Open the circuit breaker  IC: raj"


def test_a_suggested_way_says_why_in_the_words_of_the_book(stage: Stage) -> None:
    stage.fail("track").see("control")
    assert asked(stage, "size-up") == [
        "»  1 Customer.io is down",
        "     suggested: The Track API does not answer",
        "     track_down (track_down = true (track.ok = false))",
        "   2 It is us",
    ]


def test_facts_that_hold_together_are_told_apart() -> None:
    stage = Stage(Library([SHIPPED]).open_book("p2-error-rate")).fail("track").fail("app")
    told = " ".join(line.strip() for line in asked(stage, "size", width=100))
    assert "suggested: The App API does not answer; The Track API does not answer" in told


def test_where_no_way_is_suggested_it_is_said_that_a_person_decides(stage: Stage) -> None:
    lines = asked_lines(stage.scene(), stage.session, stage.book.steps["size-up"], 70, ROOM)
    assert texts_of(lines)[-1].strip() == "nothing is suggested: the evidence does not decide. You do."
    assert "ok" not in styles_in(lines)


def test_a_decision_without_room_shows_the_suggested_way_and_the_key_for_the_others(stage: Stage) -> None:
    stage.fail("track").see("control")
    lines = asked(stage, "size-up", height=3)
    assert lines[0] == "» 1 Customer.io is down"
    assert len(lines) == 3


def test_where_no_way_is_suggested_none_is_called_another(stage: Stage) -> None:
    assert asked(stage, "size-up", height=2)[-1] == "  2 ways: space lists them all"


def test_values_that_a_step_asks_for_stand_with_it(stage: Stage) -> None:
    assert told(stage, "drain")[-2:] == [
        "VALUE   How many a second? (60 unless you say so)",
        "VALUE   Who is affected? (not given yet)",
    ]
    stage.tell(SetVariable("drain_rate", "80"))
    assert told(stage, "drain")[:2] == ["DO      At 80 a second.", "VALUE   How many a second? 80"]


def test_a_list_shows_which_lines_are_confirmed(stage: Stage) -> None:
    stage.tell(Go(Goto("lines"))).tell(Confirm("lines", 1))
    assert asked(stage, "lines") == [
        "[x] 1 The queue is empty",
        "[ ] 2 No retries are left",
        "[ ] 3 Nobody waits",
    ]


@pytest.mark.parametrize(
    ("seen", "told_so", "style"),
    [
        (None, "UNTIL   ? not known track.ok == true (track.ok not known)", "unknown"),
        (False, "UNTIL   - not yet track.ok == true (track.ok = false)", ""),
        (True, "UNTIL   ✓ yes track.ok == true (track.ok = true)", "ok"),
    ],
)
def test_a_watch_tells_whether_its_condition_holds_or_is_not_known(
    stage: Stage, seen: bool | None, told_so: str, style: str
) -> None:
    if seen is not None:
        stage.see("track", ok=seen)
    lines = asked_lines(stage.scene(), stage.session, stage.book.steps["settled"], 70, ROOM)
    assert texts_of(lines)[0] == told_so
    assert lines[0][1][1] == style


def test_a_wait_counts_down(stage: Stage) -> None:
    stage.tell(Go(Goto("pause"))).wait(100)
    assert asked(stage, "pause") == ["WAIT    3m20s left of 5m00s"]


def test_a_message_is_shown_as_it_will_be_sent(stage: Stage) -> None:
    stage.tell(Go(Goto("tell")))
    to, text = asked(stage, "tell")
    assert to == "TO      support"
    assert text.startswith("TEXT    Over since 60. ")


def test_the_close_lists_what_is_unmet_switched_and_skipped(stage: Stage) -> None:
    stage.tell(Answer("breaker", "open")).tell(Skip("size-up", "clear anyway")).tell(Go(Goto("end")))
    assert asked(stage, "end", width=100) == [
        "EXIT    ? not known The Track API answers (track.ok == true (track.ok not known))",
        "EXIT    - not yet Every temporary change reverted (undo.open == 0 (undo.open = 1))",
        "UNDO    Close the circuit breaker",
        "SKIPPED Is it them, or is it us?",
    ]


def test_a_settled_step_tells_how(stage: Stage) -> None:
    stage.tell(Answer("breaker", "closed", "it was closed already"))
    assert asked(stage, "breaker")[0].startswith("[~] mismatch by ana: closed")


def test_a_closed_incident_has_no_step_left(stage: Stage) -> None:
    stage.tell(Go(Goto("end"))).tell(Close("an exercise"))
    assert stage.session.current is None


@pytest.mark.parametrize("width", [30, 46, 78])
def test_no_line_is_wider_than_its_box(stage: Stage, width: int) -> None:
    for step in stage.book.steps.values():
        lines = (
            *told_lines(stage.scene(), stage.session, step, width, ROOM),
            *asked_lines(stage.scene(), stage.session, step, width, ROOM),
        )
        assert max(width_of(line) for line in lines) <= width, step.id

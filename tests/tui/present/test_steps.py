from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from cio_tui.core.commands import Answer, Defer, Go, Skip
from cio_tui.core.session import Mark
from cio_tui.core.step import Goto
from cio_tui.tui.line import text_of, width_of
from cio_tui.tui.present.marks import MARKS
from cio_tui.tui.present.steps import find_step, numbered, step_lines, strip_line, undo_lines
from tests.tui.stage import texts_of

if TYPE_CHECKING:
    from tests.tui.stage import Stage


def rows(stage: Stage, width: int = 44) -> list[str]:
    return texts_of(line for _, line in step_lines(stage.scene(), stage.session, width))


def test_steps_are_numbered_and_the_members_of_a_group_are_lettered(stage: Stage) -> None:
    numbers = {step.id: number for number, step, _ in numbered(stage.book)}
    assert numbers == {
        "breaker": "1", "size-up": "2", "drain": "3", "lines": "4", "settled": "5", "pause": "6",
        "tell": "7", "switch-back": "8", "breaker-closed": "8a", "end": "9",
    }  # fmt: skip


def test_each_step_shows_how_it_stands_by_shape_and_by_word(stage: Stage) -> None:
    stage.wait(75).tell(Answer("breaker", "closed", "was closed")).tell(Skip("size-up", "clear"))
    stage.tell(Defer("drain", "later"))
    stage.wait(5)
    assert rows(stage)[:5] == [
        "[~] 1 Open the circuit breaker     undo open",
        "[-] 2 Is it them, or is it us?       skipped",
        "[>] 3 Drain the queue               deferred",
        "»»» 4 Three things to look at             5s",
        "[ ] 5 Until it answers again",
    ]


def test_the_step_being_looked_at_is_marked(stage: Stage) -> None:
    lines = step_lines(stage.scene(), stage.session, 44, "tell")
    assert [name for name, line in lines if "cursor" in {style for _, style in line}] == ["tell"]


def test_the_strip_has_a_shape_for_every_step_and_says_where_we_are(stage: Stage) -> None:
    stage.tell(Answer("breaker", "open"))
    line = text_of(strip_line(stage.scene(), stage.session, 80))
    assert line.startswith("STEPS x»2«________ ")
    assert line.endswith(" undo list 1  2 of 9  o list")
    assert width_of(((line, ""),)) == 80


@pytest.mark.parametrize("width", [1, 20, 80])
def test_no_line_is_wider_than_there_is_room(stage: Stage, width: int) -> None:
    assert width_of(strip_line(stage.scene(), stage.session, width)) <= width
    assert all(width_of(line) <= width for _, line in step_lines(stage.scene(), stage.session, width))


def test_what_is_switched_stays_on_the_undo_list(stage: Stage) -> None:
    assert texts_of(undo_lines(stage.session, 60)) == ["nothing to undo"]
    stage.tell(Answer("breaker", "open"))
    assert texts_of(undo_lines(stage.session, 60)) == ["↳ Close the circuit breaker  (breaker-closed)"]
    stage.tell(Go(Goto("breaker-closed"))).tell(Answer("breaker-closed", "closed"))
    assert texts_of(undo_lines(stage.session, 60)) == ["nothing to undo"]


@pytest.mark.parametrize(
    ("wanted", "here", "found"),
    [
        ("circuit", "size-up", "breaker-closed"),
        ("circuit", "breaker-closed", "breaker"),
        ("tell", "breaker", "tell"),
        ("nowhere", "breaker", ""),
        ("", "breaker", ""),
    ],
)
def test_a_step_is_found_by_title_or_id_from_here_around_the_end(
    stage: Stage, wanted: str, here: str, found: str
) -> None:
    assert find_step(stage.book, wanted, here) == found


def test_every_mark_has_a_shape_of_its_own_of_one_width() -> None:
    shapes = [glyph.shape for glyph in MARKS.values()]
    assert set(MARKS) == set(Mark)
    assert len(set(shapes)) == len(shapes)
    assert {len(shape) for shape in shapes} == {3}

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from cio_tui.core.commands import AssignRole, Close, Go, Hold, Observe
from cio_tui.core.step import Goto, StepKind
from cio_tui.tui.keys import ANYWHERE, WALK
from cio_tui.tui.line import text_of, width_of
from cio_tui.tui.present.footer import SETTLES, footer_line

if TYPE_CHECKING:
    from tests.tui.stage import Stage


def footer(stage: Stage, width: int = 80, **changes: object) -> str:
    return text_of(footer_line(stage.scene(**changes), stage.session, width)).rstrip()


def test_the_next_key_stands_first_and_the_way_out_is_on_the_line(stage: Stage) -> None:
    stage.tell(AssignRole("ic", "ana"))
    assert footer(stage) == " space answer  c copy  j k look  n note  ? help  u undo  s skip  q leave"


def test_a_role_that_nobody_holds_is_offered(stage: Stage) -> None:
    assert "a roles" in footer(stage)
    stage.tell(AssignRole("ic", "ana"))
    assert "a roles" not in footer(stage, 200)


@pytest.mark.parametrize(
    ("step", "word"),
    [
        ("size-up", "space choose"),
        ("lines", "space confirm next line"),
        ("settled", "space choose or override"),
        ("pause", "space cut short"),
        ("tell", "space I have sent it  c copy"),
        ("end", "space close"),
    ],
)
def test_space_says_what_it_does_on_this_kind_of_step(stage: Stage, step: str, word: str) -> None:
    assert footer(stage.tell(Go(Goto(step)))).startswith(f" {word}")


@pytest.mark.parametrize("step", ["breaker", "size-up", "lines", "settled", "pause", "tell", "end"])
def test_the_five_keys_that_are_enough_fit_beside_every_step(stage: Stage, step: str) -> None:
    line = footer(stage.tell(Go(Goto(step))))
    assert all(key in line for key in ("space ", "j k ", "n note", "? help"))


def test_every_kind_of_step_has_its_word() -> None:
    assert set(SETTLES) == set(StepKind)


def test_a_proposal_and_a_hold_come_before_everything(stage: Stage) -> None:
    stage.fail("track").fail("control").tell(Observe(), by="cio-tui").tell(Hold("legal"))
    assert footer(stage).startswith(" e ESCALATE?  H go on  space answer")


def test_a_reader_is_offered_the_pen_and_nothing_that_would_be_refused(stage: Stage) -> None:
    assert footer(stage, holder="raj") == " j k look  W take the pen  q leave  ? help"


def test_a_closed_incident_takes_notes_only(stage: Stage) -> None:
    stage.tell(Go(Goto("end"))).tell(Close("an exercise"))
    assert footer(stage) == " n note  q leave  ? help"


@pytest.mark.parametrize("width", [1, 7, 20, 40, 80, 200])
def test_keys_are_shown_whole_or_not_at_all(stage: Stage, width: int) -> None:
    line = footer_line(stage.scene(), stage.session, width)
    assert width_of(line) <= width
    assert "…" not in text_of(line)


def test_every_key_on_the_line_is_bound(stage: Stage) -> None:
    bound = {key.label for key in (*WALK, *ANYWHERE)}
    shown = {text for text, style in footer_line(stage.scene(), stage.session, 300) if style == "key"}
    assert shown <= bound

from __future__ import annotations

from typing import TYPE_CHECKING

from cio_tui.core.commands import Go
from cio_tui.core.step import Goto
from cio_tui.tui.present.copying import copy_text

if TYPE_CHECKING:
    from tests.tui.stage import Stage


def test_a_command_is_copied_as_it_would_be_run(stage: Stage) -> None:
    assert copy_text(stage.scene(), stage.session.current) == "flagctl set cio.breaker=open"


def test_a_message_is_copied_filled_in_with_the_fingerprint_of_the_log(stage: Stage) -> None:
    stage.tell(Go(Goto("tell")))
    assert copy_text(stage.scene(), stage.session.current) == f"Over since 60. {stage.session.fingerprint}"


def test_a_step_with_neither_gives_nothing_to_copy(stage: Stage) -> None:
    stage.tell(Go(Goto("lines")))
    assert copy_text(stage.scene(), stage.session.current) == ""
    assert copy_text(stage.scene(), None) == ""

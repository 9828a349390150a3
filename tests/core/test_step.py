from __future__ import annotations

import pytest

from cio_tui.core.step import Goto
from tests.core.books import do, make, switch


@pytest.mark.parametrize("text", ["", "size-up", "runbook:p2", "runbook:p2#monitor"])
def test_where_a_goto_leads_is_read_as_it_is_written(text: str) -> None:
    assert str(Goto.parse(text)) == text


def test_a_step_that_cannot_be_undone_has_no_step_that_undoes_it() -> None:
    steps = make(switch("rotate", "none: it stays") + switch("breaker", "back") + do("back")).steps
    assert (steps["rotate"].undo_step, steps["breaker"].undo_step) == ("", "back")

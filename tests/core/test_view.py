from __future__ import annotations

from typing import TYPE_CHECKING

from cio_tui.core.commands import Answer, Begin, SetVariable
from cio_tui.core.evidence import Evidence
from cio_tui.core.expr import truth
from cio_tui.core.session import Session
from cio_tui.core.view import view
from tests.core.books import do, make, switch
from tests.core.transcript import After

if TYPE_CHECKING:
    from tests.core.conftest import Walk

VARIABLE = '[var.rate]\nprompt = "Rate?"\nkind = "int"\ndefault = 60\n'


def test_before_the_opening_the_session_adds_nothing() -> None:
    assert view(Session({}), Evidence(1.0)) == Evidence(1.0)


def test_expressions_see_what_the_session_knows(walk: Walk) -> None:
    seen = walk(make(VARIABLE + switch("breaker", "back") + do("back") + do("last")))
    seen >> Begin() << "at breaker (start)" >> After(30)
    assert seen.evidence.elapsed == {"breaker": 30.0}
    assert seen.evidence.variables == {"rate": 60}
    seen >> Answer("breaker", "on") << 'breaker attested "on"' << "undo list: + back" << "at last (next)"
    seen >> SetVariable("rate", "70") << "rate = 70"
    assert seen.evidence.variables == {"rate": 70}
    assert seen.evidence.undo_open == ("back",)
    assert seen.session.has_to_undo("back")
    down = seen.session.runbook.facts["down"]
    assert truth(down.when, seen.evidence) is None


def test_a_value_that_the_log_must_not_hold_wins_over_its_hash(walk: Walk) -> None:
    hashed = walk(make(VARIABLE.replace('"int"\ndefault = 60', '"text"'))) >> SetVariable("rate", "person:12")
    hashed.skip_ahead()
    shown = view(hashed.session, Evidence(1.0, variables={"rate": "amira@example.com"}))
    assert shown.variables == {"rate": "amira@example.com"}

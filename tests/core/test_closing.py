from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from cio_tui.core import events
from cio_tui.core.closing import Criterion, OpenEnds, open_ends
from cio_tui.core.commands import Answer, Begin, Close, Defer, Skip
from cio_tui.core.errors import ReasonNeeded
from tests.core.books import do, make, switch

if TYPE_CHECKING:
    from tests.core.conftest import Walk
    from tests.core.transcript import Transcript


def closing(walk: Transcript) -> events.IncidentClosed:
    closed = walk.log[-1].event
    assert isinstance(closed, events.IncidentClosed)
    return closed


def test_what_is_all_met_is_closed_without_a_reason(walk: Walk) -> None:
    clean = walk(make(do("first")))
    clean >> Begin() << "at first (start)"
    clean >> Answer("first", "seen") << 'first attested "seen"' << "at close (next)"
    assert open_ends(clean.session, clean.evidence).is_clean
    clean >> Close() << 'close attested "close"' << "closed"
    assert closing(clean) == events.IncidentClosed(met=("all is switched back",))
    assert clean.session.step == ""


def test_what_is_open_is_named_and_needs_a_reason(walk: Walk) -> None:
    steps = switch("breaker", "back") + do("back") + do("first") + do("second")
    left = walk(make(steps)) >> Begin() << "at breaker (start)"
    left >> Answer("breaker", "on") << 'breaker attested "on"' << "undo list: + back" << "at first (next)"
    left >> Skip("first", "no time") << "skipped first - no time" << "at second (next)"
    left >> Defer("second", "later") << "deferred second - later" << "at second (deferred)"
    left >> Defer("second", "never") << "deferred second - never" << "at close (return)"
    open_things = "still on the undo list: 1, exit criteria not met: 1, skipped: 1, deferred: 1"
    with pytest.raises(ReasonNeeded, match=rf"Closing needs a reason \({open_things}\)\."):
        left >> Close()
    left >> Close("OPS-9 has it") << 'close attested "close"' << "closed over 4 open items - OPS-9 has it"
    assert closing(left) == events.IncidentClosed(
        unmet=("all is switched back",),
        undo_open=("a#back",),
        skipped=("a#first",),
        deferred=("a#second",),
        reason="OPS-9 has it",
    )


@pytest.mark.parametrize(
    ("ends", "sentence"),
    [
        (OpenEnds((), ("a#back",), (), ()), "still on the undo list: 1"),
        (OpenEnds((Criterion("x", None, ""),), (), (), ()), "exit criteria not met: 1"),
        (OpenEnds((), (), ("a#one", "a#two"), ()), "skipped: 2"),
        (OpenEnds((), (), (), ("a#one",)), "deferred: 1"),
    ],
)
def test_only_what_is_open_is_named(ends: OpenEnds, sentence: str) -> None:
    assert ends.summary == sentence


def test_a_criterion_says_how_it_stands_with_its_values(walk: Walk) -> None:
    empty = walk(make("")) >> Begin() << "at close (start)"
    ends = open_ends(empty.session, empty.evidence)
    assert ends.criteria == (Criterion("all is switched back", True, "undo.open == 0 (undo.open = 0)"),)


def test_a_criterion_that_is_not_known_is_not_met() -> None:
    ends = OpenEnds((Criterion("empty", None, "queue.depth not known"),), (), (), ())
    assert (ends.unmet, ends.is_clean) == (("empty",), False)

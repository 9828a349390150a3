from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from cio_tui.core.commands import (
    Amend,
    Answer,
    Begin,
    Choose,
    Close,
    Confirm,
    Defer,
    GoBack,
    MarkReviewed,
    Observe,
    Skip,
    WriteNote,
)
from cio_tui.core.decide import ALLOWED
from cio_tui.core.errors import Refused
from cio_tui.core.step import StepKind
from tests.core.books import do, group, make
from tests.core.transcript import After

if TYPE_CHECKING:
    from cio_tui.core.commands import StepCommand
    from tests.core.conftest import Walk

STEPS = {
    StepKind.DO: do("it"),
    StepKind.DECIDE: '[[step]]\nid = "it"\nkind = "decide"\ntitle = "It"\nbranch = [{ label = "x", goto = "close" }]\n',
    StepKind.WATCH: '[[step]]\nid = "it"\nkind = "watch"\ntitle = "It"\nuntil = "down"\n',
    StepKind.WAIT: '[[step]]\nid = "it"\nkind = "wait"\ntitle = "It"\nfor = "5m"\n',
    StepKind.NOTIFY: '[[step]]\nid = "it"\nkind = "notify"\ntitle = "It"\ntemplate = "x"\n',
    StepKind.CHECK: '[[step]]\nid = "it"\nkind = "check"\ntitle = "It"\nlines = ["one"]\n',
    StepKind.GROUP: group("it", "member") + do("member"),
    StepKind.CLOSE: "",
}
COMMANDS: list[StepCommand] = [
    Answer("it", "seen", "why"),
    Confirm("it", 1),
    Choose("it", 1, "why"),
    Skip("it", "why"),
    Defer("it", "why"),
]


@pytest.mark.parametrize("kind", StepKind)
@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: type(command).__name__)
def test_the_table_says_which_command_settles_which_kind_of_step(
    kind: StepKind, command: StepCommand, walk: Walk
) -> None:
    begun = (walk(make(STEPS[kind])) >> Begin()).skip_ahead()
    if kind is StepKind.CLOSE:
        command = type(command)("close", *[getattr(command, name) for name in command.__slots__[1:]])
    before = begun.session.seq
    if type(command) in ALLOWED[kind] and not (kind is StepKind.WATCH and isinstance(command, Choose)):
        begun >> command
        assert begun.session.seq > before
    else:
        with pytest.raises(Refused):
            begun >> command
    begun.skip_ahead()


def test_only_the_current_step_can_be_settled(walk: Walk) -> None:
    first = walk(make(do("first") + do("second")))
    with pytest.raises(Refused, match="No step is open yet"):
        first >> Answer("first", "seen")
    first >> Begin() << "at first (start)"
    with pytest.raises(Refused, match="The current step is first; go to second first"):
        first >> Answer("second", "seen")


def test_a_closed_incident_takes_notes_and_corrections_and_nothing_else(walk: Walk) -> None:
    closed = (
        walk(make("")) >> Begin() << "at close (start)" >> Close() << 'close attested "close"' << "closed"
    )
    for command in (Begin(), Answer("close", "x"), GoBack(), Close()):
        with pytest.raises(Refused, match="closed and its log sealed"):
            closed >> command
    closed >> After(3600)
    assert closed.session.closed is not None
    closed >> WriteNote("reviewed") << "note: reviewed"
    closed >> MarkReviewed("with bo") << "reviewed - with bo"
    closed >> Amend(1, "label", "prod-eu") << "amended event 1: label is prod-eu"


def test_before_the_first_step_the_clock_goes_on(walk: Walk) -> None:
    cadence = '[timer.cadence]\nfrom = "incident.opened"\nevery = "30m"\ntext = "due now"\n'
    walk(make(cadence)) >> Observe() >> After(1800) << "due: due now"

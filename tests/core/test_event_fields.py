from __future__ import annotations

from datetime import UTC, datetime
from typing import get_args

import pytest

from cio_tui.core.codec import ENVELOPE
from cio_tui.core.event_fields import SHAPES, own_fields, plain, read_event
from cio_tui.core.events import Event, Milestone, Note, StepDone, StepEntered, Unrecognized, VarSet


def test_every_event_can_be_read_and_keeps_clear_of_the_envelope() -> None:
    assert {make for make, _ in SHAPES.values()} == {
        shape for shape in get_args(Event) if shape is not Unrecognized
    }
    for make, shape in SHAPES.values():
        assert make in get_args(Event)
        assert not {name for name, _, _ in shape} & set(ENVELOPE)


def test_empty_defaults_are_left_out_and_others_are_written() -> None:
    assert list(own_fields(Note("hello"))) == [("text", "hello")]
    assert list(own_fields(Note(""))) == [("text", "")]
    done = StepDone("a", "sensed", mismatch=True)
    assert list(own_fields(done)) == [("step", "a"), ("how", "sensed"), ("mismatch", True)]
    assert dict(own_fields(StepEntered("a"))) == {"step": "a", "why": "next"}


def test_what_could_act_on_a_terminal_does_not_come_out_of_a_log() -> None:
    event, unknown = read_event("note", {"text": "\x1b[31m", "more": "\x9b"})
    assert event == Note("␛[31m")
    assert unknown == {"more": "␛["}


@pytest.mark.parametrize("value", [True, 3, 2.5, "us", ("us", "eu"), ()])
def test_a_variable_keeps_its_type(value: bool | float | str | tuple[str, ...]) -> None:
    written = [value for _, value in own_fields(VarSet("x", value))]
    event, _ = read_event("var.set", {"var": "x", "value": plain(written[1])})
    assert event == VarSet("x", value)
    assert isinstance(event, VarSet)
    assert type(event.value) is type(value)


MISFITS = {
    "an unknown kind": ("hypothesis", {"text": "x"}),
    "a missing field": ("step.done", {"step": "a"}),
    "a word we do not know": ("step.done", {"step": "a", "how": "telepathy"}),
    "a number for a text": ("note", {"text": 3}),
    "a text for a number": ("released", {"seconds": "3"}),
    "a truth for a count": ("amend", {"amends": True, "name": "x", "value": "y"}),
    "mixed lists": ("notify.sent", {"step": "a", "text": "x", "audience": ["a", 1]}),
    "a time without a zone": ("milestone", {"name": "x", "happened_at": datetime(2026, 1, 1)}),  # noqa: DTZ001
}


@pytest.mark.parametrize(("kind", "table"), MISFITS.values(), ids=MISFITS.keys())
def test_what_does_not_fit_is_kept_as_it_stands(kind: str, table: dict[str, object]) -> None:
    event, unknown = read_event(kind, table)
    assert event == Unrecognized(kind, table)
    assert dict(own_fields(event)) == table
    assert unknown == {}


def test_further_keys_are_handed_back() -> None:
    moment = datetime(2026, 11, 21, tzinfo=UTC)
    event, unknown = read_event("milestone", {"name": "x", "happened_at": moment, "mood": "calm"})
    assert event == Milestone("x", moment)
    assert unknown == {"mood": "calm"}

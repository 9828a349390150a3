from __future__ import annotations

from datetime import UTC, datetime
from typing import get_args

import pytest

from cio_tui.core.codec import ENVELOPE
from cio_tui.core.event_fields import SHAPES, plain_event, read_event
from cio_tui.core.events import Event, Milestone, Note, StepDone, Unrecognized, VarSet


def test_every_event_can_be_read_and_keeps_clear_of_the_envelope() -> None:
    assert {make for make, _ in SHAPES.values()} == {
        shape for shape in get_args(Event) if shape is not Unrecognized
    }
    for make, shape in SHAPES.values():
        assert make in get_args(Event)
        assert not {name for name, _, _ in shape} & set(ENVELOPE)


def test_empty_defaults_are_left_out_and_others_are_written() -> None:
    assert plain_event(Note("hello")) == {"text": "hello"}
    assert plain_event(StepDone("a", "sensed", mismatch=True)) == {
        "step": "a",
        "how": "sensed",
        "mismatch": True,
    }
    assert plain_event(Note("")) == {"text": ""}


def test_what_could_act_on_a_terminal_never_reaches_the_log() -> None:
    assert plain_event(Note("a\x1b]0;x\x07\x9bb\ud800")) == {"text": "a␛]0;x␇␛[b�"}
    assert plain_event(Unrecognized("x", {"a\x1b": ["\x1b", {"b": "\r"}]})) == {"a␛": ["␛", {"b": "␍"}]}


def test_nor_does_it_come_out_of_one() -> None:
    event, unknown = read_event("note", {"text": "\x1b[31m", "more": "\x9b"})
    assert event == Note("␛[31m")
    assert unknown == {"more": "␛["}


@pytest.mark.parametrize("value", [True, 3, 2.5, "us", ("us", "eu"), ()])
def test_a_variable_keeps_its_type(value: bool | float | str | tuple[str, ...]) -> None:
    event, _ = read_event("var.set", plain_event(VarSet("x", value)))
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
    "a time without a zone": ("milestone", {"name": "x", "happened_at": datetime(2026, 1, 1)}),
}


@pytest.mark.parametrize(("kind", "table"), MISFITS.values(), ids=MISFITS.keys())
def test_what_does_not_fit_is_kept_as_it_stands(kind: str, table: dict[str, object]) -> None:
    event, unknown = read_event(kind, table)
    assert event == Unrecognized(kind, table)
    assert plain_event(event) == table
    assert unknown == {}


def test_further_keys_are_handed_back() -> None:
    moment = datetime(2026, 11, 21, tzinfo=UTC)
    event, unknown = read_event("milestone", {"name": "x", "happened_at": moment, "mood": "calm"})
    assert event == Milestone("x", moment)
    assert unknown == {"mood": "calm"}

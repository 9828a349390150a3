from __future__ import annotations

import pytest

from cio_tui.core.expr import ExpressionError, Vocabulary
from cio_tui.core.expr.vocabulary import hint
from cio_tui.core.probe import Unit


@pytest.mark.parametrize(
    ("name", "unit"),
    [
        ("track.ms", Unit.MILLISECONDS),
        ("undo.open", Unit.COUNT),
        ("step.size-up.elapsed", Unit.SECONDS),
        ("step.5xx.elapsed", Unit.SECONDS),
        ("step.nowhere.elapsed", None),
        ("step.elapsed", None),
        ("step.size-up", None),
        ("track", None),
    ],
)
def test_a_name_has_a_unit_or_is_unknown(name: str, unit: Unit | None, vocabulary: Vocabulary) -> None:
    assert vocabulary.unit(name) is unit


def test_without_steps_there_is_nothing_to_undo() -> None:
    bare = Vocabulary({"ms": Unit.MILLISECONDS}, history=False)

    assert bare.unit("undo.open") is None
    assert bare.names() == ["ms"]


def test_every_name_it_lists_has_a_unit(vocabulary: Vocabulary) -> None:
    assert {"undo.open", "step.breaker.elapsed", "track.ok"} <= set(vocabulary.names())
    assert all(vocabulary.unit(name) for name in vocabulary.names())


def test_a_hint_is_given_only_when_something_is_near() -> None:
    assert hint("trak.ok", ["track.ok", "app.ok"]) == "; did you mean track.ok?"
    assert hint("zzz", ["track.ok", "app.ok"]) == ""


def test_an_error_prints_with_its_column() -> None:
    assert str(ExpressionError("a sentence", 7)) == "column 7: a sentence"

from __future__ import annotations

from cio_tui.core.reading import Verdict
from cio_tui.core.verdict_shapes import SHAPES


def test_every_verdict_has_a_shape_of_its_own() -> None:
    assert list(SHAPES) == [verdict.value for verdict in Verdict]
    assert len(set(SHAPES.values())) == len(Verdict)


def test_a_verdict_finds_its_shape_as_a_word_and_as_a_verdict() -> None:
    assert SHAPES[Verdict.UNKNOWN] == SHAPES["unknown"] == "?"

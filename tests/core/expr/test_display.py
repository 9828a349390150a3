from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from cio_tui.core.expr.display import quote, say

if TYPE_CHECKING:
    from cio_tui.core.reading import Value


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (True, "true"),
        (1240, "1240"),
        (1240.0, "1240"),
        (1240.38, "1240.4"),
        (44.981, "44.98"),
        (0.034567891, "0.034568"),
        (-12.5, "-12.5"),
        ("dns", "'dns'"),
        ("none", "none"),
        ("it's", '"it\'s"'),
        ("a\x1b[2Jb\nc", "'a␛[2Jb c'"),
        (("a", "b"), "['a', 'b']"),
        ((), "[]"),
        (tuple("abcdef"), "['a', 'b', 'c', 'd', 'e', …]"),
    ],
)
def test_a_reason_shows_values_as_they_would_be_typed(value: Value, shown: str) -> None:
    assert quote(value) == shown


def test_a_long_text_is_cut_in_a_reason() -> None:
    assert quote("x" * 5000) == f"'{'x' * 59}…'"


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("track.ms", 1240, "1,240"),
        ("track.ms", 1240.6, "1,241"),
        ("track.age", 4.16, "4.2"),
        ("queue.growth", 0.0345, "0.035"),
        ("latency.rate_failed", 0.034, "3.4 %"),
        ("latency.rate_failed", 0, "0 %"),
        ("delivery.attempted_unsent", 1, "100 %"),
        ("errors.rate", 0.034, "3.4 %"),
        ("errors.rate", 0.00031, "0.031 %"),
        ("errors.rate", 3, "3"),
        ("errors.rate", 1.7, "1.7"),
        ("threshold.bounce_rate", 0.05, "5 %"),
        ("var.drain_rate", 0.5, "0.5"),
        ("track.workspace_id", 123456, "123456"),
        ("track.ok", False, "false"),
        ("track.error", "dns", "dns"),
        ("dns.failed", ("a", "b"), "a, b"),
        ("dns.failed", (), "none"),
    ],
)
def test_a_sentence_shows_values_as_people_say_them(name: str, value: Value, said: str) -> None:
    assert say(name, value) == said

from __future__ import annotations

import pytest

from cio_tui.core.expr import Expression, Vocabulary, names, parse, stables
from cio_tui.core.expr.tree import Constant, Name, levels, look_up_of, walk


@pytest.mark.parametrize(
    ("text", "space", "key"),
    [
        ("ms", "", "ms"),
        ("track.ms", "track", "ms"),
        ("var.drain_rate", "var", "drain_rate"),
        ("step.size-up.elapsed", "step", "size-up"),
        ("undo.open", "undo", "open"),
    ],
)
def test_a_name_says_where_to_look_it_up(text: str, space: str, key: str) -> None:
    assert look_up_of(text) == Name(text, space, key)


def test_names_are_collected_from_every_kind_of_part(vocabulary: Vocabulary) -> None:
    expression = parse(
        "not track.ok or stable(refused, '5m') and 'a' in dns.failed and track.ms > 3 and undo.has('breaker')"
        " or track.status in [200] or undo.open == 0",
        vocabulary,
    )

    assert names(expression) == {
        "track.ok",
        "refused",
        "dns.failed",
        "track.ms",
        "track.status",
        "undo.open",
    }


def test_every_stable_is_found_also_one_inside_another(vocabulary: Vocabulary) -> None:
    expression = parse("stable(stable(track.ok, '5m') and refused, '90s')", vocabulary)

    assert stables(expression) == (
        (parse("stable(track.ok, '5m') and refused", vocabulary), 90.0),
        (parse("track.ok", vocabulary), 300.0),
    )


def test_walking_goes_in_the_order_of_the_source(vocabulary: Vocabulary) -> None:
    tree = parse("track.ms > 3 and not refused", vocabulary).tree

    assert [node for node in walk(tree) if isinstance(node, Name | Constant)] == [
        look_up_of("track.ms"),
        Constant(3),
        look_up_of("refused"),
    ]
    assert [level for _, level in levels(tree)] == [1, 2, 3, 3, 2, 3]


def test_expressions_are_equal_when_they_read_the_same() -> None:
    assert Expression("a", look_up_of("a")) == Expression("a", look_up_of("b"))
    assert len({Expression("a", look_up_of("a")), Expression("a", look_up_of("b"))}) == 1

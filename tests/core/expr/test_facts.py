from __future__ import annotations

import pytest

from cio_tui.core.expr import Vocabulary, check_facts, parse
from cio_tui.core.probe import Unit


def check(**facts: str) -> dict[str, str]:
    vocabulary = Vocabulary(dict.fromkeys([*facts, "x"], Unit.FLAG))
    return dict(check_facts({name: parse(text, vocabulary) for name, text in facts.items()}))


def test_facts_may_name_facts() -> None:
    assert check(a="b and c", b="c or x", c="not x") == {}


@pytest.mark.parametrize(
    ("facts", "faults"),
    [
        ({"a": "x and a"}, {"a": "a → a"}),
        ({"a": "b", "b": "c", "c": "stable(a, '5m')"}, {"a": "a → b → c → a"}),
        ({"a": "b", "b": "c or x", "c": "b"}, {"b": "b → c → b"}),
        ({"a": "b", "b": "a", "c": "a and c"}, {"a": "a → b → a", "c": "c → c"}),
        ({"a": "b", "b": "b", "c": "x and not a"}, {"b": "b → b"}),
    ],
)
def test_each_circle_is_told_and_what_only_rests_on_one_is_not(
    facts: dict[str, str], faults: dict[str, str]
) -> None:
    expected = {fact: f"facts that depend on one another: {circle}" for fact, circle in faults.items()}

    assert check(**facts) == expected


def test_a_chain_too_long_to_evaluate_is_told_where_it_gets_too_long() -> None:
    chain = {f"f{n}": f"not f{n - 1}" for n in range(1, 60)}

    assert check(f0="x", **chain) == {"f25": "f25 and the facts in it are nested more than 100 levels deep"}


def test_thousands_of_circles_are_not_told_one_by_one() -> None:
    assert len(check(**{f"f{n}": f"f{n}" for n in range(3000)})) == 20

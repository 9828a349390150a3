from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from cio_tui.core.evidence import Evidence
from cio_tui.core.expr import Expression, Vocabulary, check_facts, explain, parse, truth
from cio_tui.core.expr.cursor import MOST_NESTED
from cio_tui.core.expr.evaluation import value_of
from cio_tui.core.expr.facts import MOST_LEVELS
from cio_tui.core.probe import Unit
from cio_tui.core.reading import Verdict

if TYPE_CHECKING:
    from cio_tui.core.reading import Value
    from tests.core.expr.conftest import Observe

OPEN = Vocabulary(dict.fromkeys(("a", "b", "text", "number", "flag", "list", "nothing"), Unit.ANY))
VALUES: dict[str, Value] = {"text": "5", "number": 5, "flag": True, "list": ("a", "b")}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("true and nothing == 1", None),
        ("false and nothing == 1", False),
        ("nothing == 1 and false", False),
        ("nothing == 1 or true", True),
        ("nothing == 1 or false", None),
        ("not nothing == 1", None),
        ("not true", False),
        ("nothing", None),
        ("nothing == nothing", None),
        ("nothing != 1", None),
        ("nothing in [1, 2]", None),
        ("nothing not in [1, 2]", None),
        ("'a' in nothing", None),
        ("nothing in list", None),
    ],
)
def test_unknown_decides_nothing_and_hides_nothing(text: str, expected: bool | None) -> None:
    assert truth(parse(text, OPEN), Evidence(mono=0.0, settings=VALUES)) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("number == 5", True),
        ("number != 5", False),
        ("number < 5.5", True),
        ("number <= 5", True),
        ("number > 5", False),
        ("number >= 5", True),
        ("text == '5'", True),
        ("text == 5", None),
        ("text != 5", None),
        ("text > 4", None),
        ("text < number", None),
        ("text > text", None),
        ("flag == true", True),
        ("flag == 1", None),
        ("number == true", None),
        ("flag > flag", None),
        ("flag != false", True),
        ("list == 'a'", None),
        ("list == list", None),
        ("number in [4, 5]", True),
        ("number in [4, 6]", False),
        ("number not in [4, 6]", True),
        ("text in [4, 5]", None),
        ("flag in [1, 0]", None),
        ("'a' in list", True),
        ("'c' in list", False),
        ("'c' not in list", True),
        ("number in list", None),
        ("'a' in number", None),
    ],
)
def test_only_like_is_compared_with_like(text: str, expected: bool | None) -> None:
    assert truth(parse(text, OPEN), Evidence(mono=0.0, settings=VALUES)) is expected


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (True, True),
        (False, False),
        (1, True),
        (0, False),
        (0.0, False),
        (-0.5, True),
        (float("nan"), None),
        ("dns", True),
        ("none", False),
        ("", False),
        (("a",), True),
        ((), False),
    ],
)
def test_a_lone_name_is_true_when_it_says_something(value: Value, expected: bool | None) -> None:
    evidence = Evidence(mono=0.0, settings={"a": value})

    assert truth(parse("a", OPEN), evidence) is expected


@pytest.mark.parametrize("text", ["a == a", "a > 1", "a < 1", "a != 1", "1 <= a", "a in [1, 2]"])
def test_what_is_not_a_number_compares_with_nothing(text: str) -> None:
    assert truth(parse(text, OPEN), Evidence(mono=0.0, settings={"a": float("nan")})) is None


def test_the_text_none_is_none(vocabulary: Vocabulary, observe: Observe) -> None:
    evidence = observe(error="none")

    assert truth(parse("track.error == none", vocabulary), evidence) is True
    assert truth(parse("track.error in ['none']", vocabulary), evidence) is True
    assert truth(parse("track.error", vocabulary), evidence) is False


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("track.status", 503),
        ("track.age", 10.0),
        ("track.verdict", "failing"),
        ("track.ms", None),
        ("tls.days_left", None),
        ("var.drain_rate", 60),
        ("config.region", "eu"),
        ("threshold.queue_depth", None),
        ("undo.open", 1),
        ("step.size-up.elapsed", 90.0),
        ("step.breaker.elapsed", None),
        ("refused", False),
        ("track_down", True),
        ("undo.has('breaker')", True),
        ("undo.has('size-up')", False),
        ("true", True),
    ],
)
def test_each_name_is_looked_up_in_its_place(
    name: str, value: Value | None, vocabulary: Vocabulary, observe: Observe
) -> None:
    evidence = observe(Verdict.FAILING, ok=False, status=503, ms=None)

    assert value_of(parse(name, vocabulary).tree, evidence, {}) == value


@pytest.mark.parametrize("name", ["track.status", "track.age", "track.verdict", "refused", "track_down"])
def test_a_stale_reading_says_nothing(name: str, vocabulary: Vocabulary, observe: Observe) -> None:
    stale = observe(ok=False, status=503)._replace(mono=1036.0)

    assert value_of(parse(name, vocabulary).tree, stale, {}) is None


def test_a_verdict_of_unknown_is_unknown(vocabulary: Vocabulary, observe: Observe) -> None:
    assert truth(parse("track.verdict != 'ok'", vocabulary), observe(Verdict.UNKNOWN, ok=True)) is None


@pytest.mark.parametrize(
    ("ok", "since", "expected"),
    [
        (True, 700.0, True),
        (True, 700.1, False),
        (True, None, False),
        (False, 700.0, False),
        (None, 700.0, None),
    ],
)
def test_stable_waits_for_the_whole_time(
    ok: bool | None, since: float | None, expected: bool | None, vocabulary: Vocabulary, observe: Observe
) -> None:
    evidence = observe(ok=ok)._replace(held={} if since is None else {"track.ok": since})

    assert truth(parse("stable(track.ok, '5m')", vocabulary), evidence) is expected
    assert truth(parse("steady", vocabulary), evidence) is expected


def test_facts_that_lead_back_to_themselves_are_unknown() -> None:
    condition = parse("a and not b", OPEN)
    evidence = Evidence(mono=0.0, facts={"a": parse("b", OPEN), "b": parse("a", OPEN)})

    assert truth(condition, evidence) is None
    assert (
        explain(condition, evidence) == "a and not b (a not known (b not known (a not known)), b not known)"
    )


def test_facts_cost_no_more_than_their_number() -> None:
    vocabulary = Vocabulary({f"f{n}": Unit.FLAG for n in range(40)})
    facts = {f"f{n}": parse(f"f{n - 1} and f{n - 1} and f{n - 1}", vocabulary) for n in range(1, 40)}
    facts["f0"] = parse("true", vocabulary)
    evidence = Evidence(mono=0.0, facts=facts)

    assert truth(facts["f39"], evidence) is True  # 3 ** 39 evaluations, were they not remembered


@pytest.mark.parametrize("value", [True, False, None])
def test_the_deepest_condition_on_the_deepest_facts_stays_within_the_stack(value: bool | None) -> None:
    vocabulary = Vocabulary({"a": Unit.ANY} | {f"f{n}": Unit.FLAG for n in range(MOST_LEVELS)})
    facts: dict[str, Expression] = {"f0": parse("a or a", vocabulary)}
    while not check_facts(facts):
        deepest = f"f{len(facts) - 1}"
        facts[f"f{len(facts)}"] = parse(f"a == true and not {deepest}", vocabulary)
    facts.pop(next(iter(check_facts(facts))))
    text = f"f{len(facts) - 1}"
    for level in range(MOST_NESTED):
        text = f"a or a and ({text}) == true" if level % 2 else f"a and a or ({text}) in [true]"
    condition = parse(text, vocabulary)
    evidence = Evidence(mono=0.0, facts=facts, settings={} if value is None else {"a": value})

    assert explain(condition, evidence).startswith(condition.text)
    assert truth(condition, evidence) is value

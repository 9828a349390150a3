from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

from cio_tui.core.evidence import Evidence
from cio_tui.core.expr import Vocabulary, parse, truth
from cio_tui.core.held import held
from cio_tui.core.probe import Unit

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from cio_tui.core.reading import Value

VOCABULARY = Vocabulary({"up": Unit.FLAG, "rate": Unit.SHARE, "fact": Unit.FLAG})
UP = parse("up", VOCABULARY)
NESTED = parse("stable(rate < 1% and stable(up, '5m'), '10m')", VOCABULARY)


def at(mono: float, **values: Value) -> Evidence:
    return Evidence(mono=mono, settings=values)


def test_a_condition_is_held_from_the_moment_it_is_seen_true() -> None:
    first = held([UP], at(10.0, up=True), {})

    assert first == {"up": 10.0}
    assert held([UP], at(70.0, up=True), first) == {"up": 10.0}


def test_false_breaks_it_and_it_starts_anew() -> None:
    broken = held([UP], at(70.0, up=False), {"up": 10.0})

    assert broken == {}
    assert held([UP], at(80.0, up=True), broken) == {"up": 80.0}


def test_unknown_breaks_it_too() -> None:
    assert held([UP], at(70.0), {"up": 10.0}) == {}


def test_what_is_no_longer_asked_for_is_forgotten() -> None:
    assert held([], at(70.0, up=True), {"up": 10.0}) == {}


def test_what_stands_inside_stable_is_watched_at_every_depth() -> None:
    outer, inner = "rate < 0.01 and stable(up, '5m')", "up"

    started = held([NESTED], at(0.0, up=True, rate=0.0), {})
    assert started == {inner: 0.0}

    later = held([NESTED], at(300.0, up=True, rate=0.0), started)
    assert later == {inner: 0.0, outer: 300.0}

    last = held([NESTED], at(900.0, up=True, rate=0.0), later)
    assert last == {inner: 0.0, outer: 300.0, NESTED.text: 900.0}

    assert held([NESTED], at(901.0, up=True, rate=0.5), last) == {inner: 0.0}


def test_what_stands_inside_the_stable_of_a_fact_is_watched() -> None:
    evidence = Evidence(
        mono=5.0, settings={"up": True}, facts={"fact": parse("stable(up, '5m')", VOCABULARY)}
    )

    assert held([parse("fact", VOCABULARY)], evidence, {}) == {"up": 5.0}


@given(st.lists(st.sampled_from([True, False, None]), max_size=20))
def test_stable_is_true_exactly_after_an_unbroken_run(seen: Sequence[bool | None]) -> None:
    condition = parse("stable(up, '3s')", VOCABULARY)
    since: Mapping[str, float] = {}
    run = 0
    for second, up in enumerate(seen):
        now = at(float(second), **({} if up is None else {"up": up}))
        since = held([condition], now, since)
        run = run + 1 if up else 0
        answer = truth(condition, Evidence(mono=now.mono, settings=now.settings, held=since))
        assert answer is (up if not up else run > 3)

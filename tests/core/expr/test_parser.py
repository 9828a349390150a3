from __future__ import annotations

import pytest

from cio_tui.core.expr import ExpressionError, Vocabulary, parse
from cio_tui.core.expr.tree import (
    Comparison,
    Constant,
    Junction,
    Membership,
    Not,
    Stable,
    UndoHas,
    look_up_of,
)
from cio_tui.core.probe import Unit


def test_and_binds_tighter_than_or_and_not_tighter_than_both(vocabulary: Vocabulary) -> None:
    ok, refused, down = look_up_of("track.ok"), look_up_of("refused"), look_up_of("track_down")

    assert parse("track.ok or not refused and track_down", vocabulary).tree == Junction(
        "or", (ok, Junction("and", (Not(refused), down)))
    )


def test_each_form_has_its_node(vocabulary: Vocabulary) -> None:
    status = look_up_of("track.status")

    assert parse("track.status != 200", vocabulary).tree == Comparison("!=", status, Constant(200))
    assert parse("track.status not in [200, 204]", vocabulary).tree == Not(Membership(status, (200, 204)))
    assert parse("'a' in dns.failed", vocabulary).tree == Membership(Constant("a"), look_up_of("dns.failed"))
    assert parse("undo.has('breaker')", vocabulary).tree == UndoHas("breaker")
    assert parse("stable(refused, '10m')", vocabulary).tree == Stable(parse("refused", vocabulary), 600.0)
    assert parse("stable(refused, 10m)", vocabulary).tree == Stable(parse("refused", vocabulary), 600.0)


@pytest.mark.parametrize(
    ("source", "column", "message"),
    [
        ("", 1, "the condition is empty"),
        (" \n ", 1, "the condition is empty"),
        ("track.ok and", 13, "expected a name or a value, not the end"),
        ("and track.ok", 1, "expected a name or a value, not 'and'"),
        ("track.ok or or refused", 13, "expected a name or a value, not 'or'"),
        ("track.ms > ", 12, "expected a name or a value, not the end"),
        ("track.ms > ]", 12, "expected a name or a value, not ']'"),
        ("track.ok refused", 10, "expected 'and', 'or' or the end, not 'refused'"),
        ("track.ok)", 9, "this parenthesis was never opened"),
        ("(track.ok", 1, "this parenthesis is never closed"),
        ("track.ok or (refused and (track_down)", 13, "this parenthesis is never closed"),
        ("(track.ok refused)", 11, "expected 'and', 'or' or ')', not 'refused'"),
        ("1 < track.ms < 5", 14, "comparisons do not chain; join two of them with and"),
        ("track.ok == true in [true]", 18, "comparisons do not chain; join two of them with and"),
        ("track.status in [1] not in [2]", 21, "comparisons do not chain; join two of them with and"),
        ("track.status not [200]", 18, "expected in after not, as in: name not in [a, b]"),
        ("track.status in 200", 17, "200 is no list; write in [a, b], or in and a name that is a list"),
        ("track.status in [", 18, "a list holds numbers, quoted texts, durations, true, false or none"),
        ("track.status in []", 18, "a list holds numbers, quoted texts, durations, true, false or none"),
        ("track.status in [200,]", 22, "a list holds numbers, quoted texts, durations, true, false or none"),
        ("track.error in [dns]", 17, "a list holds numbers, quoted texts, durations, true, false or none"),
        ("track.status in [200 204]", 22, "expected , or ] in the list"),
        ("trak.status == 200", 1, "unknown name trak.status; did you mean track.status?"),
        ("track.ok or app.ok", 13, "unknown name app.ok"),
        ("zzzzzz", 1, "unknown name zzzzzz"),
        ("track.ok == True", 13, "unknown name True; did you mean true?"),
        ("track.ok AND refused", 10, "expected 'and', 'or' or the end, not 'AND'"),
        ("track.ms - 3 > 2", 10, "expected 'and', 'or' or the end, not '-'"),
        (
            "step.size-upp.elapsed > 5m",
            1,
            "unknown name step.size-upp.elapsed; did you mean step.size-up.elapsed?",
        ),
        (
            "elapsed('size-up') > 5",
            1,
            "unknown function elapsed; there are stable(condition, '10m') and undo.has('step')",
        ),
        ("stable(track.ok)", 16, "expected , and a duration, as in stable(condition, '10m')"),
        (
            "stable(track.ok, '10 m')",
            18,
            "'10 m' is not a duration: write a number and ms, s, m, h or d, such as 5m",
        ),
        ("stable(track.ok, )", 18, "')' is not a duration: write a number and ms, s, m, h or d, such as 5m"),
        ("stable(track.ok, '10m'", 23, "expected ) to close stable("),
        (
            "stable(3, '10m')",
            8,
            "3 alone decides nothing; compare it, or write name in [a, b] for several values",
        ),
        ("undo.has(breaker)", 10, "expected the id of a step in quotes, as in undo.has('breaker')"),
        ("undo.has('braeker')", 10, "no step is called braeker; did you mean breaker?"),
        ("undo.has('breaker'", 19, "expected ) to close undo.has("),
    ],
)
def test_a_fault_has_its_column_and_a_sentence(
    source: str, column: int, message: str, vocabulary: Vocabulary
) -> None:
    with pytest.raises(ExpressionError) as caught:
        parse(source, vocabulary)

    assert (caught.value.column, caught.value.message) == (column, message)


def test_the_rules_of_a_probe_cannot_ask_for_a_history() -> None:
    with pytest.raises(ExpressionError) as caught:
        parse("ms > 3 and stable(ms > 800, '5m')", Vocabulary({"ms": Unit.MILLISECONDS}, history=False))

    assert caught.value.column == 12
    assert caught.value.message == "stable(…) needs a history, and a probe's own rules see one sample"

from __future__ import annotations

from math import isnan
from typing import TYPE_CHECKING

from hypothesis import given, reject
from hypothesis import strategies as st

from cio_tui.core.evidence import Evidence
from cio_tui.core.expr import (
    Expression,
    ExpressionError,
    Vocabulary,
    explain,
    names,
    parse,
    stables,
    truth,
)
from cio_tui.core.expr.evaluation import value_of
from cio_tui.core.probe import Unit

if TYPE_CHECKING:
    from cio_tui.core.reading import Value

UNITS = {
    "flag": Unit.FLAG,
    "text": Unit.TEXT,
    "count": Unit.COUNT,
    "p.list": Unit.LIST,
    "p.ms": Unit.MILLISECONDS,
    "age": Unit.SECONDS,
    "days": Unit.DAYS,
    "share": Unit.SHARE,
    "var.any": Unit.ANY,
    "other-1": Unit.ANY,
    "fact": Unit.FLAG,
}
VOCABULARY = Vocabulary(UNITS, steps=frozenset({"one", "2-two"}))
FACTS = {"fact": parse("stable(flag, '1m') or not other-1 == 3", VOCABULARY)}

NAMES = st.sampled_from([*UNITS, "undo.open", "step.2-two.elapsed"])
LITERALS = st.one_of(
    st.integers(-(10**20), 10**20).map(str),
    st.decimals(-(10**6), 10**6, places=5).map(lambda value: f"{value:f}"),
    st.decimals(0, 1000, places=4).map(lambda value: f"{value:f}%"),
    st.tuples(st.integers(0, 10**6).map(str), st.sampled_from(["ms", "s", "m", "h", "d"])).map(
        lambda pair: f"{pair[0]}{pair[1]}"
    ),
    st.text(st.characters(exclude_categories=["C", "Z"], exclude_characters="'"), max_size=8).map(
        lambda text: f"'{text}'"
    ),
    st.sampled_from(["true", "false", "none", '"it\'s"']),
)
COMPARISONS = st.sampled_from(["==", "!=", "<", "<=", ">", ">="])
MEMBERSHIPS = st.sampled_from(["in", "not in"])


def compounds(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    operand = st.one_of(NAMES, LITERALS, inner.map(lambda text: f"({text})"))
    choices = st.lists(LITERALS, min_size=1, max_size=3).map(lambda items: f"[{', '.join(items)}]")
    return st.one_of(
        st.tuples(inner, st.sampled_from(["and", "or"]), inner).map(" ".join),
        inner.map(lambda text: f"not {text}"),
        inner.map(lambda text: f"({text})"),
        inner.map(lambda text: f"stable({text}, '90s')"),
        st.tuples(operand, COMPARISONS, operand).map(" ".join),
        st.tuples(operand, MEMBERSHIPS, st.one_of(choices, NAMES)).map(" ".join),
    )


ATOMS = st.one_of(NAMES, st.sampled_from(["true", "undo.has('one')", "undo.has('2-two')"]))
SOURCES = st.recursive(ATOMS, compounds, max_leaves=12)
"""Much of it breaks a rule of the language; what does not is a condition."""

VALUES: st.SearchStrategy[Value | None] = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.floats(),
    st.text(max_size=5),
    st.lists(st.text(max_size=3), max_size=3).map(tuple),
)


@st.composite
def evidences(draw: st.DrawFn) -> Evidence:
    values = draw(st.fixed_dictionaries(dict.fromkeys(UNITS, VALUES)))
    known = {name: value for name, value in values.items() if value is not None}
    return Evidence(
        mono=1000.0,
        facts=FACTS,
        settings=known,
        variables={"any": known["var.any"]} if "var.any" in known else {},
        undo_open=draw(st.sampled_from([(), ("one",), ("one", "2-two")])),
        elapsed=draw(st.sampled_from([{}, {"2-two": 61.0}])),
        held=draw(st.dictionaries(st.just("flag"), st.floats(0, 1000))),
    )


def attempt(source: str) -> Expression | ExpressionError:
    try:
        return parse(source, VOCABULARY)
    except ExpressionError as error:
        return error


@given(SOURCES, evidences())
def test_whatever_parses_can_be_evaluated_explained_and_read_back(source: str, evidence: Evidence) -> None:
    condition = attempt(source)
    if isinstance(condition, ExpressionError):
        reject()

    assert truth(condition, evidence) in {True, False, None}
    assert explain(condition, evidence).startswith(condition.text)
    assert parse(condition.text, VOCABULARY).tree == condition.tree
    assert names(condition) <= {*UNITS, "undo.open", "step.2-two.elapsed"}
    assert all(inner.text in condition.text for inner, _ in stables(condition))


@given(st.one_of(SOURCES, LITERALS, st.text(max_size=60)))
def test_whatever_does_not_parse_says_where_and_why(source: str) -> None:
    fault = attempt(source)
    if isinstance(fault, ExpressionError):
        assert 1 <= fault.column <= len(source) + 1
        assert fault.message.isprintable()


TRUTHS = st.sampled_from([True, False, None])
ABC = Vocabulary(dict.fromkeys("abc", Unit.FLAG))


def same(left: str, right: str, values: tuple[bool | None, ...]) -> bool:
    settings = {name: value for name, value in zip("abc", values, strict=True) if value is not None}
    evidence = Evidence(mono=0.0, settings=settings)
    return truth(parse(left, ABC), evidence) is truth(parse(right, ABC), evidence)


@given(st.tuples(TRUTHS, TRUTHS, TRUTHS))
def test_the_laws_of_three_valued_logic_hold(values: tuple[bool | None, ...]) -> None:
    assert same("not not a", "a", values)
    assert same("a and b", "b and a", values)
    assert same("a or b", "b or a", values)
    assert same("not (a and b)", "not a or not b", values)
    assert same("not (a or b)", "not a and not b", values)
    assert same("a and (b or c)", "a and b or a and c", values)
    assert same("a or b and c", "(a or b) and (a or c)", values)
    assert same("a and (a or b)", "a", values)
    assert same("a or false", "a", values)
    assert same("a and true", "a", values)
    assert same("a == true", "a", values)
    assert same("a != b", "not a == b", values)


@given(SOURCES, evidences())
def test_learning_more_never_turns_an_answer_round(source: str, evidence: Evidence) -> None:
    condition = attempt(source)
    if isinstance(condition, ExpressionError):
        reject()
    known = Evidence(
        mono=1000.0,
        settings=evidence.settings,
        variables=evidence.variables,
        undo_open=evidence.undo_open,
        elapsed=evidence.elapsed,
    )

    before = truth(condition, Evidence(mono=1000.0, undo_open=evidence.undo_open))
    assert before is None or truth(condition, known) is before


@given(NAMES, evidences())
def test_a_lone_name_has_its_own_value(name: str, evidence: Evidence) -> None:
    value = value_of(parse(name, VOCABULARY).tree, evidence, {})

    if name in evidence.settings and name not in {"fact", "var.any"}:
        stored = evidence.settings[name]
        assert value == stored or (isinstance(stored, float) and isnan(stored))

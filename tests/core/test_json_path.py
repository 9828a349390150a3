from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cio_tui.core.json_path import JsonPath, find, parse_path, read_json

if TYPE_CHECKING:
    from cio_tui.core.reading import Json


DOCUMENT: Json = {
    "region": "us",
    "environment_id": 12345,
    "by_code": {"401": 0.5, "5xx": 0},
    "data": {"result": [{"value": [1700000000, "0.034"]}]},
    "flags": [True, None, {"a": 1}, "x", 2],
    "nothing": None,
    "text": "a\x1b[31mb",
    "nan": "NaN",
    "huge": 10**40,
    "deep": {"a": {"b": [{"c": False}]}},
}


@pytest.mark.parametrize(
    ("path", "value"),
    [
        ("region", "us"),
        ("$.region", "us"),
        ("environment_id", 12345),
        ("by_code.401", 0.5),
        ("by_code.5xx", 0),
        ("data.result[0].value[1]", "0.034"),
        ("$.data.result[0].value[1] | number", 0.034),
        ("deep.a.b[0].c", False),
        ("flags", ("True", "x", "2")),
        ("text", "a␛[31mb"),
    ],
)
def test_a_path_finds_its_value(path: str, value: object) -> None:
    assert find(DOCUMENT, parse_path(path)) == value


@pytest.mark.parametrize(
    "path",
    [
        "missing",
        "region.x",
        "by_code",
        "data.result[1]",
        "data[0]",
        "nothing",
        "nan | number",
        "region | number",
        "huge",
    ],
)
def test_what_is_not_there_or_not_what_it_should_be_is_missing(path: str) -> None:
    assert find(DOCUMENT, parse_path(path)) is None


def test_a_document_that_is_a_list_is_indexed_from_its_root() -> None:
    assert parse_path("$[1].a") == JsonPath((1, "a"))
    assert find([0, {"a": "b"}], parse_path("[1].a")) == "b"


@pytest.mark.parametrize("path", ["", ".", "a..b", "a[", "a[x]", "a b", "a | text", "a[-1]", "| number"])
def test_a_path_that_cannot_be_read_says_what_one_looks_like(path: str) -> None:
    with pytest.raises(ValueError, match="is not a path such as"):
        parse_path(path)


@pytest.mark.parametrize(
    "text", ["", "{", "<html>", "NaN", "[1,]", "[" * 100_000, "1" * 5000, '{"a": Infinity}']
)
def test_what_is_not_json_is_a_value_error_however_deep_or_long(text: str) -> None:
    with pytest.raises(ValueError):
        read_json(text)


def test_a_byte_order_mark_is_no_part_of_the_document() -> None:
    assert read_json('\ufeff{"a": 1}') == {"a": 1}


@given(st.text(max_size=40))
def test_any_text_is_a_path_or_a_value_error(text: str) -> None:
    try:
        path = parse_path(text)
    except ValueError:
        return
    assert path.parts


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from("abc"), inner, max_size=3),
    max_leaves=10,
)


@given(json_values, st.sampled_from(["a", "a.b", "a[0]", "[0].a", "a.b.c | number", "$.c"]))
def test_a_found_value_is_one_that_expressions_can_compare(document: Json, path: str) -> None:
    found = find(document, parse_path(path))
    assert found is None or isinstance(found, bool | int | float | str | tuple)

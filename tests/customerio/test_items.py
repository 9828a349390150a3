from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import pytest

from cio_tui.customerio.items import flag, moment, moments, part, plain, rows, text, texts

if TYPE_CHECKING:
    from cio_tui.core.reading import Json


@pytest.mark.parametrize(
    "document", [None, [], "x", 5, {}, {"list": None}, {"list": {"a": 1}}, {"list": "no"}]
)
def test_whatever_is_no_list_has_no_rows(document: Json) -> None:
    assert rows(document, "list") == ()


def test_rows_that_are_no_objects_are_left_out() -> None:
    assert rows({"list": [1, None, {"a": 1}, []]}, "list") == ({"a": 1},)


def test_an_id_reads_the_same_as_text_and_as_a_number() -> None:
    assert text({"id": 7}, "id") == text({"id": "7"}, "id") == "7"
    assert texts({"ids": [7, "9", None, {}]}, "ids") == ("7", "9")


def test_what_is_not_plain_is_empty() -> None:
    values: tuple[Json, ...] = (None, True, [], {})
    assert [text({"x": value}, "x") for value in values] == ["", "", "", ""]
    assert part({"x": [1]}, "x") == part(None, "x") == {}


def test_text_from_outside_is_cleaned() -> None:
    assert text({"name": "a\x1b[31mb\n\u202ec"}, "name") == "a␛[31mb �c"
    assert plain({"k": "\x07"}) == '{"k": "\\u0007"}'


@pytest.mark.parametrize("value", [1_800_000_000, "1800000000", 1_800_000_000.0, 1_800_000_000_000])
def test_a_moment_is_read_in_every_form(value: Any) -> None:
    assert moment({"at": value}, "at") == datetime.fromtimestamp(1_800_000_000, UTC)


@pytest.mark.parametrize("value", [None, 0, -5, True, "", "soon", "-3", 10**30, float("nan"), [], "9" * 50])
def test_what_is_no_moment_is_missing(value: Any) -> None:
    assert moment({"at": value}, "at") is None
    assert moments({"at": value}) == {}


def test_a_flag_may_be_written_as_text() -> None:
    assert [flag({"x": value}, "x") for value in (True, "true", False, "False", None, "yes")] == [
        True, True, False, False, None, None,
    ]  # fmt: skip

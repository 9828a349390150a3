from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from cio_tui.core.vendor_errors import vendor_error

if TYPE_CHECKING:
    from cio_tui.core.reading import Json

CASES = [
    ({"meta": {"error": "Unauthorized request"}}, "Unauthorized request"),
    ({"meta": {"errors": ["name cannot be blank"]}}, "name cannot be blank"),
    ({"meta": {"errors": ["one", "two"]}}, "one; two"),
    ({"errors": [{"detail": "wrong datacenter", "status": "301"}]}, "wrong datacenter"),
    (
        {"errors": [{"detail": "it has problems", "source": {"pointer": "/data"}, "status": 422}]},
        "it has problems (at /data)",
    ),
    (
        {
            "errors": [
                {"reason": "required", "field": "identifiers", "message": "identifiers must contain an id"}
            ]
        },
        "identifiers must contain an id",
    ),
    (
        {"errors": [{"batch_index": 3, "reason": "invalid", "field": "action", "message": "is not valid"}]},
        "item 3: action: is not valid",
    ),
    ({"errors": [{"reason": "invalid", "field": "type"}]}, "type: invalid"),
]


@pytest.mark.parametrize(("document", "sentence"), CASES)
def test_each_of_the_four_shapes_becomes_a_sentence(document: Json, sentence: str) -> None:
    assert vendor_error(document) == sentence


def test_a_long_list_is_cut_and_counted() -> None:
    errors: list[Json] = [{"detail": str(number)} for number in range(10)]
    assert vendor_error({"errors": errors}) == "0; 1; 2 (and 7 more)"


@pytest.mark.parametrize(
    "document",
    [
        None,
        3,
        "text",
        [],
        {},
        {"meta": None},
        {"errors": None},
        {"errors": {}},
        {"errors": [None, 1, {}, {"detail": 7}]},
    ],
)
def test_anything_else_says_nothing(document: Json) -> None:
    assert vendor_error(document) == ""


def test_what_the_vendor_says_is_clean() -> None:
    assert vendor_error({"meta": {"error": "a\x1b]52;c;x\x07\nb"}}) == "a␛]52;c;x␇ b"

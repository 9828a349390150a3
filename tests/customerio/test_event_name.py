from __future__ import annotations

import pytest

from cio_tui.customerio.event_name import Match, compare, difference, near_miss


@pytest.mark.parametrize(
    ("sent", "awaited", "match"),
    [
        ("order_placed", "order_placed", Match.EXACT),
        (" order_placed ", "order_placed", Match.EXACT),
        ("Order_Placed", "order_placed", Match.CASE),
        ("orderPlaced", "order_placed", Match.SEPARATORS),
        ("order placed", "order-placed", Match.SEPARATORS),
        ("orders_placed", "order_placed", Match.NONE),
    ],
)
def test_names_match_by_every_character_but_the_space_around(sent: str, awaited: str, match: Match) -> None:
    assert compare(sent, awaited) is match


def test_the_likest_name_is_the_near_miss() -> None:
    others = ["order_place", "orderPlaced", "ORDER_PLACED", "login"]
    assert near_miss("order_placed", others) == "ORDER_PLACED"
    assert near_miss("order_placed", others[:2]) == "orderPlaced"
    assert near_miss("order_placed", others[:1]) == "order_place"
    assert near_miss("order_placed", ["login", "order_placed"]) == ""


def test_the_difference_is_said_in_words() -> None:
    assert difference("A", "a") == "upper and lower case differ"
    assert difference("a-b", "a_b") == "separators or case differ"
    assert difference("ab", "abc") == "the spelling differs"

"""Event names match by every character, case included; only space around them is trimmed by the vendor."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from cio_tui.core.nearest import nearest

if TYPE_CHECKING:
    from collections.abc import Iterable


class Match(StrEnum):
    """How the name that is sent compares with the name that is awaited."""

    EXACT = "exact"
    CASE = "case"
    """Only upper and lower case differ."""
    SEPARATORS = "separators"
    """`orderPlaced` against `order_placed`."""
    NONE = "none"


def compare(sent: str, awaited: str) -> Match:
    """How alike two names are."""
    sent, awaited = sent.strip(), awaited.strip()
    if sent == awaited:
        return Match.EXACT
    if sent.casefold() == awaited.casefold():
        return Match.CASE
    return Match.SEPARATORS if _letters(sent) == _letters(awaited) else Match.NONE


def near_miss(name: str, others: Iterable[str]) -> str:
    """The name most probably meant among others that are not it; empty if none is alike."""
    candidates = [other for other in dict.fromkeys(others) if compare(name, other) is not Match.EXACT]
    for kind in (Match.CASE, Match.SEPARATORS):
        for other in candidates:
            if compare(name, other) is kind:
                return other
    return nearest(name, candidates)


def difference(sent: str, awaited: str) -> str:
    """Why two like names are not the same, in words."""
    match compare(sent, awaited):
        case Match.CASE:
            return "upper and lower case differ"
        case Match.SEPARATORS:
            return "separators or case differ"
        case _:
            return "the spelling differs"


def _letters(name: str) -> str:
    return "".join(character for character in name.casefold() if character.isalnum())

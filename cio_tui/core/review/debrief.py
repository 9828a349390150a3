"""A drill against its scenario: what was seen when, what an ideal walk would have been, and how this one differs."""

from __future__ import annotations

from typing import NamedTuple


class Mark(NamedTuple):
    """One question of the debrief with its answer."""

    title: str
    """`time to detect`, `right book`, `suggestions followed`, `skipped or out of order`, `unsafe acts`."""
    text: str
    """As people read it."""
    passed: bool | None
    """None when the log cannot tell."""


class Debrief(NamedTuple):
    """The score of one drill."""

    scenario: str
    title: str
    marks: tuple[Mark, ...]
    ideal: tuple[str, ...]
    """The steps an ideal walk takes, in order, each with why."""
    differences: tuple[str, ...]
    """Where the walk left it, as sentences."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from cio_tui.core.schema import load, parse_source
from cio_tui.core.truth_table import propose, suggest

if TYPE_CHECKING:
    from cio_tui.core.runbook import Runbook

BOOK = """
schema = 1

[runbook]
id = "{id}"
title = "A book"
owner = "team"
reviewed = 2026-11-21

[suggest]
when = "{when}"
watch = "track.ms > threshold.limit_ms"
because = "Track {track.status}"
weight = {weight}

[probe.track]
kind = "http"
url = "{{track}}/"
failing = ["status >= 500"]

[fact.broken]
when = "track.verdict == 'failing'"

[[step]]
id = "which"
kind = "decide"
title = "Which?"
branch = [
  {{ label = "Long broken", when = "stable(broken, '10m')", goto = "close" }},
  {{ label = "Broken", when = "broken", goto = "which" }},
  {{ label = "Fine", when = "track.ok == true", goto = "close" }},
  {{ label = "Neither", goto = "close" }},
]

[[step]]
id = "close"
kind = "close"
title = "Close"
"""
SETTINGS = {"threshold.queue_depth": 100}
DOWN = {"track": {"ok": False, "status": 503, "ms": 20}}
UP = {"track": {"ok": True, "status": 200, "ms": 20}}


def book(name: str = "a", when: str = "track.ok == false", weight: int = 50) -> Runbook:
    text = BOOK.replace("{track.status}", "{{track.status}}").replace("threshold.limit_ms", "100")
    return load(parse_source("a.toml", text.format(id=name, when=when, weight=weight).encode()))


def test_a_steady_state_has_lasted_long_enough_for_every_condition() -> None:
    (which,) = suggest(book(), DOWN, SETTINGS)
    assert which.labels == ("Long broken", "Broken")
    assert which.goto == "close"


def test_nothing_is_suggested_without_evidence() -> None:
    (which,) = suggest(book(), {}, SETTINGS)
    assert (which.labels, which.goto) == ((), "")


def test_the_rules_of_a_probe_judge_its_fields() -> None:
    (which,) = suggest(book(), UP, SETTINGS)
    assert which.labels == ("Fine",)


def test_the_heaviest_of_the_proposed_books_comes_first() -> None:
    proposal = propose([book("light", weight=10), book("heavy", weight=90)], DOWN, SETTINGS)
    assert proposal.proposed == ("heavy", "light")
    assert (proposal.watched, proposal.undecided) == ((), ())


@pytest.mark.parametrize(
    ("fields", "watched", "undecided"),
    [
        ({"track": {"ok": True, "status": 200, "ms": 500}}, ("a",), ()),
        ({"track": {"status": 200, "ms": 20}}, (), ("a",)),
        ({}, (), ("a",)),
        (UP, (), ()),
    ],
)
def test_a_book_is_watched_or_cannot_be_told_without_being_proposed(
    fields: dict[str, dict[str, float]], watched: tuple[str, ...], undecided: tuple[str, ...]
) -> None:
    proposal = propose([book()], fields, SETTINGS)
    assert (proposal.proposed, proposal.watched, proposal.undecided) == ((), watched, undecided)


def test_a_variable_has_its_default_until_a_row_answers_it() -> None:
    text = BOOK.replace("track.ok == true", "var.named == 'nobody'").replace("threshold.limit_ms", "100")
    text = text.replace("[fact.broken]", '[var.named]\nprompt = "Who?"\ndefault = "nobody"\n\n[fact.broken]')
    text = text.replace("{track.status}", "{{track.status}}").format(
        id="a", when="track.ok == false", weight=1
    )
    asked = load(parse_source("a.toml", text.encode()))
    assert [one.labels for one in suggest(asked, UP, SETTINGS)] == [("Fine",)]
    assert [one.labels for one in suggest(asked, UP, SETTINGS, {"named": "cy"})] == [()]

from __future__ import annotations

import re
from collections import Counter

import pytest
from textual.keys import Keys

from cio_tui.tui.app import CioTui
from cio_tui.tui.keys import ANYWHERE, EVERYWHERE, START, WALK, Group, Key
from cio_tui.tui.keys.review import REVIEW
from cio_tui.tui.review_app import ReviewApp
from cio_tui.tui.screens.asking import FORMS
from cio_tui.tui.screens.review import ReviewScreen
from cio_tui.tui.screens.start import StartScreen
from cio_tui.tui.screens.walk import WalkScreen

PLACES = {"walk": (*WALK, *ANYWHERE), "start": (*START, *ANYWHERE), "review": (*REVIEW, *ANYWHERE)}
EVERY = (*WALK, *START, *REVIEW, *ANYWHERE)

FORBIDDEN = {"ctrl+s", "ctrl+z", "ctrl+a", "ctrl+b", "ctrl+c", "ctrl+j", "ctrl+m", "ctrl+i", "enter"}
"""Flow control, job control, screen, tmux, and what a dialog confirms with."""

LOOKS = {"start.enter"}
"""Keys that only show something, so that one too many of them starts nothing."""

CHARACTERS = {
    "question_mark",
    "colon",
    "slash",
    "left_square_bracket",
    "right_square_bracket",
    "space",
    "escape",
}


@pytest.mark.parametrize("place", PLACES)
def test_no_two_keys_of_a_place_clash(place: str) -> None:
    pressed = Counter(key for one in PLACES[place] for key in one.keys.split(","))
    assert [key for key, count in pressed.items() if count > 1] == []


def test_every_key_has_an_id_of_its_own_that_says_where_it_works() -> None:
    ids = [key.id for key in EVERY]
    assert len(set(ids)) == len(ids)
    assert all(re.fullmatch(r"(walk|start|review|app)\.[a-z_0-9]+", one) for one in ids)


def test_every_key_says_what_it_does_in_a_word_and_in_a_sentence() -> None:
    for key in EVERY:
        assert 0 < len(key.word) <= 16, key.id
        assert len(key.tooltip) >= 4, key.id
        assert key.tooltip[0].isupper(), key.id
        assert not key.tooltip.endswith("."), key.id


def test_no_two_keys_of_a_place_have_one_word() -> None:
    for keys in PLACES.values():
        named = Counter(f"{key.word} ({key.label})" for key in keys)
        assert [name for name, count in named.items() if count > 1] == []


def test_keys_that_share_a_label_share_a_sentence() -> None:
    """The help shows each label once."""
    for keys in PLACES.values():
        sentences = {(key.label, key.tooltip) for key in keys}
        assert len(sentences) == len({key.label for key in keys})


def test_nothing_is_bound_that_a_terminal_or_tmux_eats() -> None:
    pressed = {key for one in EVERY if one.id not in LOOKS for key in one.keys.split(",")}
    assert pressed & FORBIDDEN == set()
    assert not any(key.startswith("alt+") for key in pressed)


def test_every_key_is_one_that_exists() -> None:
    known = {key.value for key in Keys} | CHARACTERS
    for one in EVERY:
        for key in one.keys.split(","):
            assert len(key) == 1 or key in known, key


@pytest.mark.parametrize(
    ("keys", "screen"),
    [
        (WALK, WalkScreen),
        (START, StartScreen),
        (ANYWHERE, CioTui),
        (REVIEW, ReviewScreen),
        (EVERYWHERE, ReviewApp),
    ],
    ids=["walk", "start", "app", "review", "review app"],
)
def test_every_action_exists_where_its_key_works(keys: tuple[Key, ...], screen: type) -> None:
    for key in keys:
        name = key.action.partition("(")[0]
        owner = CioTui if name.startswith("app.") else screen
        assert callable(getattr(owner, f"action_{name.removeprefix('app.')}")), key.id


def test_every_question_that_a_key_names_is_there_and_has_a_key() -> None:
    named = {match[1] for key in WALK if (match := re.fullmatch(r"form\('(\w+)'\)", key.action))}
    assert named == set(FORMS)


def test_a_key_means_the_same_everywhere_or_is_absent() -> None:
    meant = {key: one.word for one in ANYWHERE for key in one.keys.split(",")}
    assert not set(meant) & {key for one in (*WALK, *START, *REVIEW) for key in one.keys.split(",")}


def test_upper_case_concerns_the_whole_incident_or_asks_first() -> None:
    upper = {key.id for key in EVERY if len(key.keys) == 1 and key.keys.isupper()}
    walk = {"walk.severity", "walk.leave_on", "walk.hold", "walk.pen", "walk.plain", "walk.milestone"}
    review = {"review.match_before", "review.json", "review.plain"}
    assert upper == {*walk, *review, "start.drill"}


def test_five_keys_are_enough_and_stand_in_the_first_group() -> None:
    five = {key.label for key in (*WALK, *ANYWHERE) if key.group is Group.FIVE}
    assert five == {"j k", "space", "n", "?"}

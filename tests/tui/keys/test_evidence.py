from __future__ import annotations

import re
from collections import Counter

import pytest

from cio_tui.tui.keys import ANYWHERE, WALK, Key
from cio_tui.tui.keys.evidence import EVIDENCE, FOOTER, TO_EVIDENCE
from cio_tui.tui.screens.evidence import EvidenceScreen
from cio_tui.tui.screens.walk import WalkScreen

PLACES = {"walk": (*WALK, *TO_EVIDENCE, *ANYWHERE), "evidence": (*EVIDENCE, *ANYWHERE)}


@pytest.mark.parametrize("place", PLACES)
def test_no_two_keys_of_a_place_clash(place: str) -> None:
    pressed = Counter(key for one in PLACES[place] for key in one.keys.split(","))
    assert [key for key, count in pressed.items() if count > 1] == []


@pytest.mark.parametrize("place", PLACES)
def test_keys_that_share_a_label_share_a_sentence(place: str) -> None:
    sentences = {(key.label, key.tooltip) for key in PLACES[place]}
    assert len(sentences) == len({key.label for key in PLACES[place]})


def test_every_key_has_an_id_of_its_own_a_word_and_a_sentence() -> None:
    every = (*TO_EVIDENCE, *EVIDENCE)
    assert len({key.id for key in every}) == len(every)
    for key in every:
        assert re.fullmatch(r"(walk|evidence)\.[a-z_]+\d?", key.id)
        assert 0 < len(key.word) <= 16
        assert key.tooltip[0].isupper()
        assert not key.tooltip.endswith(".")


@pytest.mark.parametrize(("keys", "screen"), [(TO_EVIDENCE, WalkScreen), (EVIDENCE, EvidenceScreen)])
def test_every_action_exists_where_its_key_works(keys: tuple[Key, ...], screen: type) -> None:
    for key in keys:
        assert callable(getattr(screen, f"action_{key.action.partition('(')[0]}")), key.id


def test_what_moves_and_turns_in_the_walk_does_so_here() -> None:
    shared = ("j k", "[ ]", "z", "t", "ctrl+d ctrl+u")
    walk = {key.label: key.word for key in WALK}
    here = {key.label: key.word for key in EVIDENCE}
    assert all(label in walk and label in here for label in shared)
    assert all(walk[label] == here[label] for label in ("[ ]", "z", "t", "ctrl+d ctrl+u"))


def test_the_line_of_keys_names_keys_that_there_are() -> None:
    labels = {part for key in (*EVIDENCE, *ANYWHERE) for part in (key.label, *key.label.split(), key.label)}
    assert {label for label, _ in FOOTER} <= labels

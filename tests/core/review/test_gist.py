from __future__ import annotations

import pytest

from cio_tui.core.review.gist import gist_of

LONG = (
    "all_failing and not (names_broken or refused) (all_failing = true (track_down = true (track.ok = false, "
    "track.status = 503), control.ok = true), names_broken = false (track.error = none), refused = false)"
)


def test_a_condition_keeps_what_it_looked_at_itself_and_facts_are_followed_no_further() -> None:
    assert gist_of(LONG) == (
        "all_failing and not (names_broken or refused) (all_failing = true, names_broken = false, refused = false)"
    )


@pytest.mark.parametrize(
    ("because", "gist"),
    [
        ("down (down = true (t = ':)', u = '(:'), up = true)", "down (down = true, up = true)"),
        ("t == '(' (t = 'a) b', down = true (x = 1))", "t == '(' (t = 'a) b', down = true)"),
        ("down (t = 'x (y', down = true (x = 1))", "down (t = 'x (y', down = true)"),
        ('down (t = "it\'s ) here", down = true (x = 1))', 'down (t = "it\'s ) here", down = true)'),
        (
            "down (t = 'a ,  b', down = true (x = 1), up = true)",
            "down (t = 'a ,  b', down = true, up = true)",
        ),
    ],
)
def test_what_stands_in_a_text_is_left_alone_and_groups_nothing(because: str, gist: str) -> None:
    assert gist_of(because) == gist


@pytest.mark.parametrize(
    "because",
    [
        "",
        "it is down",
        "queue.depth > 0 and queue.oldest_s <= 900 (queue.depth = 29749, queue.oldest_s = 793.5)",
        "stable(api_up, '5m') (api_up true for 5 min 1 s; 5 min needed)",
        "up and not (slow or (lost and late))",
        "up (up = true",
        "up) (",
        ")",
        "(up = true (x = 1))",
        "page.text == 'a) b' and up",
    ],
)
def test_what_is_short_or_put_together_otherwise_is_left_as_it_is(because: str) -> None:
    assert gist_of(because) == because

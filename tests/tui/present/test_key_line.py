from __future__ import annotations

from cio_tui.tui.keys import ANYWHERE, START
from cio_tui.tui.line import text_of
from cio_tui.tui.present.key_line import START_KEYS, keys_line


def test_every_key_of_the_start_screen_is_bound() -> None:
    assert {key for key, _ in START_KEYS} <= {key.label for key in (*START, *ANYWHERE)}


def test_at_80_cells_the_way_out_and_the_drill_are_on_the_line() -> None:
    line = text_of(keys_line(START_KEYS, 80)).rstrip()
    assert line == " space open  j k move  tab other list  ? help  o review  D drill  q quit"


def test_what_shouts_has_the_style_of_a_warning() -> None:
    assert (" ESCALATE?", "warn") in keys_line((("e", "ESCALATE?"),), 80)

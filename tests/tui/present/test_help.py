from __future__ import annotations

import pytest

from cio_tui.tui.keys import ANYWHERE, START, WALK, Key
from cio_tui.tui.line import text_of, width_of
from cio_tui.tui.present.help import help_lines


@pytest.mark.parametrize("keys", [(*WALK, *ANYWHERE), (*START, *ANYWHERE)])
def test_every_key_stands_in_the_help_once(keys: tuple[Key, ...]) -> None:
    shown = [text for line in help_lines(keys, 72) for text, style in line if style == "key"]
    labels = [text.strip() for text in shown if text.strip()]
    assert sorted(labels) == sorted({key.label for key in keys})


def test_the_five_keys_come_first() -> None:
    words = [text_of(line) for line in help_lines((*WALK, *ANYWHERE), 72)]
    assert words[0] == "FIVE KEYS ARE ENOUGH"
    assert [line.split("  ")[0] for line in words[1:5]] == ["j k", "space", "n", "?"]


def test_the_help_explains_every_shape() -> None:
    text = "\n".join(text_of(line) for line in help_lines(WALK, 72))
    for word in ("✗ failing", "! degraded", "? not known", "✓ ok", "[*] sensed", "[~] mismatch"):
        assert word in text


@pytest.mark.parametrize("width", [40, 72])
def test_no_line_of_the_help_is_cut(width: int) -> None:
    assert max(width_of(line) for line in help_lines((*WALK, *ANYWHERE), width)) <= width

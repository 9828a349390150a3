"""A verdict as a table shows it: shape, word and colour together, so that none of them alone carries the meaning."""

from __future__ import annotations

from typing import NamedTuple


class Mark(NamedTuple):
    """A cell whose meaning must survive without colour and without Unicode."""

    glyph: str
    plain: str
    """The glyph of a locale without check marks."""
    word: str
    style: str


MARKS = {
    "ok": Mark("✓", "[OK]", "ok", "green"),
    "degraded": Mark("!", "[WARN]", "degraded", "yellow"),
    "failing": Mark("✗", "[FAIL]", "failing", "bold red"),
    "unknown": Mark("?", "[??]", "unknown", "magenta"),
}
"""By `core.reading.Verdict`."""

"""A verdict as a table shows it: shape, word and colour together, so that none of them alone carries the meaning."""

from __future__ import annotations

from typing import NamedTuple

from cio_tui.core.verdict_shapes import SHAPES


class Mark(NamedTuple):
    """A cell whose meaning must survive without colour and without Unicode."""

    shape: str
    plain: str
    """The shape of a locale without check marks."""
    word: str
    style: str


MARKS = {
    "ok": Mark(SHAPES["ok"], "[OK]", "ok", "green"),
    "degraded": Mark(SHAPES["degraded"], "[WARN]", "degraded", "yellow"),
    "failing": Mark(SHAPES["failing"], "[FAIL]", "failing", "bold red"),
    "unknown": Mark(SHAPES["unknown"], "[??]", "unknown", "magenta"),
}
"""By `core.reading.Verdict`."""

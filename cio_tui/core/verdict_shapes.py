"""The shape of a verdict, one alphabet for the screen and for tables of commands; words and colours are their own."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

SHAPES: Mapping[str, str] = {"ok": "✓", "degraded": "!", "failing": "✗", "unknown": "?"}
"""By `core.reading.Verdict`, whose module a light command does not import. One cell each, no two alike."""

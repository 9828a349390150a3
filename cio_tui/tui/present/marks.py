"""Shape, word and style of every mark in the step list: five words, five shapes, never colour alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cio_tui.core.session import Mark
from cio_tui.tui.present.glyphs import Glyph

if TYPE_CHECKING:
    from collections.abc import Mapping

MARKS: Mapping[Mark, Glyph] = {
    Mark.SENSED: Glyph("[*]", "sensed", "ok"),
    Mark.ATTESTED: Glyph("[x]", "attested", "ok"),
    Mark.OVERRIDE: Glyph("[!]", "override", "warn"),
    Mark.MISMATCH: Glyph("[~]", "mismatch", "warn"),
    Mark.SKIPPED: Glyph("[-]", "skipped", "dim"),
    Mark.DEFERRED: Glyph("[>]", "deferred", "warn"),
    Mark.PENDING: Glyph("[ ]", "", ""),
    Mark.CURRENT: Glyph("»»»", "you are here", "accent"),
    Mark.NOT_APPLICABLE: Glyph(" · ", "not applicable", "dim"),
}

from __future__ import annotations

from pathlib import Path

from rich.cells import cell_len

from cio_tui.core.reading import Verdict
from cio_tui.tui.present.glyphs import VERDICTS, as_ascii
from cio_tui.tui.present.marks import MARKS
from cio_tui.tui.terminal.encoding import twin

PRESENT = Path(__file__).parents[3] / "cio_tui" / "tui"


def test_every_verdict_has_a_shape_a_word_and_a_style_of_its_own() -> None:
    assert set(VERDICTS) == set(Verdict)
    for attribute in ("shape", "word", "style"):
        values = [getattr(glyph, attribute) for glyph in VERDICTS.values()]
        assert len(set(values)) == len(values), attribute


def test_unknown_is_never_drawn_as_ok() -> None:
    unknown = VERDICTS[Verdict.UNKNOWN]
    assert (unknown.shape, unknown.word, unknown.style) == ("?", "not known", "unknown")


def test_every_shape_is_one_cell_and_has_an_ascii_twin_as_wide() -> None:
    for glyph in (*VERDICTS.values(), *MARKS.values()):
        twin = as_ascii(glyph.shape)
        assert twin.isascii(), glyph
        assert cell_len(twin) == cell_len(glyph.shape), glyph


def test_nothing_that_we_draw_ourselves_lacks_an_ascii_twin() -> None:
    """Bars and frames get theirs from the encoding of the terminal; what it does not know becomes a question mark."""
    sources = [*PRESENT.glob("present/*.py"), *PRESENT.glob("widgets/*.py"), *PRESENT.glob("screens/*.py")]
    drawn = {one for path in sources for one in path.read_text(encoding="utf-8") if not one.isascii()}
    assert {one for one in drawn if "?" in twin(one)} == set()

"""Contrast as WCAG 2.1 defines it, of the colours that reach the terminal."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from textual.app import App, ComposeResult
from textual.color import Color

from cio_tui.tui import app as app_module
from cio_tui.tui.looks import look_of
from cio_tui.tui.themes import THEMES
from cio_tui.tui.widgets.lines import Lines

if TYPE_CHECKING:
    from textual.theme import Theme

    from cio_tui.tui.line import Style

STYLES = Path(app_module.__file__).with_name("app.tcss")
LEAST = 4.5
STATES: tuple[Style, ...] = (
    "ok",
    "warn",
    "fail",
    "unknown",
    "alarm",
    "drill",
    "live",
    "key",
    "accent",
    "dim",
)
GROUNDS = ("top", "step", "dialog")
"""The panel of the top line, the background, the surface of dialogs."""


class Swatch(App[None]):
    """One block on every ground."""

    CSS = "#step { background: $background; } #dialog { background: $surface; }"

    def compose(self) -> ComposeResult:
        for ground in GROUNDS:
            yield Lines(id=ground)


def luminance(colour: Color) -> float:
    channels = [value / 255 for value in colour.rgb]
    linear = [value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4 for value in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: Color, other: Color) -> float:
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize("theme", THEMES, ids=lambda theme: theme.name)
async def test_every_state_can_be_read_on_every_ground(theme: Theme) -> None:
    app = Swatch(css_path=STYLES)
    app.register_theme(theme)
    app.theme = theme.name
    async with app.run_test() as pilot:
        await pilot.pause()
        for block in app.query(Lines):
            for state in STATES:
                ground = block.background_colors[1]
                style = look_of(state, block.rich_style, ground, app.theme_variables)
                assert style.color is not None, state
                assert style.bgcolor is not None, state
                front, back = (Color.from_rich_color(one) for one in (style.color, style.bgcolor))
                assert contrast(front, back) >= LEAST, (theme.name, block.id, state, contrast(front, back))


def test_ok_failing_degraded_and_unknown_have_four_colours_in_every_theme() -> None:
    for theme in THEMES:
        assert len({theme.success, theme.error, theme.warning, theme.accent}) == 4, theme.name


def test_the_formula_gives_the_known_extremes() -> None:
    assert contrast(Color.parse("#000"), Color.parse("#fff")) == pytest.approx(21)
    assert contrast(Color.parse("#777"), Color.parse("#777")) == pytest.approx(1)

"""Contrast as WCAG 2.1 defines it."""

from __future__ import annotations

import pytest

from cio_tui.report.html.palette import DARK, LIGHT

TEXTS = ("text", "quiet", "link", "ok", "degraded", "failing", "unknown")


def luminance(colour: str) -> float:
    channels = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4 for value in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize("colours", [LIGHT, DARK], ids=["light", "dark"])
def test_every_text_can_be_read_on_the_page_and_on_a_card(colours: dict[str, str]) -> None:
    poor = [
        (name, ground)
        for name in TEXTS
        for ground in ("ground", "card")
        if contrast(colours[name], colours[ground]) < 4.5
    ]
    assert poor == []
    assert contrast(colours["drill"], colours["on-drill"]) >= 4.5


def test_both_sheets_name_the_same_colours() -> None:
    assert LIGHT.keys() == DARK.keys()

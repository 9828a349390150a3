"""Colours that stay readable at 3 a.m.: every state has at least 4.5 : 1 against its background (WCAG 2.1 AA), tested.

Unknown has a hue of its own, so that it is never taken for a warning, let alone for ok. The Okabe-Ito theme is for eyes
that do not tell red from green; shape and word carry the meaning in all of them.
"""

from __future__ import annotations

from textual.theme import Theme

DARK = Theme(
    name="cio-dark",
    primary="#6cb6ff",
    secondary="#8fa3b8",
    accent="#d49bff",
    warning="#f2b04c",
    error="#ff7b72",
    success="#7ee08a",
    foreground="#e6e6e6",
    background="#101317",
    surface="#171b21",
    panel="#20262e",
    dark=True,
)

OKABE_ITO = Theme(
    name="cio-okabe-ito",
    primary="#56b4e9",
    secondary="#999999",
    accent="#cc79a7",
    warning="#e69f00",
    error="#ff8a4c",
    success="#3fd6a8",
    foreground="#f0f0f0",
    background="#101014",
    surface="#18181d",
    panel="#222228",
    dark=True,
)

LIGHT = Theme(
    name="cio-light",
    primary="#0a56a8",
    secondary="#4d5b6b",
    accent="#7b1fa2",
    warning="#8a5000",
    error="#b3261e",
    success="#1b6e2c",
    foreground="#1b1b1b",
    background="#fbfbfa",
    surface="#f2f2f0",
    panel="#e6e6e3",
    dark=False,
)

THEMES = (DARK, OKABE_ITO, LIGHT)
"""The first is the default; the palette changes it."""

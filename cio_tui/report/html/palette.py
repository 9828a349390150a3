"""The colours of the page: those of the screen, so that ok, degraded, failing and unknown look alike in both.

Each is a custom property of the style sheet; the test holds every text at 4.5 : 1 and every shape at 3 : 1 (WCAG 2.1).
"""

from __future__ import annotations

LIGHT = {
    "text": "#1b1b1b",
    "quiet": "#4d5b6b",
    "ground": "#fbfbfa",
    "card": "#f2f2f0",
    "line": "#c9c9c4",
    "link": "#0a56a8",
    "ok": "#1b6e2c",
    "degraded": "#8a5000",
    "failing": "#b3261e",
    "unknown": "#7b1fa2",
    "drill": "#7b1fa2",
    "on-drill": "#ffffff",
}
DARK = {
    "text": "#e6e6e6",
    "quiet": "#a3b4c6",
    "ground": "#101317",
    "card": "#1b2027",
    "line": "#3a444f",
    "link": "#6cb6ff",
    "ok": "#7ee08a",
    "degraded": "#f2b04c",
    "failing": "#ff7b72",
    "unknown": "#d49bff",
    "drill": "#d49bff",
    "on-drill": "#101317",
}


def properties(colours: dict[str, str]) -> str:
    """As declarations: `--text:#1b1b1b;…`."""
    return "".join(f"--{name}:{colour};" for name, colour in colours.items())

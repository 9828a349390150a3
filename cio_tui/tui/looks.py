"""What each style name looks like in the theme of the moment.

Not as component classes of the style sheet: Textual resolves a dozen of those anew for every widget whenever a class
changes, which was a third of what it takes to lay out the first screen.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from rich.style import Style as RichStyle
from textual.color import Color

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cio_tui.tui.line import Style


class Look(NamedTuple):
    """Colours by the name of their theme variable."""

    color: str = ""
    """Empty leaves it as it is around."""
    opacity: float = 1.0
    background: str = ""
    bold: bool | None = None
    reverse: bool | None = None


LOOKS: dict[Style, Look] = {
    "": Look(),
    "ok": Look("success"),
    "warn": Look("warning", bold=True),
    "fail": Look("error", bold=True),
    "unknown": Look("accent", bold=True),
    "dim": Look("foreground", 0.65),
    "strong": Look(bold=True),
    "accent": Look("primary", bold=True),
    "drill": Look("background", background="warning", bold=True),
    "live": Look("error", bold=True),
    "key": Look("primary", bold=True),
    "cursor": Look(reverse=True),
    "alarm": Look("background", background="error", bold=True),
}


def look_of(name: Style, around: RichStyle, ground: Color, variables: Mapping[str, str]) -> RichStyle:
    """A style on this ground, in the theme of these variables."""
    look = LOOKS[name]
    color = Color.parse(variables[look.color]) if look.color else None
    background = Color.parse(variables[look.background]) if look.background else None
    if color is not None and look.opacity < 1:
        color = ground.blend(color, look.opacity)
    return around + RichStyle(
        color=color.rich_color if color else None,
        bgcolor=background.rich_color if background else None,
        bold=look.bold,
        reverse=look.reverse,
    )

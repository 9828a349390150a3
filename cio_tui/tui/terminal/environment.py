"""What Textual reads from the environment, much of it while it is imported, is decided here first.

Nothing that a variable switches on may record keys (`TEXTUAL_DEBUG`), press them (`TEXTUAL_PRESS`) or load a driver.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, MutableMapping

LEFT_TO_THE_USER = frozenset(
    {
        "TEXTUAL_COLOR_SYSTEM",
        "TEXTUAL_DIM_FACTOR",
        "TEXTUAL_DISABLE_KITTY_KEY",
        "TEXTUAL_FPS",
        "TEXTUAL_THEME",
    }
)
"""The variables of Textual's that only change how it looks, and how fast: `TEXTUAL_FPS=5` is for slow connections."""


def prepare(environment: MutableMapping[str, str]) -> None:
    """Set up the environment for Textual. To be called before it is imported."""
    for name in [name for name in environment if name.startswith("TEXTUAL") and name not in LEFT_TO_THE_USER]:
        del environment[name]
    for name in ("COLUMNS", "LINES"):
        environment.pop(name, None)  # an exported size would be believed, and no window ever be resized
    environment["TEXTUAL_ANIMATIONS"] = "none"  # a page down is 8 kB instead of 232
    environment["TEXTUAL_SMOOTH_SCROLL"] = "0"
    if environment.get("NO_COLOR"):
        environment.setdefault("TEXTUAL_THEME", "ansi-dark")  # any other theme would be drawn in greys
    else:
        environment.pop("NO_COLOR", None)  # empty means nothing to the standard, but something to Textual


def wants_mouse(environment: Mapping[str, str]) -> bool:
    """Not over SSH: reports of every motion are answered with repaints, 200 kB a second measured."""
    return not (environment.get("SSH_CONNECTION") or environment.get("SSH_TTY"))

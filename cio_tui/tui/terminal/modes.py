"""What a full-screen program switches on in a terminal, and how to get out of all of it when nothing else works."""

from __future__ import annotations

import os
import termios
from contextlib import suppress
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from typing import Any

NORMAL = (
    b"\x18"  # ends a sequence that was cut off half-way
    b"\x1b[?2026l"  # paint at once
    b"\x1b[?1000l\x1b[?1003l\x1b[?1015l\x1b[?1006l\x1b[?1016l"  # mouse
    b"\x1b[?2048l\x1b[?1004l\x1b[?2004l"  # reports of size and focus, marked pastes
    b"\x1b[<u"  # kitty keyboard: each screen has a stack of its own, so before leaving this one
    b"\x1b[m\x1b[?7h\x1b[?1049l\x1b[?25h"  # colours, line wrap, main screen, cursor
)


def force_normal(descriptor: int, attributes: list[Any] | None) -> None:
    """Make a terminal usable again although it has stopped reading: what waits for it is thrown away."""
    with suppress(OSError, termios.error):
        termios.tcflush(descriptor, termios.TCOFLUSH)
        os.write(descriptor, NORMAL)
    if attributes is not None:
        with suppress(termios.error):
            termios.tcsetattr(descriptor, termios.TCSANOW, attributes)

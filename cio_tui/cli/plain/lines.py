"""What is typed, line by line, from a thread of its own: reading a terminal cannot be cancelled."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from threading import Thread
from typing import TYPE_CHECKING

from cio_tui.core.cutting import cut_line

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import TextIO

LONGEST = 10_000
"""Characters of one line; more is cut and marked as cut, so that a device piped in by mistake does no harm."""


def listen(source: TextIO, hear: Callable[[str], None], end: Callable[[], None]) -> None:
    """Call `hear` on the event loop for every line, cleaned, and `end` once there will be no more."""
    if hasattr(source, "reconfigure"):
        source.reconfigure(errors="replace")
    loop = asyncio.get_running_loop()
    Thread(target=_read, args=(loop, source, hear, end), name="stdin", daemon=True).start()


def _read(
    loop: asyncio.AbstractEventLoop, source: TextIO, hear: Callable[[str], None], end: Callable[[], None]
) -> None:
    with suppress(RuntimeError):  # the loop has ended: nobody is listening any more
        while line := _next_line(source):
            loop.call_soon_threadsafe(hear, cut_line(line.rstrip("\r\n"), LONGEST))
        loop.call_soon_threadsafe(end)


def _next_line(source: TextIO) -> str:
    """Empty at the end, also of a source that can no longer be read."""
    try:
        line = rest = source.readline(LONGEST + 2)  # one more than is kept shows that there is more
        while rest and not rest.endswith("\n"):
            rest = source.readline(LONGEST)
    except (OSError, ValueError):  # the terminal has gone, or the stream is closed
        return ""
    return line

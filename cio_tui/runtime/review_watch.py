"""A review that follows its log: first what a glance says, then the whole account, then again whenever the log grows.

All of it happens on a daemon thread, so that neither a long log nor a disk that hangs stops the screen. What cannot be
read is handed over as the error it is, and looked at again once the file has changed.
"""

from __future__ import annotations

import time
from contextlib import aclosing
from functools import partial
from typing import TYPE_CHECKING

from cio_tui.core.errors import UserError
from cio_tui.runtime.incident_list import summarise
from cio_tui.runtime.news import news_from
from cio_tui.runtime.regular_file import version_of
from cio_tui.runtime.reviewing import review

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, Callable
    from threading import Event

    from cio_tui.runtime.incident_folder import IncidentFolder
    from cio_tui.runtime.incident_list import Summary
    from cio_tui.runtime.reviewing import Reviewed

    News = Summary | Reviewed | UserError

LOOK = 1.0
"""Seconds between looks at the files."""

SHARE = 10
"""Times as long as an account took to compute until the next one: a tenth of one core at most."""


async def follow_review(folder: IncidentFolder, every: float = LOOK) -> AsyncGenerator[News, None]:
    """A Summary, then a Reviewed whenever there is something new, or what keeps it from being read.

    Never ends by itself. Close it with `aclose()`, or leave it to the end of the process.
    """
    async with aclosing(news_from(partial(_watch, folder, every))) as news:
        async for item in news:
            yield item


def _watch(folder: IncidentFolder, every: float, tell: Callable[[News], None], stop: Event) -> None:
    try:
        tell(summarise(folder))
        seen: tuple[object, ...] | None = None
        while not stop.is_set():
            began = time.monotonic()
            found = _state(folder)
            if found != seen:
                seen = found
                tell(_read(folder))
            stop.wait(max(every, SHARE * (time.monotonic() - began)))
    finally:  # a thread that dies must not leave a screen that says it is reading
        tell(UserError(f"{folder.id} is not followed any more. Leave the review and open it again."))


def _read(folder: IncidentFolder) -> News:
    try:
        return review(folder)
    except UserError as error:
        return error
    except OSError as error:
        return UserError(
            f"{folder.id} cannot be read: {error.strerror}. Look at its disk, then open it again."
        )


def _state(folder: IncidentFolder) -> tuple[object, ...]:
    """What differs once the log, or the samples beside it, were written to."""
    return tuple((path, version_of(path)) for path in (*folder.logs(), folder.readings))

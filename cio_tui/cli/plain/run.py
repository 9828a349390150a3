"""The plain walk as a process: whatever ends it, a signal included, the log is closed and says why."""

from __future__ import annotations

import asyncio
import sys
from contextlib import suppress
from io import StringIO
from typing import TYPE_CHECKING

from cio_tui.cli.exit_codes import ExitCode
from cio_tui.cli.plain.walk import PlainWalk
from cio_tui.runtime.conductor import Conductor
from cio_tui.runtime.privacy import keep_private
from cio_tui.runtime.signals import Endings

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from cio_tui.cli.output import Output
    from cio_tui.runtime.signals import Ending
    from cio_tui.runtime.workplace import Workplace


def run_plain(
    place: Workplace,
    opening: Callable[[Conductor], Awaitable[None]],
    output: Output,
    *,
    ends_with_input: bool,
) -> int:
    """Walk until the end; the exit code is 128 + n after a signal. Raises UserError when nothing can be opened."""
    keep_private()
    conductor = Conductor(place)
    running: list[tuple[asyncio.AbstractEventLoop, asyncio.Task[None]]] = []

    async def work() -> None:
        task = asyncio.current_task()
        if task is not None:
            running.append((asyncio.get_running_loop(), task))
        async with conductor:
            await opening(conductor)
            source = sys.stdin or StringIO()  # closed by the caller
            await PlainWalk(conductor, output, source, ends_with_input=ends_with_input).run()

    def end(ending: Ending) -> None:
        conductor.detach(ending.reason)
        for loop, task in running:
            with suppress(RuntimeError):  # it has ended by itself meanwhile
                loop.call_soon_threadsafe(task.cancel)

    with Endings(end) as endings, suppress(asyncio.CancelledError):
        asyncio.run(work())
    return endings.ending.code if endings.ending else ExitCode.OK

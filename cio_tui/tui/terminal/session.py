"""One app on one terminal, from before it is opened until whatever ends it: a key, a signal, a lost line, a crash."""

from __future__ import annotations

import asyncio
import os
from contextlib import suppress
from typing import TYPE_CHECKING

from cio_tui.runtime.signals import Endings
from cio_tui.tui.terminal.environment import wants_mouse

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine

    from cio_tui.runtime.signals import Ending
    from cio_tui.tui.terminal.safe_app import SafeApp

PATIENCE = 5.0
"""Seconds that everything around the app gets to end after the app has; a slow disk may need some of it."""


class TerminalSession:
    """Runs a coroutine that shows an app. `close_log` gets the reason of an ending, on another thread, at once: an app
    that cannot end must not keep it from being written. It may be called when there is nothing to close.
    """

    def __init__(self, close_log: Callable[[str], None]) -> None:
        self._close_log = close_log
        self._endings = Endings(self._begin, self._give_up, terminal=0)
        self._app: SafeApp | None = None
        self._loop: asyncio.AbstractEventLoop | None = None
        self._work: asyncio.Task[None] | None = None

    def run(self, work: Coroutine[object, object, None]) -> int:
        """The exit code: 128 + n after a signal, else the app's own. Raises what the work raises."""
        with self._endings as endings, suppress(asyncio.CancelledError):
            asyncio.run(self._run(work))
        if endings.ending is not None:
            return endings.ending.code
        return self._app.return_code or 0 if self._app else 0

    @property
    def crash(self) -> BaseException | None:
        """The error that ended the app, if one did."""
        return self._app.crash if self._app else None

    async def show(self, app: SafeApp) -> None:
        """Run the app until it ends; to be awaited inside the work."""
        self._app = app
        if self._endings.ending is None:
            try:
                await app.run_async(mouse=wants_mouse(os.environ))
            finally:
                if app.terminal is not None:
                    app.terminal.release()
        self._endings.end_within(PATIENCE, app.return_code or 0)

    async def _run(self, work: Coroutine[object, object, None]) -> None:
        self._loop = asyncio.get_running_loop()
        self._work = asyncio.create_task(work)
        await self._work

    def _begin(self, ending: Ending) -> None:
        self._close_log(ending.reason)
        with suppress(RuntimeError):  # the loop has ended by itself meanwhile
            if self._loop is not None:
                self._loop.call_soon_threadsafe(self._leave, ending.code)

    def _leave(self, code: int) -> None:
        if self._app is not None:
            self._app.exit(return_code=code)
        elif self._work is not None:
            self._work.cancel()

    def _give_up(self) -> None:
        if self._app is not None and self._app.terminal is not None:
            self._app.terminal.force_normal()

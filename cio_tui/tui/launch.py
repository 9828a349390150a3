"""Opens the screen inside the conductor, which outlives it: probes, log and pen are closed after Textual is gone.

What Textual reads from the environment is set before it is imported, and a signal is answered from before the incident
is opened until after its log is closed.
"""

from __future__ import annotations

import gc
import os
import sys
from typing import TYPE_CHECKING, NamedTuple

from cio_tui.runtime.privacy import keep_private
from cio_tui.tui.terminal.environment import prepare

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from cio_tui.runtime.conductor import Conductor
    from cio_tui.runtime.workplace import Workplace


PROMPT = 0.001
"""Seconds that a thread may compute while a key waits: 8 ms to its paint instead of 20 beside a busy one."""


class Ended(NamedTuple):
    """How the screen was left."""

    code: int
    """128 + n after a signal."""
    drill: str
    """The scenario that was asked for, to be played on other ground; empty when none was."""
    sealed: str
    """What to keep of the incident that was closed; empty when none was."""


def make_ready() -> None:
    """What is decided for the process before Textual is imported."""
    sys.setswitchinterval(PROMPT)
    gc.disable()  # until the first screen is complete: 5 % of the start
    keep_private()
    prepare(os.environ)


def launch(place: Workplace, opening: Callable[[Conductor], Awaitable[None]] | None) -> Ended:
    """Run the app until it ends.

    Raises what crashed the app, with a note that says where the log is, once the terminal is as it was.
    """
    make_ready()
    from cio_tui.runtime.conductor import Conductor
    from cio_tui.tui.app import CioTui
    from cio_tui.tui.terminal.crash import for_the_report
    from cio_tui.tui.terminal.session import TerminalSession

    conductor = Conductor(place)
    session = TerminalSession(conductor.detach)
    folder = drill = kept = ""

    async def work() -> None:
        nonlocal folder, drill, kept
        async with conductor:
            if opening is not None:
                await opening(conductor)
            app = CioTui(conductor)
            await session.show(app)
            app.remember_seal()
            folder, drill, kept = conductor.scene().folder, app.wanted_drill, app.sealed

    code = session.run(work())
    if session.crash is not None:
        raise for_the_report(session.crash, folder, place.redact)
    return Ended(code, drill, kept)

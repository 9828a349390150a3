"""Opens the screen inside the conductor, which outlives it: probes, log and pen are closed after Textual is gone."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from cio_tui.runtime.conductor import Conductor
    from cio_tui.runtime.workplace import Workplace


def launch(place: Workplace, opening: Callable[[Conductor], Awaitable[None]] | None) -> int:
    """Run the app until it is left; the exit code."""
    return asyncio.run(_run(place, opening))


async def _run(place: Workplace, opening: Callable[[Conductor], Awaitable[None]] | None) -> int:
    from cio_tui.runtime.conductor import Conductor
    from cio_tui.tui.app import CioTui

    async with Conductor(place) as conductor:
        if opening is not None:
            await opening(conductor)
        app = CioTui(conductor)
        await app.run_async(mouse=False)
        return app.return_code or 0

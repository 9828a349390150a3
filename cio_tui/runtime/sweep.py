"""Every probe once, all at the same time: as long as the slowest takes, however many hang."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from cio_tui.core.judge import judge
from cio_tui.probes.guard import guarded

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from cio_tui.core.probe import Probe
    from cio_tui.core.reading import Reading, Value
    from cio_tui.probes.ground import Ground


async def sweep(probes: Iterable[Probe], ground: Ground, values: Mapping[str, Value]) -> tuple[Reading, ...]:
    """A reading of each, in their order."""
    chosen = tuple(probes)
    await ground.prewarm({probe.kind for probe in chosen})

    async def read(probe: Probe) -> Reading:
        return judge(probe, await guarded(probe, ground), values)

    return tuple(await asyncio.gather(*map(read, chosen)))

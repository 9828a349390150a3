"""No probe, however it breaks or hangs, ends the app: the only broad `except` of the package is here.

A fault of ours is not a fault of the target, so it becomes an empty sample, judged unknown, that says so.
Cancellation passes through.
"""

from __future__ import annotations

import asyncio
import traceback
from pathlib import PurePath
from typing import TYPE_CHECKING

from cio_tui.core.text import clean_line
from cio_tui.probes.failure import SetupError
from cio_tui.probes.registry import measure_of
from cio_tui.probes.sampling import unmeasured

if TYPE_CHECKING:
    from cio_tui.core.probe import Probe
    from cio_tui.core.reading import Sample
    from cio_tui.probes.ground import Ground

GRACE = 0.2
"""Seconds a measurement may overrun its own timeout, which names the phase better than this deadline can."""


async def guarded(probe: Probe, ground: Ground) -> Sample:
    """Measure once; always a Sample, within `probe.timeout` + GRACE seconds."""
    deadline = asyncio.timeout(probe.timeout + GRACE)
    try:
        async with deadline:
            return await measure_of(probe.kind)(probe, ground)
    except SetupError as error:
        return unmeasured(probe, ground, str(error))
    except Exception as error:  # noqa: BLE001  a bug in one probe must not take the other seven with it
        if deadline.expired():
            return unmeasured(probe, ground, f"the probe itself failed: it overran its {probe.timeout:g} s")
        return unmeasured(probe, ground, _sentence(error, ground), {"raised": _place(error)})


def _sentence(error: Exception, ground: Ground) -> str:
    """The fault in words, without any credential the message may hold."""
    said = clean_line(ground.redact(str(error)))
    return f"the probe itself failed: {type(error).__name__}" + (f": {said}" if said else "")


def _place(error: Exception) -> str:
    """File and line where it was raised; no variables, which may hold credentials."""
    frames = traceback.extract_tb(error.__traceback__)
    return f"{PurePath(frames[-1].filename).name}:{frames[-1].lineno}" if frames else "unknown"

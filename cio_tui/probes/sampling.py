"""How a measurement becomes a Sample: stamped with both clocks as it ends, everything in it already clean."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cio_tui.core.reading import Sample

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cio_tui.core.probe import Probe
    from cio_tui.core.reading import Json, Value
    from cio_tui.probes.ground import Ground


def sampled(
    probe: Probe,
    ground: Ground,
    fields: Mapping[str, Value | None],
    summary: str,
    detail: Mapping[str, Json] | None = None,
) -> Sample:
    """A measurement that was made, whatever it found."""
    return Sample(probe.id, ground.wall(), ground.mono(), fields, summary, detail or {})


def unmeasured(probe: Probe, ground: Ground, why: str, detail: Mapping[str, Json] | None = None) -> Sample:
    """A measurement that could not be made: without fields, so that it is judged unknown."""
    return sampled(probe, ground, {}, why, detail)

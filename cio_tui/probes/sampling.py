"""How a measurement becomes a Sample: stamped with both clocks as it ends, and without any credential.

What is in it is already clean, and redacted where it was cut; redacting once more here is the net beneath.
"""

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
    redactor = ground.redactor
    safe = {
        name: redactor.redact(value) if isinstance(value, str) else value for name, value in fields.items()
    }
    shown = {name: redactor.redact_json(value) for name, value in (detail or {}).items()}
    return Sample(probe.id, ground.wall(), ground.mono(), safe, redactor.redact(summary), shown)


def unmeasured(probe: Probe, ground: Ground, why: str, detail: Mapping[str, Json] | None = None) -> Sample:
    """A measurement that could not be made: without fields, so that it is judged unknown."""
    return sampled(probe, ground, {}, why, detail)

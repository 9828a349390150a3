"""The evidence of one probe said aloud: its newest samples, then one of them with what it proves."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cio_tui.cli.plain.words import one_line
from cio_tui.core.errors import Refused
from cio_tui.core.proof.asked import command_of
from cio_tui.core.proof.sections import text_of
from cio_tui.core.verdict_shapes import SHAPES
from cio_tui.runtime.proving import attachment, proof_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cio_tui.core.commands import AttachEvidence
    from cio_tui.core.kept import Kept
    from cio_tui.core.probe import Probe
    from cio_tui.runtime.conductor import Conductor
    from cio_tui.runtime.scene import Scene

LISTED = 10
"""Samples told in a line each; `incident show` and the file have the rest."""

USAGE = ":evidence PROBE, or :evidence PROBE N for the Nth newest sample"


async def evidence_lines(conductor: Conductor, words: str) -> list[str]:
    """What `:evidence WORDS` says. Raises Refused when there is no such probe or sample."""
    probe, kept, number = await _sample(conductor, words)
    return list(_told(conductor.scene(), probe, kept, number))


async def attached(conductor: Conductor, words: str) -> AttachEvidence:
    """The command that `:attach WORDS` is. Raises Refused as `evidence_lines` does."""
    probe, kept, number = await _sample(conductor, words)
    return attachment(kept[number - 1], probe, conductor.scene())


async def _sample(conductor: Conductor, words: str) -> tuple[Probe, tuple[Kept, ...], int]:
    """The probe, its samples, the newest first, and the number of the one that is meant."""
    name, _, rest = words.strip().partition(" ")
    probe = conductor.scene().probes.get(name)
    if probe is None:
        raise Refused(f"Name one of the probes: {', '.join(conductor.scene().probes)}. Type {USAGE}")
    kept = (await conductor.samples(name).read())[::-1]
    number = int(rest) if rest.strip().isdecimal() else 1
    if not 1 <= number <= len(kept):
        raise Refused(f"{len(kept)} samples of {name} are kept.")
    return probe, kept, number


def _told(scene: Scene, probe: Probe, kept: tuple[Kept, ...], number: int) -> Iterator[str]:
    yield f"PROBE {probe.id} {len(kept)} samples are kept, the newest first; this is number {number}"
    for place, each in enumerate(kept[:LISTED], 1):
        yield f"TEXT {place}: {each.at:%H:%M:%SZ} {SHAPES[each.verdict]} {each.verdict}, {one_line(each.summary)}"
    chosen = kept[number - 1]
    for line in text_of(chosen, proof_of(chosen, probe, scene)).splitlines():
        yield f"TEXT {one_line(line)}"
    if command := command_of(probe, chosen.detail, is_drill=scene.is_drill):
        yield f"TEXT ask it again: {command}"

"""A kept sample as it is told to a person here and pinned to a step: by the screen and by the plain walk alike."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cio_tui.core.commands import AttachEvidence
from cio_tui.core.proof.loose import milliseconds
from cio_tui.core.proof.sections import Section, sections_of, text_of
from cio_tui.customerio.hints import hint_for_status

if TYPE_CHECKING:
    from cio_tui.core.kept import Kept
    from cio_tui.core.probe import Probe
    from cio_tui.runtime.scene import Scene


def proof_of(kept: Kept, probe: Probe, scene: Scene) -> tuple[Section, ...]:
    """What the sample proves, with what such a status means at Customer.io where the book does not say."""
    status = milliseconds(kept.fields.get("status"))
    hint = None if status is None else hint_for_status(int(status))
    return sections_of(kept, probe, scene.host, str(hint or ""))


def attachment(kept: Kept, probe: Probe, scene: Scene) -> AttachEvidence:
    """The command that pins it to the current step: a copy, since readings.jsonl is thinned out."""
    text = text_of(kept, proof_of(kept, probe, scene))
    return AttachEvidence(kept.probe, kept.at, kept.verdict.value, kept.summary, kept.reasons, text)

"""What `c` takes along from a step: its message, or its command."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cio_tui.core.expr import fill
from cio_tui.core.step import Notify

if TYPE_CHECKING:
    from cio_tui.core.step import Step
    from cio_tui.runtime.scene import Scene


def copy_text(scene: Scene, step: Step | None) -> str:
    """The text as it would be sent or run; empty when the step has none."""
    if step is None:
        return ""
    if isinstance(step.body, Notify):
        return fill(step.body.template, scene.evidence).strip()
    return fill(step.command, scene.evidence).strip()

"""The line of keys: what fits this step first, the five that are enough always."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cio_tui.core.observe import open_proposals
from cio_tui.core.step import StepKind
from cio_tui.tui.present.key_line import keys_line

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cio_tui.core.session import Session
    from cio_tui.runtime.scene import Scene
    from cio_tui.tui.line import Line

SETTLES: Mapping[StepKind, str] = {
    StepKind.DO: "answer",
    StepKind.DECIDE: "choose",
    StepKind.WATCH: "choose or override",
    StepKind.WAIT: "cut short",
    StepKind.NOTIFY: "I have sent it",
    StepKind.CHECK: "confirm next line",
    StepKind.GROUP: "look",
    StepKind.CLOSE: "close",
}
"""What `space` does on each kind of step."""


def footer_line(scene: Scene, session: Session, width: int) -> Line:
    """Keys as far as they fit, the most needed first."""
    if session.closed is not None:
        return keys_line((("n", "note"), ("q", "leave"), ("?", "help")), width)
    if not scene.may_write:
        return keys_line((("j k", "look"), ("W", "take the pen"), ("q", "leave"), ("?", "help")), width)
    step = session.current
    keys: list[tuple[str, str]] = []
    if open_proposals(session):
        keys.append(("e", "ESCALATE?"))
    if session.held_since is not None:
        keys.append(("H", "go on"))
    if step is not None:
        keys.append(("space", SETTLES[step.kind]))
        keys += [("c", "copy")] if step.command or step.kind is StepKind.NOTIFY else []
    keys += [("a", "roles")] if _lacks_role(session) else []
    keys += [("j k", "look"), ("n", "note"), ("?", "help"), ("u", "undo"), ("s", "skip"), ("q", "leave")]
    keys += [("[ ]", "pane"), ("r", "ask again"), (":", "all"), ("/", "find")]
    return keys_line(tuple(keys), width)


def _lacks_role(session: Session) -> bool:
    """Whether somebody still has to be named."""
    return any(role.required and role.id not in session.roles for role in session.runbook.roles.values())

"""The walk: what was entered, seen, said, chosen, left out and taken back."""

from __future__ import annotations

from typing import Literal, NamedTuple

How = Literal["sensed", "attested", "override"]


class StepEntered(NamedTuple):
    """A step becomes the current one."""

    step: str
    title: str = ""
    book: str = ""
    """Set when the walk moves into another book."""
    book_sha256: str = ""
    why: str = "next"
    """`start next branch jump back return abort timeout escalation member deferred`."""
    reason: str = ""
    """Of a person; when recalled because it was deferred, the `book#step` to go on with afterwards."""
    kind: str = "step.entered"


class StepChecked(NamedTuple):
    """One line of a check list is confirmed, or taken back."""

    step: str
    line: int
    """Counted from 1."""
    text: str
    on: bool = True
    kind: str = "step.checked"


class StepDone(NamedTuple):
    """A step is settled by what was sensed or said."""

    step: str
    how: How
    said: str = ""
    expected: str = ""
    mismatch: bool = False
    """The answer was outside what the book accepts."""
    reason: str = ""
    seconds: float = 0.0
    """Since the step was entered."""
    sensed: str = ""
    """The condition with its values."""
    kind: str = "step.done"


class StepSkipped(NamedTuple):
    """Left out for good."""

    step: str
    reason: str = ""
    kind: str = "step.skipped"


class StepDeferred(NamedTuple):
    """Put off; it comes back before the close."""

    step: str
    reason: str = ""
    kind: str = "step.deferred"


class StepUndone(NamedTuple):
    """A mark is taken back; nothing is deleted from the log."""

    step: str
    was: str
    reason: str = ""
    kind: str = "step.undone"


class Decision(NamedTuple):
    """A person chose a branch."""

    step: str
    suggested: str
    """Label the tool suggested; empty when it suggested none."""
    chosen: str
    goto: str
    agreed: bool
    why: str = ""
    rejected: tuple[str, ...] = ()
    because: str = ""
    """Why the tool suggested it, with the values."""
    kind: str = "decision"


class Suggestion(NamedTuple):
    """What the tool suggests changed."""

    step: str
    suggested: str
    because: str = ""
    number: int = 0
    """Which of the ways out, counted from 1: its label changes with the values in it."""
    kind: str = "suggestion"


StepEvent = (
    StepEntered | StepChecked | StepDone | StepSkipped | StepDeferred | StepUndone | Decision | Suggestion
)

"""The walk: what was entered, seen, said, chosen, left out and taken back."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar, Literal

How = Literal["sensed", "attested", "override"]


@dataclass(frozen=True, slots=True)
class StepEntered:
    """A step becomes the current one."""

    kind: ClassVar[str] = "step.entered"
    step: str
    title: str = ""
    book: str = ""
    """Set when the walk moves into another book."""
    book_sha256: str = ""
    why: str = "next"
    """`start next branch jump back return abort timeout escalation member deferred`."""
    reason: str = ""
    """Of a person; when recalled because it was deferred, the `book#step` to go on with afterwards."""


@dataclass(frozen=True, slots=True)
class StepChecked:
    """One line of a check list is confirmed, or taken back."""

    kind: ClassVar[str] = "step.checked"
    step: str
    line: int
    """Counted from 1."""
    text: str
    on: bool = True


@dataclass(frozen=True, slots=True)
class StepDone:
    """A step is settled by what was sensed or said."""

    kind: ClassVar[str] = "step.done"
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


@dataclass(frozen=True, slots=True)
class StepSkipped:
    """Left out for good."""

    kind: ClassVar[str] = "step.skipped"
    step: str
    reason: str = ""


@dataclass(frozen=True, slots=True)
class StepDeferred:
    """Put off; it comes back before the close."""

    kind: ClassVar[str] = "step.deferred"
    step: str
    reason: str = ""


@dataclass(frozen=True, slots=True)
class StepUndone:
    """A mark is taken back; nothing is deleted from the log."""

    kind: ClassVar[str] = "step.undone"
    step: str
    was: str
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Decision:
    """A person chose a branch."""

    kind: ClassVar[str] = "decision"
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


@dataclass(frozen=True, slots=True)
class Suggestion:
    """What the tool suggests changed."""

    kind: ClassVar[str] = "suggestion"
    step: str
    suggested: str
    because: str = ""
    number: int = 0
    """Which of the ways out, counted from 1: its label changes with the values in it."""


StepEvent = (
    StepEntered | StepChecked | StepDone | StepSkipped | StepDeferred | StepUndone | Decision | Suggestion
)

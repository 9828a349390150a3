"""A runbook as checked data: every name in it resolves and every expression parses.

Only `core.schema` builds these; whoever holds a Runbook needs no further check. The TOML keys are the field names.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from cio_tui.core.step import Group

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from cio_tui.core.expr import Expression
    from cio_tui.core.probe import Probe
    from cio_tui.core.reading import Value
    from cio_tui.core.step import Goto, ResponseKind, Step


@dataclass(frozen=True, slots=True)
class ExitCriterion:
    """What must hold before the incident is over."""

    when: Expression
    text: str


@dataclass(frozen=True, slots=True)
class Suggest:
    """Ranks the book on the start screen."""

    when: Expression
    because: str
    watch: Expression | None = None
    """True lists the book as WATCH without proposing it."""
    weight: int = 50
    """Among several proposed books the heaviest comes first."""


@dataclass(frozen=True, slots=True)
class Fact:
    """A named condition."""

    id: str
    when: Expression
    text: str


@dataclass(frozen=True, slots=True)
class Variable:
    """A value a person gives during the incident."""

    id: str
    prompt: str
    kind: ResponseKind = "text"
    default: Value | None = None
    max: float | None = None
    personal: bool = False
    """Stored as a salted hash: an e-mail address, a person id."""


@dataclass(frozen=True, slots=True)
class Role:
    """Who holds which part."""

    id: str
    title: str
    required: bool = False


@dataclass(frozen=True, slots=True)
class Timer:
    """A reminder, counted from `incident.opened`, `step:ID` or `milestone:ID`."""

    id: str
    start: str
    """TOML key `from`."""
    text: str
    every: float = 0.0
    after: float = 0.0
    """One of `every` and `after` is set, in seconds."""
    until: Expression | None = None
    notify: str = ""
    """A notify step whose text is due again when the timer fires."""


@dataclass(frozen=True, slots=True)
class Escalation:
    """Proposed on every step while its condition holds."""

    id: str
    when: Expression
    text: str
    hold: float = 0.0
    """TOML key `for`: seconds the condition must hold, so that one bad sample pages nobody."""
    to: str = ""
    """New severity; empty keeps it."""
    goto: Goto | None = None


@dataclass(frozen=True, slots=True)
class Runbook:
    """One book, includes resolved."""

    id: str
    title: str
    severity: str
    """`P1` to `P4`, or empty for a checklist."""
    owner: str
    reviewed: date
    review_days: int
    start: str
    exit: tuple[ExitCriterion, ...]
    suggest: Suggest | None
    probes: Mapping[str, Probe]
    facts: Mapping[str, Fact]
    variables: Mapping[str, Variable]
    roles: Mapping[str, Role]
    timers: Mapping[str, Timer]
    escalations: Mapping[str, Escalation]
    steps: Mapping[str, Step]
    """By id, in the order of the file."""
    document: Mapping[str, object] = field(default_factory=dict, repr=False, compare=False)
    """The merged TOML document, as pinned beside the log."""
    sha256: str = field(default="", compare=False)
    """Of the pinned document's bytes."""

    def days_overdue(self, today: date) -> int:
        """Days past the review date; 0 while it is current."""
        return max(0, (today - self.reviewed).days - self.review_days)

    def group_of(self, step: str) -> str:
        """The group that has this step as a member, or an empty string."""
        for candidate in self.steps.values():
            if isinstance(candidate.body, Group) and step in candidate.body.steps:
                return candidate.id
        return ""

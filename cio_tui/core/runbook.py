"""A runbook as checked data: every name in it resolves and every expression parses.

Only `core.schema` builds these; whoever holds a Runbook needs no further check. The TOML keys are the field names.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from cio_tui.core.expr import Expression
    from cio_tui.core.probe import Probe
    from cio_tui.core.reading import Value

SCHEMA = 1


class StepKind(StrEnum):
    """What ends a step."""

    DO = "do"
    DECIDE = "decide"
    WATCH = "watch"
    WAIT = "wait"
    NOTIFY = "notify"
    CHECK = "check"
    GROUP = "group"
    CLOSE = "close"


class SkipPolicy(StrEnum):
    """Whether a step may be left out."""

    FREE = "free"
    REASON = "reason"
    NEVER = "never"


@dataclass(frozen=True, slots=True)
class Goto:
    """Where to go: a step of this book, or `runbook:BOOK#STEP` (no step: that book's start)."""

    step: str
    book: str = ""

    def __str__(self) -> str:
        if not self.book:
            return self.step
        return f"runbook:{self.book}#{self.step}" if self.step else f"runbook:{self.book}"


ResponseKind = Literal["text", "choice", "int", "number", "percent", "time"]


@dataclass(frozen=True, slots=True)
class Response:
    """The value a person reads off and types: never just "done"."""

    prompt: str
    kind: ResponseKind = "text"
    accept: tuple[str, ...] = ()
    """Expected answers. Another one is allowed with a reason and marks the step as a mismatch."""
    choices: tuple[str, ...] = ()
    """Offered answers of a `choice`; empty means `accept`."""
    min: int = 1
    """Fewest characters of a text."""
    save: str = ""
    """Variable that receives the answer."""


@dataclass(frozen=True, slots=True)
class Branch:
    """One way out of a decision."""

    label: str
    goto: Goto
    when: Expression | None = None
    """The first branch that is true is suggested. None is never suggested, only chosen."""


@dataclass(frozen=True, slots=True)
class Abort:
    """What ends a watch early."""

    when: Expression
    goto: Goto
    text: str = ""


@dataclass(frozen=True, slots=True)
class OnTimeout:
    """What is proposed when a watch has lasted too long."""

    after: float
    goto: Goto


@dataclass(frozen=True, slots=True)
class Do:
    """Ends when the value seen is typed, or when `sensed` turns true."""

    respond: Response | None = None
    sensed: Expression | None = None


@dataclass(frozen=True, slots=True)
class Decide:
    """Ends when a person picks a branch."""

    branches: tuple[Branch, ...]


@dataclass(frozen=True, slots=True)
class Watch:
    """Ends when `until` holds; `abort` and `on_timeout` lead elsewhere."""

    until: Expression
    abort: Abort | None = None
    on_timeout: OnTimeout | None = None


@dataclass(frozen=True, slots=True)
class Wait:
    """Ends after a time; can be cut short with a reason."""

    duration: float
    """TOML key `for`, seconds."""


@dataclass(frozen=True, slots=True)
class Notify:
    """Text rendered, copied, and attested as sent."""

    template: str
    audience: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Check:
    """At most nine lines, confirmed one by one."""

    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Group:
    """Members in any order; ends when every one that applies is settled."""

    steps: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Close:
    """Shows the exit criteria; whatever is open needs a reason."""


Body = Do | Decide | Watch | Wait | Notify | Check | Group | Close


@dataclass(frozen=True, slots=True)
class Step:
    """One `[[step]]`."""

    id: str
    kind: StepKind
    title: str
    body: Body
    why: str = ""
    """Why this step is here, one or two sentences."""
    text: str = ""
    """What to do. `{name}` fills in a value."""
    expect: str = ""
    """What it looks like when it worked."""
    command: str = ""
    """Shown and copied, never run."""
    source: tuple[str, ...] = ()
    """Seed items this step comes from: `P1.1`."""
    panes: tuple[str, ...] = ()
    """Probe ids shown beside the step, most telling first."""
    phase: str = ""
    role: str = ""
    est: float = 0.0
    """Expected duration in seconds; 0 is none given."""
    when: Expression | None = None
    """The step applies only while this is true; unknown counts as applicable."""
    next: Goto | None = None
    """Where to go when it is done; None only after a close."""
    needs: tuple[str, ...] = ()
    """Steps that must be settled first."""
    changes: bool = False
    """Whether doing it changes something outside."""
    undo: str = ""
    """The step that switches it back, or `none: why`."""
    skip: SkipPolicy = SkipPolicy.REASON
    ask: tuple[str, ...] = ()
    """Variables asked for before the step."""

    @property
    def undo_step(self) -> str:
        """The id of the step that reverts this one; empty when there is none."""
        return "" if self.undo.startswith("none:") else self.undo


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

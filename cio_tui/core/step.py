"""A step of a runbook as checked data: what ends it, where it leads, what it changes.

One body class a kind; a `match` over bodies ends in `assert_never`.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from cio_tui.core.expr import Expression


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

    @classmethod
    def parse(cls, text: str) -> Goto:
        """What `str` makes of one; whether it leads anywhere is not asked here."""
        if not text.startswith("runbook:"):
            return cls(text)
        book, _, step = text.removeprefix("runbook:").partition("#")
        return cls(step, book)

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
    """Where to go when it is done; None only after a close, and after the last step of a book without one."""
    needs: tuple[str, ...] = ()
    """Steps that must be settled first."""
    changes: bool = False
    """Whether doing it changes something outside."""
    undo: str = ""
    """The step that switches it back, or `none: why`."""
    skip: SkipPolicy = SkipPolicy.REASON
    ask: tuple[str, ...] = ()
    """Variables asked for before the step."""
    milestone: str = ""
    """What has come about once it is carried out: `mitigated`, `resolved`."""

    @property
    def undo_step(self) -> str:
        """The id of the step that reverts this one; empty when there is none."""
        return "" if self.undo.startswith("none:") else self.undo

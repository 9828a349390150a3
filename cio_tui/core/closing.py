"""Closing an incident: what the book asks for, what is still open, and the reason that closing over it needs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from cio_tui.core import events
from cio_tui.core.errors import ReasonNeeded, Refused
from cio_tui.core.expr import explain, fill, truth
from cio_tui.core.session import Mark
from cio_tui.core.step import Close as CloseBody

if TYPE_CHECKING:
    from cio_tui.core.commands import Close
    from cio_tui.core.evidence import Evidence
    from cio_tui.core.plan import Plan
    from cio_tui.core.session import Session


@dataclass(frozen=True, slots=True)
class Criterion:
    """One exit criterion as it stands."""

    text: str
    holds: bool | None
    because: str


@dataclass(frozen=True, slots=True)
class OpenEnds:
    """What a reviewer will ask about."""

    criteria: tuple[Criterion, ...]
    undo_open: tuple[str, ...]
    skipped: tuple[str, ...]
    deferred: tuple[str, ...]

    @property
    def unmet(self) -> tuple[str, ...]:
        """Texts of the criteria that are false or unknown."""
        return tuple(one.text for one in self.criteria if one.holds is not True)

    @property
    def is_clean(self) -> bool:
        """Whether the incident can be closed without a reason."""
        return not self.summary

    @property
    def summary(self) -> str:
        """What is open, counted; empty when nothing is."""
        counts = {
            "still on the undo list": len(self.undo_open),
            "exit criteria not met": len(self.unmet),
            "skipped": len(self.skipped),
            "deferred": len(self.deferred),
        }
        return ", ".join(f"{what}: {count}" for what, count in counts.items() if count)


def open_ends(session: Session, evidence: Evidence) -> OpenEnds:
    """What stands between now and a clean close."""
    criteria = tuple(
        Criterion(fill(one.text, evidence), truth(one.when, evidence), explain(one.when, evidence))
        for one in session.runbook.exit
    )
    return OpenEnds(
        criteria=criteria,
        undo_open=session.undo_open,
        skipped=_marked(session, Mark.SKIPPED),
        deferred=_marked(session, Mark.DEFERRED),
    )


def close(plan: Plan, command: Close) -> None:
    """Settle the close step and seal the log."""
    session = plan.session
    step = session.current
    if step is None or not isinstance(step.body, CloseBody):
        raise Refused("Go to the book's close step first: it lists what is still open.")
    ends = open_ends(session, plan.evidence)
    if not ends.is_clean and not command.reason.strip():
        raise ReasonNeeded(f"Closing needs a reason ({ends.summary}).")
    plan.record(events.StepDone(step=step.id, how="attested", said="close", reason=command.reason))
    plan.record(
        events.IncidentClosed(
            met=tuple(one.text for one in ends.criteria if one.holds is True),
            unmet=ends.unmet,
            undo_open=ends.undo_open,
            skipped=ends.skipped,
            deferred=ends.deferred,
            reason=command.reason,
        )
    )


def _marked(session: Session, mark: Mark) -> tuple[str, ...]:
    return tuple(name for name, state in session.states.items() if state.mark is mark)

"""The ways out of a step that a person chooses from, and which one the tool suggests.

A decision's branches and a watch's early ends are the same thing: a label, a target, and a condition. The first one
that is true is suggested; one that is unknown never is.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from cio_tui.core.duration import spell
from cio_tui.core.expr import explain, fill, truth
from cio_tui.core.step import Decide, Watch
from cio_tui.core.titles import title_at

if TYPE_CHECKING:
    from cio_tui.core.evidence import Evidence
    from cio_tui.core.expr import Expression
    from cio_tui.core.session import Session
    from cio_tui.core.step import Goto, Step


@dataclass(frozen=True, slots=True)
class WayOut:
    """One choice, judged on the evidence."""

    label: str
    goto: Goto
    holds: bool | None
    because: str
    """The condition with its values; empty when it has none."""
    when: Expression | None = None
    """The condition itself."""
    entry: str = "branch"
    """`branch`, `abort` or `timeout`: how the next step will say it was entered."""


def ways_out(step: Step, evidence: Evidence, session: Session) -> tuple[WayOut, ...]:
    """The choices of a decide or watch step of the book at hand; none for other kinds."""
    match step.body:
        case Decide(branches=branches):
            return tuple(
                WayOut(
                    label=fill(branch.label, evidence),
                    goto=branch.goto,
                    holds=truth(branch.when, evidence) if branch.when else None,
                    because=explain(branch.when, evidence) if branch.when else "",
                    when=branch.when,
                )
                for branch in branches
            )
        case Watch() as watch:
            return _ends_of_watch(step, watch, evidence, session)
        case _:
            return ()


def _ends_of_watch(step: Step, watch: Watch, evidence: Evidence, session: Session) -> tuple[WayOut, ...]:
    ends: list[WayOut] = []
    if watch.abort:
        ends.append(
            WayOut(
                label=fill(watch.abort.text, evidence)
                or f"Stop watching: {title_at(session, watch.abort.goto)}",
                goto=watch.abort.goto,
                holds=truth(watch.abort.when, evidence),
                because=explain(watch.abort.when, evidence),
                when=watch.abort.when,
                entry="abort",
            )
        )
    if watch.on_timeout:
        elapsed = evidence.elapsed.get(step.id)
        waited = spell(watch.on_timeout.after)
        ends.append(
            WayOut(
                label=f"After {waited}: {title_at(session, watch.on_timeout.goto)}",
                goto=watch.on_timeout.goto,
                holds=None if elapsed is None else elapsed >= watch.on_timeout.after,
                because="" if elapsed is None else f"watched for {elapsed / 60:.0f} min",
                entry="timeout",
            )
        )
    return tuple(ends)


def suggested(ways: tuple[WayOut, ...]) -> WayOut | None:
    """The first way out whose condition is true."""
    return next((way for way in ways if way.holds is True), None)

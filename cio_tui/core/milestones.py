"""The moments that times are measured between: said by a person, or brought about by a step that stands for one.

Each says what it rests on. A step that was skipped, or answered against what is expected, brings nothing about.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from cio_tui.core.duration import spell
from cio_tui.core.errors import Refused
from cio_tui.core.events import Milestone, StepDone
from cio_tui.core.session import Mark
from cio_tui.core.step import Group
from cio_tui.core.telling import tell
from cio_tui.core.times import read_time

if TYPE_CHECKING:
    from datetime import datetime

    from cio_tui.core.commands import MarkMilestone
    from cio_tui.core.plan import Plan
    from cio_tui.core.step import Step

NAME = re.compile(r"[a-z0-9_-]{1,64}")
NAMING = "A milestone is named in small letters, such as impact_start, detected, mitigated or resolved."
NOW = "now"

_UNDONE = (Mark.SKIPPED, Mark.DEFERRED, Mark.MISMATCH)


def mark(plan: Plan, command: MarkMilestone) -> None:
    """Record what a person says happened. Raises Refused."""
    if not NAME.fullmatch(command.name):
        raise Refused(NAMING)
    now, when, basis = plan.moment.at, command.when.strip(), command.basis.strip()
    if when.casefold() in ("", NOW):
        plan.record(Milestone(command.name, now, basis))
        return
    try:
        happened_at = read_time(when, now)
    except (ValueError, OverflowError):
        raise Refused(
            "Say when: now, a time in UTC such as 20:04, or how long ago, such as 12m ago."
        ) from None
    plan.record(
        Milestone(
            command.name, happened_at, "; ".join(filter(None, (basis, as_typed(when, happened_at, now))))
        )
    )


def as_typed(text: str, happened_at: datetime, now: datetime) -> str:
    """What a time was read from and how far off that is: whoever meant another day sees it at once."""
    seconds = (now - happened_at).total_seconds()
    return f'typed "{text}", {spell(abs(seconds))} {"earlier" if seconds >= 0 else "ahead"}'


def reach(plan: Plan, step: Step) -> None:
    """Record the milestone that a step which has just been settled stands for."""
    done = next((each for each in reversed(plan.events) if _settles(each, step)), None)
    if not step.milestone or not isinstance(done, StepDone) or done.mismatch:
        return
    if isinstance(step.body, Group):
        marks = [plan.session.state(member.id).mark for member in plan.session.members(step)]
        if any(each in _UNDONE for each in marks) or not any(each.is_settled for each in marks):
            return
    basis = f"{step.id} sensed: {step.title}" if done.how == "sensed" else tell(done)
    plan.record(Milestone(step.milestone, plan.moment.at, basis, step.id))


def _settles(event: object, step: Step) -> bool:
    return isinstance(event, StepDone) and event.step == step.id

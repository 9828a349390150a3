"""A variable gets its value. A time is kept as a moment and marks the milestone of its name.

"12m ago" means nothing an hour later, and a timer that counts from it would have nothing to count from.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from cio_tui.core.errors import Refused
from cio_tui.core.events import Milestone, VarSet
from cio_tui.core.milestones import as_typed
from cio_tui.core.times import read_time

if TYPE_CHECKING:
    from datetime import datetime

    from cio_tui.core.plan import Plan
    from cio_tui.core.reading import Value
    from cio_tui.core.runbook import Variable


def record_value(plan: Plan, variable: Variable, value: Value, step: str) -> None:
    """Record a value. What is no time, in a variable that holds one, stays as it was typed.

    Raises Refused for a number beyond the largest that the book allows.
    """
    if variable.max is not None and isinstance(value, int | float) and value > variable.max:
        raise Refused(f"At most {variable.max:g}: {variable.prompt}")
    happened_at = _moment(value, plan) if variable.kind == "time" else None
    if happened_at is None:
        plan.record(VarSet(variable.id, value, step))
        return
    plan.record(VarSet(variable.id, f"{happened_at:%Y-%m-%d %H:%MZ}", step))
    plan.record(Milestone(variable.id, happened_at, as_typed(str(value), happened_at, plan.moment.at)))


def _moment(value: Value, plan: Plan) -> datetime | None:
    try:
        return read_time(value, plan.moment.at) if isinstance(value, str) else None
    except ValueError:
        return None

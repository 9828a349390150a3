"""Who took part: whoever an event is by, and whoever was named for a role."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from cio_tui.core.events import RoleAssigned
from cio_tui.core.record import TOOL
from cio_tui.core.review.account import Participant

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    from cio_tui.core.record import Recorded
    from cio_tui.core.review.course import Course


class Tenure(NamedTuple):
    """A role held by one person."""

    role: str
    who: str
    since: datetime
    until: datetime | None
    """None while it is held."""

    def __str__(self) -> str:
        return f"{self.role} {self.since:%H:%M} to {self.until:%H:%M}" if self.until else self._open()

    def _open(self) -> str:
        return f"{self.role} from {self.since:%H:%M}"


def participants_of(course: Course) -> tuple[Participant, ...]:
    """In the order in which they first appear."""
    acts: defaultdict[str, list[Recorded]] = defaultdict(list)
    tenures = tenures_of(course)
    for entry in course.entries:
        if entry.recorded.by != TOOL:
            acts[entry.recorded.by].append(entry.recorded)
        if isinstance(entry.recorded.event, RoleAssigned):
            acts.setdefault(entry.recorded.event.who, [])
    return tuple(_participant(who, own, tenures) for who, own in acts.items())


def tenures_of(course: Course) -> Mapping[str, Sequence[Tenure]]:
    """By person."""
    current: dict[str, Tenure] = {}
    ended: list[Tenure] = []
    for entry in course.entries:
        event, at = entry.recorded.event, entry.recorded.at
        if isinstance(event, RoleAssigned):
            if before := current.pop(event.role, None):
                ended.append(before._replace(until=at))
            current[event.role] = Tenure(event.role, event.who, at, None)
    found: defaultdict[str, list[Tenure]] = defaultdict(list)
    for tenure in (*ended, *current.values()):
        found[tenure.who].append(tenure)
    return found


def _participant(who: str, acts: Sequence[Recorded], tenures: Mapping[str, Sequence[Tenure]]) -> Participant:
    own = tenures.get(who, ())
    moments = [*(recorded.at for recorded in acts), *(tenure.since for tenure in own)]
    return Participant(who, tuple(map(str, own)), len(acts), min(moments), max(moments))

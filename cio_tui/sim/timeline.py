"""A scenario's changes folded into the conditions of any moment. Pure: the moment is an argument.

Nothing runs in the background: whoever needs the conditions asks for those of now, so a timeline can be played,
stopped, or looked at in the middle, at any speed.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from cio_tui.sim.faults import Conditions, Queue

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from cio_tui.sim.faults import (
        Account,
        Delivery,
        DnsFault,
        HttpFault,
        Keys,
        Mail,
        Page,
        Ramp,
        Receiver,
        TlsFault,
    )
    from cio_tui.sim.sites import Place
    from cio_tui.sim.workspace_faults import CampaignState, PersonState


@dataclass(frozen=True, slots=True)
class QueueChange:
    """The fallback queue from now on; without a depth it goes on from what it holds."""

    depth: float | None = None
    rate: float = 0.0


@dataclass(frozen=True, slots=True)
class Change:
    """One `[[change]]`: what is set at a moment. None, or a place left out, stays as it was."""

    at: float
    """Scenario seconds."""
    say: str = ""
    """What happens, for the narration."""
    http: Mapping[Place, HttpFault] = field(default_factory=dict)
    tls: Mapping[Place, TlsFault] = field(default_factory=dict)
    dns: Mapping[Place, DnsFault] = field(default_factory=dict)
    keys: Keys | None = None
    account: Account | None = None
    page: Page | None = None
    delivery: Delivery | None = None
    queue: QueueChange | None = None
    errors: Mapping[str, Ramp] | None = None
    receiver: Receiver | None = None
    mail: Mail | None = None
    people: Mapping[str, PersonState] = field(default_factory=dict)
    campaigns: Mapping[str, CampaignState] = field(default_factory=dict)


class Timeline:
    """The conditions after each change."""

    def __init__(self, changes: Sequence[Change]) -> None:
        """`changes` in the order of their moments."""
        self._moments = [change.at for change in changes]
        self._conditions = [Conditions()]
        for change in changes:
            self._conditions.append(_changed(self._conditions[-1], change))

    def at(self, elapsed: float) -> Conditions:
        """The conditions at this scenario second."""
        return self._conditions[bisect_right(self._moments, elapsed)]

    def until(self, elapsed: float) -> Iterator[tuple[float, Conditions]]:
        """Each change up to this scenario second: when it came, and what held from then on."""
        passed = bisect_right(self._moments, elapsed)
        return zip(self._moments[:passed], self._conditions[1 : passed + 1], strict=True)


def _changed(before: Conditions, change: Change) -> Conditions:
    return replace(
        before,
        http={**before.http, **change.http},
        tls={**before.tls, **change.tls},
        dns={**before.dns, **change.dns},
        keys=change.keys or before.keys,
        account=change.account or before.account,
        page=change.page or before.page,
        delivery=change.delivery or before.delivery,
        queue=_queue(before.queue, change),
        errors=before.errors if change.errors is None else change.errors,
        receiver=_receiver(before.receiver, change.receiver),
        mail=change.mail or before.mail,
        people={**before.people, **change.people},
        campaigns={**before.campaigns, **change.campaigns},
    )


def _queue(before: Queue, change: Change) -> Queue:
    if change.queue is None:
        return before
    held = before.depth_at(change.at)
    since = before.since if held else change.at
    depth = held if change.queue.depth is None else change.queue.depth
    return Queue(depth, change.queue.rate, change.at, since)


def _receiver(before: Receiver, after: Receiver | None) -> Receiver:
    """A silence that goes on keeps the moment it began."""
    if after is None:
        return before
    if after.silent_since is None or before.silent_since is None:
        return after
    return replace(after, silent_since=before.silent_since)

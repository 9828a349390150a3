"""A reader without the pen sees what the writer sees: its events as they reach the disk, its samples as they are kept.

It asks Customer.io nothing: a second pair of eyes must not double the load in the middle of an outage.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from cio_tui.core.reading import Reading, Sample
from cio_tui.runtime.kept_readings import read_kept
from cio_tui.runtime.regular_file import version_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cio_tui.core.kept import Kept
    from cio_tui.core.probe import Probe
    from cio_tui.core.session import Session
    from cio_tui.runtime.clock import Clock
    from cio_tui.runtime.incident_folder import IncidentFolder


NEWEST = 1 << 18
"""Bytes of the newest samples that are looked at: some 500, ten minutes of eight probes."""


class KeptReadings:
    """The newest sample of each probe, read again when the file has changed."""

    def __init__(self, folder: IncidentFolder, clock: Clock) -> None:
        self._folder = folder
        self._clock = clock
        self._seen: tuple[object, ...] = ()
        self._newest: dict[str, Reading] = {}

    def newest(self, probes: Mapping[str, Probe]) -> dict[str, Reading]:
        """Of these probes, as far as they were kept; their age is counted by the wall clock."""
        seen = (*version_of(self._folder.readings), *probes)
        if seen != self._seen:
            self._seen = seen
            kept = {each.probe: each for each in read_kept(self._folder, NEWEST)}
            here = probes.keys() & kept.keys()
            self._newest |= {name: _reading(kept[name], probes[name], self._clock) for name in here}
        return {name: reading for name, reading in self._newest.items() if name in probes}


def as_seen_here(session: Session, clock: Clock) -> Session:
    """The session with its time counted by this reader's clock: the writer's own is not to be had.

    Between the two stands the wall clock, which both stamp and read.
    """
    if session.last_at is None:
        return session
    since = max(0.0, (clock.now() - session.last_at).total_seconds())
    here = clock.mono()
    now = session.time(session.last_mono) + since
    return session._replace(offset=now - here, last_mono=here - since)


def _reading(kept: Kept, probe: Probe, clock: Clock) -> Reading:
    mono = clock.mono() - max(0.0, (clock.now() - kept.at).total_seconds())
    sample = Sample(probe.id, kept.at, mono, kept.fields, kept.summary)
    return Reading(sample, kept.verdict, kept.reasons, probe.fresh)

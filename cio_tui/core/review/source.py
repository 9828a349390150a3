"""What an account is made of, as plain data: core reads no files, so whoever did hands over what was found."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from cio_tui.core.kept import Kept
    from cio_tui.core.reading import Value
    from cio_tui.core.record import Recorded
    from cio_tui.core.runbook import Runbook


class Proof(NamedTuple):
    """What verification found."""

    fingerprint: str = ""
    chain_fault: str = ""
    """Why the log does not hold; empty while it does."""
    damaged_seq: int = 0
    """The first event that does not hold; 0 when all do."""
    anchors: tuple[int, int] = (0, 0)
    """Fingerprints in messages that fit, and all of them."""
    faults: tuple[str, ...] = ()
    """Whatever else does not hold."""
    remarks: tuple[str, ...] = ()


class Sight(NamedTuple):
    """What the probes publish at one second of a scenario."""

    at_s: float
    title: str
    fields: Mapping[str, Mapping[str, Value]]
    answers: Mapping[str, Value] = {}
    """What a person types who ran the step's command."""


class Story(NamedTuple):
    """A drill's scenario, as far as a debrief needs it."""

    id: str
    title: str
    books: tuple[str, ...]
    """Runbooks it is meant for, the first one above all."""
    fault_s: float
    """Scenario second at which the fault begins."""
    sights: tuple[Sight, ...]
    """Oldest first."""
    settings: Mapping[str, Value] = {}
    """As the simulator's configuration has them."""


class Source(NamedTuple):
    """Everything that is known of one incident."""

    incident: str
    records: Sequence[Recorded]
    """The events that hold."""
    doubtful: Sequence[Recorded] = ()
    """What can be read after a damage."""
    books: Mapping[str, Runbook] = {}
    """As pinned; empty when they cannot be read."""
    readings: Sequence[Kept] = ()
    proof: Proof = Proof()
    story: Story | None = None
    """Of a drill whose scenario is known here."""

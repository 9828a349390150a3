"""What a reader of the conductor sees at one moment: the screen, the plain walk and the watcher all draw from this."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from cio_tui.core.evidence import Evidence
    from cio_tui.core.probe import Probe
    from cio_tui.core.record import Recorded
    from cio_tui.core.session import Session


class Scene(NamedTuple):
    """Frozen: a screen that is drawn from it is consistent in itself."""

    at: datetime
    """Wall clock, UTC."""
    evidence: Evidence
    """Readings, and with an incident also its variables, undo list and elapsed times."""
    probes: Mapping[str, Probe]
    """What is being measured now, in the book's order."""
    region: str
    label: str
    person: str
    host: str
    session: Session | None = None
    """None on the start screen, and while nothing of an incident is written or read yet."""
    tail: tuple[Recorded, ...] = ()
    """The newest events, oldest first."""
    folder: str = ""
    """Where the incident lives, for the reader to copy."""
    trouble: str = ""
    """Why the last event is not on disk, as a sentence with the remedy; empty while all is saved."""
    caution: str = ""
    """What is wrong with the log's disk while all is saved, as a sentence with the remedy."""
    holder: str = ""
    """Who holds the pen, when it is somebody else: this session only reads."""
    reading: bool = False
    """Whether the log is still being read: its marks and lists are not all there yet."""
    measuring: frozenset[str] = frozenset()
    """Probes that are waiting for an answer right now."""
    stopped: Mapping[str, str] = MappingProxyType({})
    """Probes that are not asked by themselves any more, each with the reason as a sentence."""
    paused: bool = False
    """Whether automatic polling is switched off."""
    speed: float = 1.0
    """Of a drill's clock."""

    @property
    def mono(self) -> float:
        """Seconds on the conductor's clock."""
        return self.evidence.mono

    @property
    def is_drill(self) -> bool:
        """Whether this is practice: the simulator answers, and nothing happens to anybody."""
        return self.session.is_drill if self.session else self.speed != 1.0 or self.label == "drill"

    @property
    def may_write(self) -> bool:
        """Whether this session holds the pen."""
        return self.session is not None and not self.holder

"""Scenes for pure tests: a real book, a session folded from real events, readings judged by the book's own rules."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Literal

from cio_tui.core.commands import Begin
from cio_tui.core.decide import decide
from cio_tui.core.events import IncidentOpened
from cio_tui.core.evidence import Evidence, Moment
from cio_tui.core.fold import apply
from cio_tui.core.judge import judge
from cio_tui.core.reading import Sample
from cio_tui.core.record import Recorded
from cio_tui.core.session import Session
from cio_tui.core.view import view
from cio_tui.runtime.scene import Scene
from cio_tui.tui.line import text_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cio_tui.core.commands import Command
    from cio_tui.core.reading import Reading, Value
    from cio_tui.core.runbook import Runbook
    from cio_tui.tui.line import Line

STARTED = datetime(2026, 11, 21, 20, 21, 7, tzinfo=UTC)
SETTINGS: dict[str, Value] = {"config.region": "us", "config.workspace_id": 0}
INCIDENT = "INC-20261121-2021-k7"


def texts_of(lines: Iterable[Line]) -> list[str]:
    """The words without their styles."""
    return [text_of(line).rstrip() for line in lines]


def styles_in(lines: Iterable[Line]) -> set[str]:
    """Every style that is used."""
    return {style for line in lines for text, style in line if text.strip()}


@dataclass
class Stage:
    """One incident on one book, at a moment the test chooses."""

    book: Runbook
    mode: Literal["live", "drill"] = "live"
    mono: float = 0.0
    events: list[Recorded] = field(default_factory=list)
    readings: dict[str, Reading] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.session = Session({self.book.id: self.book})
        opened = IncidentOpened(
            1, "0.1.0", INCIDENT, self.mode, self.book.id, self.book.title, self.book.severity,
            "", "us", "prod", "jump1", 4242,
        )  # fmt: skip
        self.record(opened, "ana")
        self.tell(Begin())

    def tell(self, command: Command, by: str = "ana") -> Stage:
        """What the command leads to, at this moment."""
        moment = Moment(self.at, by, view(self.session, self.evidence))
        for event in decide(self.session, command, moment):
            self.record(event, by)
        return self

    def record(self, event: object, by: str = "cio-tui") -> None:
        """Put one event into the log."""
        recorded = Recorded(self.session.seq + 1, self.at, self.mono, by, event)  # type: ignore[arg-type]
        self.session = apply(self.session, recorded)
        self.events.append(recorded)

    def see(self, probe: str, summary: str = "200 in 212 ms", **fields: Value | None) -> Stage:
        """A probe has just published this; what is not said is as when all is well."""
        usual: dict[str, Value | None] = {"ok": True, "error": "none", "ms": 212.0, "status": 200}
        sample = Sample(probe, self.at, self.mono, {**usual, **fields}, summary)
        self.readings[probe] = judge(self.book.probes[probe], sample, SETTINGS)
        return self

    def fail(self, probe: str, status: int = 503) -> Stage:
        """A probe has just got this answer."""
        return self.see(probe, f"{status} in 212 ms", ok=False, status=status)

    def wait(self, seconds: float) -> Stage:
        """Time passes."""
        self.mono += seconds
        return self

    @property
    def at(self) -> datetime:
        return STARTED + timedelta(seconds=self.mono)

    @property
    def evidence(self) -> Evidence:
        return Evidence(mono=self.mono, readings=self.readings, settings=SETTINGS)

    def scene(self, **changes: object) -> Scene:
        """What a reader of the conductor would see."""
        scene = Scene(
            at=self.at,
            evidence=view(self.session, self.evidence),
            probes=self.book.probes,
            region="us",
            label="prod",
            person="ana",
            host="jump1",
            session=self.session,
            tail=tuple(self.events),
            folder=f"/home/ana/.local/state/cio-tui/incidents/{INCIDENT}",
        )
        return scene._replace(**changes)  # type: ignore[arg-type]

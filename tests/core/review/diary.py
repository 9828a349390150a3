"""A log written by hand: each event at a second of the incident. `Diary().put(90, Note("x")).account()`."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Self

from cio_tui.core.codec import encode
from cio_tui.core.events import IncidentOpened
from cio_tui.core.kept import Kept
from cio_tui.core.reading import Verdict
from cio_tui.core.record import Recorded, Seen
from cio_tui.core.review.compose import account_of
from cio_tui.core.review.course import follow
from cio_tui.core.review.source import Proof, Source

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cio_tui.core.events import Event, Mode
    from cio_tui.core.reading import Value
    from cio_tui.core.review.account import Account, Exceptional, ExceptionKind, Metric
    from cio_tui.core.review.course import Course
    from cio_tui.core.review.source import Story
    from cio_tui.core.review.strip import Strip
    from cio_tui.core.runbook import Runbook

STARTED = datetime(2026, 11, 21, 20, 20, tzinfo=UTC)
AWAKE = 100.0
"""What the first process' clock reads at the opening."""


def opened(book: str = "a", severity: str = "P2", suggested: str = "", mode: Mode = "live") -> IncidentOpened:
    """The first event of a log."""
    return IncidentOpened(
        1, "0.1.0", "INC-1", mode, book, f"Book {book}", severity, "", "us",
        "prod", "jump1", 1, suggested=suggested, because="it is down" if suggested else "",
        scenario="total-outage" if mode == "drill" else "",
    )  # fmt: skip


def saw(**panes: tuple[str, float]) -> dict[str, Seen]:
    """`saw(track=("failing", 4.0))`: verdict and age."""
    return {probe: Seen(verdict, f"{probe} {verdict}", age) for probe, (verdict, age) in panes.items()}


@dataclass
class Diary:
    """One incident."""

    opening: IncidentOpened = field(default_factory=opened)
    books: tuple[Runbook, ...] = ()
    proof: Proof = Proof("ad72cef5a1b0#1")  # noqa: RUF009  it is frozen
    story: Story | None = None
    records: list[Recorded] = field(default_factory=list)
    readings: list[Kept] = field(default_factory=list)
    doubtful: list[Recorded] = field(default_factory=list)
    awake: float = AWAKE
    """What the writing process' clock reads at the opening."""
    set_by: float = 0.0
    """Seconds by which the wall clock is wrong."""

    def __post_init__(self) -> None:
        self.put(0, self.opening)

    def put(
        self,
        second: float,
        event: Event,
        by: str = "amira",
        seen: Mapping[str, Seen] | None = None,
        jump: float = 0.0,
    ) -> Self:
        """An event at this second of the incident."""
        at = STARTED + timedelta(seconds=second + self.set_by)
        self.records.append(
            Recorded(len(self.records) + 1, at, self.awake + second, by, event, seen or {}, "", jump)
        )
        return self

    def read(
        self, second: float, probe: str, verdict: str, value: float | None = None, name: str = "ms"
    ) -> Self:
        """A sample in readings.jsonl."""
        fields: dict[str, Value | None] = {"error": "timeout" if value is None else "none", name: value}
        at = STARTED + timedelta(seconds=second)
        summary = f"{probe} {verdict}"
        self.readings.append(Kept(probe, at, self.awake + second, Verdict(verdict), summary, (), fields))
        return self

    @property
    def course(self) -> Course:
        """The log walked once, as it reads back from the disk."""
        for recorded in self.records:
            encode(recorded)
        return follow(self.records, {book.id: book for book in self.books})

    def account(self) -> Account:
        """What a review says of it."""
        books = {book.id: book for book in self.books}
        return account_of(
            Source("INC-1", self.records, self.doubtful, books, self.readings, self.proof, self.story)
        )

    def metric(self, name: str) -> Metric:
        """One of its numbers."""
        (found,) = (metric for metric in self.account().metrics if metric.id == name)
        return found

    def exceptions(self, kind: ExceptionKind) -> list[Exceptional]:
        """Those of one kind."""
        return [one for one in self.account().exceptions if one.kind is kind]

    def strip(self, probe: str) -> Strip:
        """Of one probe."""
        (found,) = (strip for strip in self.account().strips if strip.probe == probe)
        return found

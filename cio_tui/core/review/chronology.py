"""The timeline of a review: every event once, in the words of `core.telling`, classed so that it can be folded."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from cio_tui.core.review.gist import gist_of

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from cio_tui.core.record import Seen


class Kind(StrEnum):
    """What a row is about; the first six are shown first, the others unfold."""

    DECISION = "decision"
    MILESTONE = "milestone"
    SEVERITY = "severity"
    MESSAGE = "message"
    EXCEPTION = "exception"
    NOTE = "note"
    STEP = "step"
    PROBE = "probe"
    PEOPLE = "people"
    MACHINE = "machine"

    @property
    def is_folded(self) -> bool:
        """Whether a first reading leaves it out."""
        return self in (Kind.STEP, Kind.PROBE, Kind.PEOPLE, Kind.MACHINE)


class Row(NamedTuple):
    """One event."""

    seq: int
    at: datetime
    """Recorded; never changed by a correction."""
    offset_s: float
    """Incident seconds since the opening."""
    kind: Kind
    who: str
    sentence: str
    saw: Mapping[str, Seen]
    happened_at: datetime | None
    """When it happened, where that was said to differ from when it was recorded."""
    correction: str
    """What a later `amend` says of it; the original stands beside it."""
    doubtful: bool
    """Whether it stands after a damage, so that nothing vouches for it."""
    afterwards: bool = False
    """Whether it was written when the incident was over: not by whom it happened to, as it happened."""
    effect: bool = False
    """Whether it switched something outside."""

    @property
    def gist(self) -> str:
        """The sentence; of a proposal without what its facts rest on in turn."""
        return gist_of(self.sentence) if self.kind is Kind.DECISION else self.sentence

    @property
    def says_when(self) -> bool:
        """Whether the sentence itself names, in UTC, when it happened, as that of a milestone does."""
        return self.happened_at is not None and f"{self.happened_at:%Y-%m-%d %H:%M:%SZ}" in self.sentence

    @property
    def when_and_what(self) -> str:
        """When it happened, once, in UTC, and what."""
        if self.happened_at is None or self.says_when:
            return self.sentence
        return f"{self.happened_at:%Y-%m-%d %H:%M:%SZ} {self.sentence}"

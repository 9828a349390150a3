from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from cio_tui.core import events
from cio_tui.core.commands import Answer, Begin, Choose, Go, MarkMilestone, WriteNote
from cio_tui.core.evidence import Evidence, Moment
from cio_tui.core.judge import judge
from cio_tui.core.reading import Sample
from cio_tui.core.record import Seen
from cio_tui.core.step import Goto
from cio_tui.runtime.not_saved import NotSaved
from cio_tui.runtime.scribe import envelopes, hygienic, record, snapshot
from tests.core.books import make
from tests.core.transcript import STARTED, Transcript

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cio_tui.core.record import Recorded

PROBES = make("").probes
READING = judge(PROBES["track"], Sample("track", STARTED, 10.0, {"status": 503}, "503 in 20 ms"), {})
MOMENT = Moment(STARTED, "amira", Evidence(14.1234, {"track": READING}))


class FullDisk:
    """A pen that never writes."""

    async def append(self, recorded: Sequence[Recorded]) -> Sequence[Recorded]:  # noqa: ARG002
        raise NotSaved("The disk is full.")


class GoodDisk:
    """A pen that numbers what it writes, as a journal does."""

    async def append(self, recorded: Sequence[Recorded]) -> Sequence[Recorded]:
        return recorded


def test_a_snapshot_says_what_every_pane_showed_and_how_old_it_was() -> None:
    assert snapshot(MOMENT.evidence) == {"track": Seen("failing", "503 in 20 ms", 4.1)}
    assert snapshot(Evidence(100.0, {"track": READING}))["track"].verdict == "unknown"


def test_only_what_is_decided_on_carries_a_snapshot() -> None:
    session = Transcript((make(""),)).session
    entered, noted = envelopes(session, [events.StepEntered("close"), events.Note("hm")], MOMENT)
    assert (entered.seq, entered.mono, entered.by, set(entered.saw)) == (2, 14.123, "amira", {"track"})
    assert (noted.seq, noted.saw) == (3, {})


async def test_what_is_not_on_disk_has_not_happened() -> None:
    session = Transcript((make(""),)).session
    with pytest.raises(NotSaved):
        await record(session, [events.StepEntered("close")], MOMENT, FullDisk())
    after, written = await record(session, [events.StepEntered("close")], MOMENT, GoodDisk())
    assert (session.step, after.step, len(written)) == ("", "close", 1)


def test_every_text_of_a_command_is_redacted_and_cleaned() -> None:
    def redact(text: str) -> str:
        return text.replace("hunter2", "[redacted]")

    assert hygienic(WriteNote("hunter2\x1b[2J"), redact) == WriteNote("[redacted]␛[2J")
    assert hygienic(Answer("first", "a\u202eb", "hunter2"), redact).reason == "[redacted]"  # type: ignore[union-attr]
    assert hygienic(Choose("which", 2, "hunter2"), redact) == Choose("which", 2, "[redacted]")
    long = hygienic(WriteNote("x" * 30_000), redact)
    assert isinstance(long, WriteNote)
    assert long.text.endswith(" characters; the rest is not in the log]")
    untouched = (Begin(), Go(Goto("first")), MarkMilestone("impact", "12m ago"))
    assert [hygienic(command, redact) for command in untouched] == list(untouched)

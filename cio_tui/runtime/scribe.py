"""Promise 1 in one place: disk, then state, then screen. An event counts once the journal has acknowledged it.

What a person typed is redacted and cleaned before a command becomes an event, so no event ever holds a credential.
"""

from __future__ import annotations

from dataclasses import fields, replace
from typing import TYPE_CHECKING, Protocol

from cio_tui.core.cutting import cut_block
from cio_tui.core.fold import apply
from cio_tui.core.record import SNAPSHOT_KINDS, Recorded, Seen

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Mapping, Sequence

    from cio_tui.core.commands import Command
    from cio_tui.core.events import Event
    from cio_tui.core.evidence import Evidence, Moment
    from cio_tui.core.session import Session


class Pen(Protocol):
    """Whoever can put events on disk."""

    def append(self, recorded: Sequence[Recorded]) -> Awaitable[Sequence[Recorded]]:
        """Write and sync; the events come back with their digests. Raises NotSaved."""


def snapshot(evidence: Evidence) -> Mapping[str, Seen]:
    """What every pane shows."""
    return {
        name: Seen(
            verdict=reading.verdict_at(evidence.mono).value,
            summary=reading.sample.summary,
            age_s=round(reading.age(evidence.mono), 1),
        )
        for name, reading in evidence.readings.items()
    }


def envelopes(session: Session, drafted: Sequence[Event], moment: Moment) -> tuple[Recorded, ...]:
    """The events with order, both clocks, who, and what was seen."""
    saw = snapshot(moment.evidence)
    return tuple(
        Recorded(
            seq=session.seq + number,
            at=moment.at,
            mono=round(moment.mono, 3),
            by=moment.by,
            event=event,
            saw=saw if isinstance(event, SNAPSHOT_KINDS) else {},
        )
        for number, event in enumerate(drafted, 1)
    )


async def record(
    session: Session, drafted: Sequence[Event], moment: Moment, pen: Pen
) -> tuple[Session, Sequence[Recorded]]:
    """Put events on disk, then fold them in. Raises NotSaved; the session is then as it was."""
    written = await pen.append(envelopes(session, drafted, moment))
    for recorded in written:
        session = apply(session, recorded)
    return session, written


def hygienic(command: Command, redact: Callable[[str], str]) -> Command:
    """The command with every text in it free of credentials and of anything that could act on a terminal."""
    cleaned = {
        field.name: cut_block(redact(value))
        for field in fields(command)
        if isinstance(value := getattr(command, field.name), str)
    }
    return replace(command, **cleaned) if cleaned else command  # type: ignore[arg-type]  # fields of its own

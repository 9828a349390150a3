"""What is said about an event after it: the original always stays, and so do both times.

When it was said is the new event's own; when it happened is `happened_at`, which every event has for a correction.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from cio_tui.core.block_table import Unreadable
from cio_tui.core.codec import decode
from cio_tui.core.errors import Refused, UserError
from cio_tui.core.event_fields import SHAPES
from cio_tui.core.events import Amended, Milestone, Unrecognized
from cio_tui.core.times import read_time, stamp
from cio_tui.runtime.log_bytes import read_log
from cio_tui.runtime.log_opening import refuse_damage

if TYPE_CHECKING:
    from datetime import datetime

    from cio_tui.core.events import Event
    from cio_tui.core.record import Recorded
    from cio_tui.runtime.incident_folder import IncidentFolder

HAPPENED = "happened_at"
"""A field that can be corrected of every event."""

AFTERWARDS = "written afterwards"
"""Basis, or reason, of what had no other."""


def read_moment(text: str, now: datetime) -> datetime:
    """When something is said to have happened. Raises UserError, also for what lies ahead."""
    try:
        moment = read_time(text.strip(), now).replace(microsecond=0)
    except (ValueError, OverflowError):
        raise UserError(
            f"`{text}` is no time: write `20:04` or `2026-11-21 20:04` in UTC, or `12m ago`."
        ) from None
    if moment > now:
        raise UserError(f"{stamp(moment)} is still ahead; this is about what has happened.")
    return moment


def amendment(
    folder: IncidentFolder, seq: int, name: str, value: str, reason: str, now: datetime
) -> tuple[Amended, str]:
    """The correction, and what the log says now. Raises UserError when there is no such event or field."""
    event = _event(folder, seq)
    if name == HAPPENED:
        at = event.event.happened_at if isinstance(event.event, Milestone) else event.at
        return Amended(seq, name, stamp(read_moment(value, now)), reason), stamp(at)
    fields = _fields(event.event)
    if name not in fields:
        which = ", ".join((*fields, HAPPENED))
        raise UserError(f"Event {seq} is {event.event.kind} and has no field `{name}`. It has: {which}.")
    return Amended(seq, name, value, reason), str(fields[name])


def _event(folder: IncidentFolder, seq: int) -> Recorded:
    log = read_log(folder)
    refuse_damage(folder, log)
    if not 1 <= seq <= log.seq:
        raise UserError(f"There is no event {seq}; the log of {folder.id} has 1 to {log.seq}.")
    try:
        return decode(log.blocks[seq - 1], log.digests[seq - 1])
    except Unreadable as error:
        raise Refused(f"Event {seq} cannot be read. {error}") from None


def _fields(event: Event) -> dict[str, object]:
    if isinstance(event, Unrecognized):
        return dict(event.fields)
    return {name: getattr(event, name) for name, _, _ in SHAPES[event.kind][1] if name != HAPPENED}

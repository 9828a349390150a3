"""The words that a text may fill in besides values: who, when, and what was promised."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from cio_tui.core.timers import next_update

if TYPE_CHECKING:
    from datetime import datetime

    from cio_tui.core.session import Session

NOBODY = "nobody yet"
"""How a role reads that nobody holds."""


def words_of(session: Session, mono: float) -> dict[str, str]:
    """By name, as `core.schema.known.WORDS` lists them, and `role.ID` for each role of the book.

    Times are told by the clock that stamped the newest event.
    """
    if session.opened is None or session.last_at is None or not session.book:
        return {}
    origin = session.last_at - timedelta(seconds=session.time(session.last_mono))
    now = origin + timedelta(seconds=session.time(mono))
    update = next_update(session)
    roles = {f"role.{role}": session.roles.get(role) or NOBODY for role in session.runbook.roles}
    return {
        "severity": session.severity,
        "log.fingerprint": session.fingerprint,
        "incident": session.opened.incident,
        "opened": f"{session.opened_at:%Y-%m-%d %H:%MZ}" if session.opened_at else "?",
        "now": _clock(now, now),
        "next_update": "not promised" if update is None else _clock(origin + timedelta(seconds=update), now),
        **roles,
    }


def _clock(at: datetime, now: datetime) -> str:
    """A time of day; with its date when it is another day than today."""
    return f"{at:%H:%MZ}" if at.date() == now.date() else f"{at:%Y-%m-%d %H:%MZ}"

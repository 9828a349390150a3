"""A log is sealed by what leaves the tool's reach: whoever closes an incident is told its fingerprint."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cio_tui.core.session import Session


def sealed(session: Session) -> str:
    """What to keep of a closed incident, for everybody who has just closed one; empty while it is open."""
    if session.closed is None:
        return ""
    return f"sealed, log {session.fingerprint}: keep this in the ticket, it shows later whether anything was changed"

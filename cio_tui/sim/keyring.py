"""Throw-away credentials, fresh for every run, and who is let in with them.

The shapes are the vendor's (20 and 32 hex digits), so that redaction and "wrong kind of key" hints meet the real thing.
"""

from __future__ import annotations

import base64
import secrets
from dataclasses import dataclass
from typing import TYPE_CHECKING

from cio_tui.sim.exchange import Answer, detail_error, meta_error
from cio_tui.sim.faults import KeyState

if TYPE_CHECKING:
    from cio_tui.sim.exchange import Call


@dataclass(frozen=True, slots=True)
class Credentials:
    """One set of keys."""

    site_id: str
    track_api_key: str
    app_api_key: str
    webhook_signing_key: str


def make_credentials() -> Credentials:
    """Keys that open nothing but this process."""
    return Credentials(*(secrets.token_hex(size) for size in (10, 10, 16, 16)))


@dataclass(frozen=True, slots=True)
class KeyRing:
    """The keys in the printed configuration, and those that replace them once they are rotated."""

    current: Credentials
    rotated: Credentials

    def accepted(self, state: KeyState) -> tuple[Credentials, ...]:
        """The sets that get an answer."""
        match state:
            case KeyState.ROTATED:
                return (self.rotated,)
            case KeyState.REVOKED:
                return ()
            case _:
                return (self.current, self.rotated)

    def refuse_track(self, call: Call, state: KeyState) -> Answer | None:
        """401 for an unknown pair, 403 for one without scope, None to let the call in."""
        pairs = (f"{keys.site_id}:{keys.track_api_key}" for keys in self.accepted(state))
        good = {"Basic " + base64.b64encode(pair.encode()).decode() for pair in pairs}
        if call.headers.get("authorization", "") not in good:
            return meta_error(401, "Unauthorized request")
        return meta_error(403, "Forbidden") if state is KeyState.FORBIDDEN else None

    def refuse_app(self, call: Call, state: KeyState) -> Answer | None:
        """The same for the App API, in its own words."""
        good = {f"Bearer {keys.app_api_key}" for keys in self.accepted(state)}
        if call.headers.get("authorization", "") not in good:
            return detail_error(401, "unauthorized")
        return detail_error(403, "insufficient scope") if state is KeyState.FORBIDDEN else None


def new_key_ring() -> KeyRing:
    """A ring with both sets made."""
    return KeyRing(make_credentials(), make_credentials())

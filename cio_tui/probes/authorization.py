"""The header that proves who we are, made for one request at a time and never kept on a client."""

from __future__ import annotations

import base64
from typing import TYPE_CHECKING

from cio_tui.probes.failure import SetupError

if TYPE_CHECKING:
    from cio_tui.core.probe import Auth
    from cio_tui.probes.ground import Ground


def authorization(ground: Ground, auth: Auth) -> str:
    """The value of the Authorization header. Raises SetupError if the credential is missing or cannot be sent."""
    if auth == "track":
        site_id, key = _revealed(ground, "site_id"), _revealed(ground, "track_api_key")
        return "Basic " + base64.b64encode(f"{site_id}:{key}".encode()).decode()
    return "Bearer " + _revealed(ground, "app_api_key")


def _revealed(ground: Ground, name: str) -> str:
    secret = ground.credential(name)
    if secret is None:
        raise SetupError(f"no credential: {name} is not set, or gives none; see `cio-tui config check`")
    value = secret.reveal()
    if not (value.isascii() and value.isprintable()):
        raise SetupError(f"{name} holds a character that cannot be sent in a header, perhaps a line break")
    return value

"""One HTTP request and all that came of it, filled in as it happens: an early end leaves what was seen so far."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cio_tui.core.probe import Auth
    from cio_tui.probes.failure import Phase
    from cio_tui.probes.timeline import Timeline

MAX_BODY = 65_536
_WESTERN = ("iso-8859-1", "latin-1", "latin1", "windows-1252")


class Request(NamedTuple):
    """What to send. The credential is attached on the way out, and only to the endpoint it is bound to."""

    method: str
    url: str
    """Absolute, placeholders filled in."""
    auth: Auth = ""
    headers: Mapping[str, str] = {}
    max_body: int = MAX_BODY
    """Decoded bytes of the answer that are kept; the rest is not read."""
    body: bytes = b""


@dataclass(slots=True)
class Exchange:
    """A request and its answer, or how far it came."""

    request: Request
    timeline: Timeline
    error: Phase | None = None
    """The phase that failed."""
    cause: str = ""
    """Why, in words; clean. Empty without an error."""
    address: str = ""
    """Who answered: `10.0.0.1:443`."""
    via: str = ""
    """The proxy in between: `proxy.example.com:3128`."""
    tls: tuple[str, str] | None = None
    """Version and cipher: `("TLSv1.3", "TLS_AES_256_GCM_SHA384")`."""
    sent: tuple[str, ...] = ()
    """Names of the headers that went out."""
    status: int = 0
    """0 until the head of the answer is there."""
    reason: str = ""
    http_version: str = ""
    answered_at: float = 0.0
    """When the head of the answer was there, seconds since the epoch on this machine's clock."""
    headers: Mapping[str, str] = field(default_factory=dict)
    """Lower-case name to value; clean."""
    first_bytes: bytes = b""
    """How the answer began, to name what is not HTTP."""
    body: bytearray = field(default_factory=bytearray)
    """Decoded; not clean."""
    received: int = 0
    """Bytes of the body as they came, before decoding."""
    is_cut: bool = False
    """Whether the body was longer than `max_body` and the rest was left unread."""

    @property
    def ms(self) -> float:
        """Milliseconds from the first network event to the last byte."""
        return sum(self.timeline.phases.values())

    @property
    def text(self) -> str:
        """The body as text; not clean. Anything but Western encodings is read as UTF-8, the way JSON is."""
        declared = self.headers.get("content-type", "").lower().partition("charset=")[2].strip("\"' ;")
        return self.body.decode("cp1252" if declared in _WESTERN else "utf-8", "replace")

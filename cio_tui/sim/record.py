"""Every request that came in, so that a test can prove what was asked and that nothing was written.

Header names are kept, never their values: the record may be printed.
"""

from __future__ import annotations

from collections import deque
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cio_tui.core.reading import Json
    from cio_tui.sim.exchange import Call

MOST = 100_000
"""Requests kept; a drill of 25 minutes makes about 1,500."""


@dataclass(frozen=True, slots=True)
class Request:
    """One request and the status it got."""

    at: float
    """Unix time in the world."""
    elapsed: float
    """Scenario seconds."""
    host: str
    method: str
    path: str
    query: str
    headers: tuple[str, ...]
    """Names only, lower case."""
    status: int
    """0: it was never answered."""

    @property
    def reads(self) -> bool:
        """Whether the method promises to change nothing."""
        return self.method in ("GET", "HEAD")


class Record:
    """The requests of one run, oldest first."""

    def __init__(self) -> None:
        self._requests: deque[Request] = deque(maxlen=MOST)

    def add(self, call: Call, status: int, *, at: float, elapsed: float) -> None:
        """Keep one."""
        path, _, query = call.target.partition("?")
        headers = tuple(call.headers)
        self._requests.append(Request(at, elapsed, call.host, call.method, path, query, headers, status))

    def all(self) -> tuple[Request, ...]:
        """Everything kept."""
        return tuple(self._requests)

    def document(self, elapsed: float) -> dict[str, Json]:
        """The same as JSON, for whoever watches from outside the process."""
        return {"elapsed_s": round(elapsed, 3), "requests": [_shown(request) for request in self._requests]}


def _shown(request: Request) -> dict[str, Json]:
    fields = asdict(request)
    elapsed = round(fields.pop("elapsed"), 3)
    return {**fields, "at": round(request.at, 3), "elapsed_s": elapsed, "headers": [*request.headers]}

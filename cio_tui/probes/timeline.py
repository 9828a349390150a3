"""Where the time of one measurement went: phases that follow each other without a gap, so they add up to the total.

The total runs from the first network event to the last byte, not over the coroutine's life, as `curl -w` counts.
The phase under way when a limit strikes is the one to name.
"""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Mapping

Step = Literal["dns", "connect", "proxy", "tls", "wait", "download"]

_DOING: Mapping[Step, str] = {
    "dns": "looking up",
    "connect": "connecting to",
    "proxy": "waiting for the proxy",
    "tls": "TLS handshake with",
    "wait": "waiting for the answer",
    "download": "reading the answer",
}


class Timeline:
    """The stop-watch of one measurement and its budget."""

    def __init__(self, budget: float) -> None:
        self.budget = budget
        """Seconds for everything."""
        self.step: Step | None = None
        """The phase under way, or the last one."""
        self.tried: list[str] = []
        """Addresses that did not answer before one did: `connection refused by 10.0.0.1:443`."""
        self._subject = ""
        self._created = time.perf_counter()
        self._entered = self._created
        self._spent: dict[Step, float] = {}

    def enter(self, step: Step, subject: str = "") -> None:
        """End the phase under way and begin another; entering the same one again adds to it."""
        self.stop()
        self.step, self._subject = step, subject
        self._spent.setdefault(step, 0.0)

    def stop(self) -> None:
        """Count the time since the last call towards the phase under way."""
        now = time.perf_counter()
        if self.step is not None:
            self._spent[self.step] += now - self._entered
        self._entered = now

    def remaining(self) -> float:
        """Seconds left of the budget; never negative."""
        return max(0.0, self.budget - (time.perf_counter() - self._created))

    @property
    def phases(self) -> dict[str, float]:
        """Milliseconds by phase, in order; a phase that did not happen is absent."""
        return {step: self._spent[step] * 1000 for step in _DOING if step in self._spent}

    @property
    def doing(self) -> str:
        """The phase under way in words: `connecting to 10.0.0.1:443`."""
        if self.step is None:
            return "before the first byte"
        subject = self._subject if self.step not in ("wait", "download") else ""
        return f"{_DOING[self.step]} {subject}".rstrip()

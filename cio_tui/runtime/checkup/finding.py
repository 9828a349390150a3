"""One line of a check-up. Unknown is said as such: a check that could not be made is never a good one."""

from __future__ import annotations

from typing import NamedTuple

OK, DEGRADED, FAILING, UNKNOWN = "ok", "degraded", "failing", "unknown"
"""`core.reading.Verdict`, whose module costs as much to import as the interpreter."""


class Finding(NamedTuple):
    """What was looked at, how it is, and what to do about it."""

    subject: str
    verdict: str
    text: str
    remedy: str = ""
    """A whole sentence; empty when there is nothing to do."""

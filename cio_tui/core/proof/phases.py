"""Where the time of a sample went, phase by phase, and which of them took most of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from cio_tui.core.proof.loose import milliseconds, table, tables

if TYPE_CHECKING:
    from collections.abc import Mapping

NAMES: Mapping[str, str] = {
    "dns": "dns",
    "connect": "tcp",
    "proxy": "proxy",
    "tls": "tls",
    "wait": "wait",
    "download": "read",
}
"""Each phase in a word of at most five cells, in the order in which they happen."""

MEANINGS: Mapping[str, str] = {
    "dns": "looking up the name",
    "connect": "opening the connection",
    "proxy": "the proxy",
    "tls": "the TLS handshake",
    "wait": "waiting for the server",
    "download": "reading the answer",
}

MOST_OF_IT = 0.5
"""Share of the time from which a phase is named as where it went."""


class Phase(NamedTuple):
    """One phase."""

    name: str
    ms: float
    share: float
    """Of the longest phase, 0 to 1: the length of its bar."""
    note: str
    """What it means, on the one that took most of the time; else empty."""


def phases_of(detail: Mapping[str, object]) -> tuple[Phase, ...]:
    """In order; empty where nothing was timed. Of several hosts, those of the first, the worst."""
    timed = table(detail.get("phases")) or next(
        (table(one.get("phases")) for one in tables(detail.get("hosts"))), {}
    )
    spent = {name: ms for name in NAMES if (ms := milliseconds(timed.get(name))) is not None}
    longest, total = max(spent.values(), default=0.0), sum(spent.values())
    return tuple(
        Phase(
            NAMES[name],
            ms,
            ms / longest if longest else 0.0,
            MEANINGS[name] if total and ms / total >= MOST_OF_IT else "",
        )
        for name, ms in spent.items()
    )

"""What must fit together in one probe."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cio_tui.core.duration import format_duration
from cio_tui.core.probe import COMMON, PUBLISHED, ProbeKind
from cio_tui.core.schema import take
from cio_tui.core.schema.faults import hint

if TYPE_CHECKING:
    from cio_tui.core.schema.check import Row, Spot

_CARRY_CREDENTIALS = frozenset({"authorization", "proxy-authorization", "cookie", "host", "x-api-key"})
"""Headers that a book may not set: a credential is bound to its endpoint by `auth`, and the host by the URL."""


def check_probe(row: Row, spot: Spot) -> None:
    """Report what contradicts itself."""
    _check_times(row, spot)
    _check_hints(row, spot)
    if row.get("kind") == ProbeKind.HTTP:
        _check_credential(row, spot)
        _check_extract(row, spot)
        for name in take.table(row, "headers"):
            if name.lower() in _CARRY_CREDENTIALS:
                there = spot.under("headers").under(name)
                there.report(f"{name} is not for a book to send; credentials go by auth", at_key=True)


def _check_credential(row: Row, spot: Spot) -> None:
    """A credential is bound to its endpoint: no book can send it anywhere else."""
    auth, url = take.text(row, "auth"), take.text(row, "url")
    if auth and url and not url.startswith(f"{{{auth}}}"):
        spot.under("auth").report(
            f"the {auth} credential goes only to a URL that starts with {{{auth}}}; drop auth, or change the URL"
        )


def _check_extract(row: Row, spot: Spot) -> None:
    extract = take.table(row, "extract")
    if extract and row.get("method") == "HEAD":
        spot.under("extract").report("a HEAD request brings no body to extract from; use GET", at_key=True)
    for name in extract:
        if name in COMMON or name in PUBLISHED[ProbeKind.HTTP]:
            there = spot.under("extract").under(name)
            there.report(f"{name} is published by every http probe; choose another name", at_key=True)


def _check_times(row: Row, spot: Spot) -> None:
    every, fresh, timeout = (take.number(row, key) for key in ("every", "fresh", "timeout"))
    if fresh and fresh < every:
        spot.under("fresh").report(
            f"shorter than every ({format_duration(every)}): its values would be unknown between two samples"
        )
    series = take.whole(row, "samples") * take.number(row, "interval")
    if timeout and series > timeout:
        spot.under("samples" if "samples" in row else "interval").report(
            f"a series of {format_duration(series)} does not fit into timeout = {format_duration(timeout)}"
        )


def _check_hints(row: Row, spot: Spot) -> None:
    rules = [each.text for key in ("failing", "degraded") for each in take.conditions(row, key)]
    for key, (condition, _) in take.hints(row).items():
        if condition not in rules:
            there = spot.under("hint").under(key)
            there.report(f"this is none of the probe's rules{hint(condition, rules)}", at_key=True)

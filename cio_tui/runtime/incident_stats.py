"""Many incidents in figures: reviewed one by one; what cannot be believed is left out, and said to be."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from cio_tui.core.errors import UserError
from cio_tui.core.review.figures import figures_of
from cio_tui.runtime.incident_search import search
from cio_tui.runtime.reviewing import review

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cio_tui.core.review.account import Metric
    from cio_tui.core.review.figures import Figure
    from cio_tui.runtime.incident_search import Hit, Wanted


class Stats(NamedTuple):
    """What they have in common."""

    incidents: tuple[str, ...]
    """Those that were counted, newest first."""
    drills: int
    """Left out, since nobody asked for them."""
    unreliable: tuple[str, ...]
    """Left out, since the log is damaged or cannot be read."""
    figures: tuple[Figure, ...]


def stats_of(root: str, wanted: Wanted) -> Stats:
    """Over those that fit. Drills only where they are asked for, and then nothing else: practice is not mixed in.

    Raises UserError when the folder cannot be looked into.
    """
    counted: list[str] = []
    metrics: list[tuple[Metric, ...]] = []
    unreliable: list[str] = []
    drills = 0
    for hit in _oldest_first(search(root, wanted)):
        if hit.summary.is_drill and wanted.drills is not True:
            drills += 1
            continue
        found = _metrics(hit)
        if found is None:
            unreliable.append(hit.summary.incident)
        else:
            counted.append(hit.summary.incident)
            metrics.append(found)
    return Stats(tuple(reversed(counted)), drills, tuple(reversed(unreliable)), figures_of(metrics))


def _oldest_first(hits: Iterable[Hit]) -> list[Hit]:
    """So that the newest definition of a metric is the one that is shown."""
    return list(hits)[::-1]


def _metrics(hit: Hit) -> tuple[Metric, ...] | None:
    if hit.summary.trouble:
        return None
    try:
        account = review(hit.folder).account
    except UserError:
        return None
    return None if account.header.chain_fault else account.metrics

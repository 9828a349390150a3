"""How late messages leave, from what the App API lists of them. Pure.

A message that still waits is evidence too: it takes *at least* as long as it has waited. Leaving those out would show
three seconds while nothing has left for forty minutes, so the percentiles are Kaplan and Meier's, made for such data.
What the mail provider would not take is counted apart: it waits for another reason.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from cio_tui.customerio.items import Item, moments, part, text

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import datetime

_ENDED = frozenset({"bounced", "failed", "dropped", "undeliverable", "suppressed", "drafted"})
"""Without `sent` beside it: it will not leave any more, or not by itself."""
_WHEN_OPENED = "in_app"
"""Messages of this type count as sent when the person next opens the app, which says nothing about Customer.io."""
_ROUNDING = 1e-9


class Duration(NamedTuple):
    """How long one thing took, or has been waiting."""

    seconds: float
    is_over: bool


class Percentile(NamedTuple):
    """A value that happened, or the least it can be."""

    seconds: float
    is_exact: bool


@dataclass(frozen=True, slots=True)
class Traffic:
    """Messages of a window, summed up."""

    n: int
    """Messages looked at."""
    sending: tuple[Duration, ...]
    """Created to sent."""
    arriving: tuple[Duration, ...]
    """Sent to delivered, of those that were."""
    refused: int
    """Attempted and not sent: the provider did not take them, and will be asked again."""

    @property
    def waiting(self) -> tuple[float, ...]:
        """Seconds that each unsent message has waited."""
        return tuple(each.seconds for each in self.sending if not each.is_over)

    @property
    def refused_share(self) -> float | None:
        """Of all messages; None without any."""
        return self.refused / self.n if self.n else None


def traffic_of(messages: Iterable[Item], now: datetime) -> Traffic:
    """Sum messages up; those without a moment of creation are left out."""
    n = refused = 0
    sending: list[Duration] = []
    arriving: list[Duration] = []
    for message in messages:
        steps = moments(message) | moments(part(message, "metrics"))
        created, sent = steps.get("created"), steps.get("sent")
        if created is None or text(message, "type") == _WHEN_OPENED:
            continue
        n += 1
        if sent is not None:
            sending.append(_span(created, sent))
            arriving += [_span(sent, steps["delivered"])] if "delivered" in steps else []
        elif "attempted" in steps:
            refused += 1
        elif not _ENDED & steps.keys():
            sending.append(_span(created, now)._replace(is_over=False))
    return Traffic(n, tuple(sending), tuple(arriving), refused)


def percentile(durations: Sequence[Duration], percent: int) -> Percentile | None:
    """The time within which `percent` of them are over; None without any.

    Inexact if too many still wait: then it is the longest time seen, and the truth lies above. Without any that wait
    it is the nearest rank, so that below ten values the 90th is the slowest.
    """
    surviving, at_risk = 1.0, len(durations)
    for seconds, is_over in sorted(durations, key=lambda each: (each.seconds, not each.is_over)):
        if is_over:
            surviving *= 1 - 1 / at_risk
            if surviving <= 1 - percent / 100 + _ROUNDING:
                return Percentile(seconds, is_exact=True)
        at_risk -= 1
    longest = max((each.seconds for each in durations), default=None)
    return None if longest is None else Percentile(longest, is_exact=False)


def _span(start: datetime, end: datetime) -> Duration:
    """Never negative: clocks differ."""
    return Duration(max(0.0, (end - start).total_seconds()), is_over=True)

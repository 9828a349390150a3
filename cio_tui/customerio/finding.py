"""What was found out, in words, with what to do about it; the worst is read first.

A check that could not be made is a finding as well: unknown, never ok.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from cio_tui.core.reading import Verdict

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cio_tui.customerio.hints import Hint


class Check(StrEnum):
    """The questions of the seed's checklist and of its six-symptom table."""

    PROFILE = "profile"
    ADDRESS = "address"
    SUBSCRIPTION = "subscription"
    SUPPRESSION = "suppression"
    SEGMENTS = "segments"
    ATTRIBUTES = "attributes"
    EVENT = "event"
    STATE = "state"
    ACTIONS = "actions"
    VERSION = "version"
    VARIABLES = "variables"
    TEMPLATE = "template"
    WAITS = "waits"
    BACKLOG = "backlog"
    NUMBERS = "numbers"
    HISTORY = "history"


@dataclass(frozen=True, slots=True)
class Finding:
    """One answer."""

    check: StrEnum
    verdict: Verdict
    text: str
    """A sentence, clean."""
    remedy: str = ""
    """What to do, a sentence; empty when there is nothing to do."""
    hint: Hint | None = None


_RANK = (Verdict.FAILING, Verdict.UNKNOWN, Verdict.DEGRADED, Verdict.OK)


def worst_first(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Sorted by verdict; within one, as they came."""
    return tuple(sorted(findings, key=lambda finding: _RANK.index(finding.verdict)))


def worst_of(findings: Iterable[Finding]) -> Verdict:
    """The verdict of them together; unknown without any."""
    return min((finding.verdict for finding in findings), key=_RANK.index, default=Verdict.UNKNOWN)


def ok(check: StrEnum, text: str) -> Finding:
    """Looked at, and fine."""
    return Finding(check, Verdict.OK, text)


def degraded(check: StrEnum, text: str, remedy: str = "", hint: Hint | None = None) -> Finding:
    """It may be the reason, or become one."""
    return Finding(check, Verdict.DEGRADED, text, remedy, hint)


def failing(check: StrEnum, text: str, remedy: str = "", hint: Hint | None = None) -> Finding:
    """It is a reason by itself."""
    return Finding(check, Verdict.FAILING, text, remedy, hint)


def unknown(check: StrEnum, text: str, remedy: str = "", hint: Hint | None = None) -> Finding:
    """It could not be looked at."""
    return Finding(check, Verdict.UNKNOWN, text, remedy, hint)

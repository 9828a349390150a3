"""Everything an expression may name, at one moment. The only input of evaluation besides the expression itself."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from cio_tui.core.expr import Expression
    from cio_tui.core.reading import Reading, Value


class Evidence(NamedTuple):
    """A snapshot that core evaluates against; built anew by the conductor for every question."""

    mono: float
    """Seconds on the conductor's clock; ages and `elapsed` count from it."""
    readings: Mapping[str, Reading] = MappingProxyType({})
    """Probe id to its latest reading."""
    facts: Mapping[str, Expression] = MappingProxyType({})
    """Fact id to its condition."""
    settings: Mapping[str, Value] = MappingProxyType({})
    """`config.region`, `threshold.bounce_rate`, …: full dotted name to value."""
    variables: Mapping[str, Value] = MappingProxyType({})
    """Variable id to the value a person gave; an unset one is absent, hence unknown."""
    undo_open: tuple[str, ...] = ()
    """Step ids that still have to be done to switch something back on."""
    elapsed: Mapping[str, float] = MappingProxyType({})
    """Step id to seconds since it was last entered."""
    held: Mapping[str, float] = MappingProxyType({})
    """`Expression.text` of a condition to the clock time since which it has been true without a break."""
    words: Mapping[str, str] = MappingProxyType({})
    """Further names for `{…}` in text only: `incident`, `role.ic`, `log.fingerprint`, `next_update`, …"""


class Moment(NamedTuple):
    """When, by whom and on which evidence a decision is taken."""

    at: datetime
    """Wall clock, UTC."""
    by: str
    """The person at the keyboard, or `cio-tui`."""
    evidence: Evidence

    @property
    def mono(self) -> float:
        """Seconds on the conductor's clock."""
        return self.evidence.mono

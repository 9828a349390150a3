"""What a probe remembers from one measurement to the next, for as long as the process lives.

Kept with the ground and not in modules, so that a drill and a live incident never share a series.
"""

from __future__ import annotations

from typing import TypeVar, cast

Kept = TypeVar("Kept")


class Memory:
    """One object of each class a probe asks for, by probe id."""

    def __init__(self) -> None:
        self._kept: dict[tuple[str, type], object] = {}

    def of(self, probe: str, kind: type[Kept]) -> Kept:
        """The probe's own object of this class, made empty the first time."""
        key = (probe, kind)
        if key not in self._kept:
            self._kept[key] = kind()
        return cast("Kept", self._kept[key])

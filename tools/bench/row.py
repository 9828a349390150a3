"""One line of the table: what, how much, at most how much."""

from __future__ import annotations

from typing import NamedTuple


class Row(NamedTuple):
    """A figure with its limit. `figure` and `limit` are in `unit`; `×` means "times the floor"."""

    what: str
    figure: float
    limit: float
    unit: str
    floor: str
    """What it is compared with, and what that came to in this run."""

    @property
    def is_met(self) -> bool:
        """Whether the limit holds. No limit is finer than 5 %: neither is this comparison."""
        return self.figure <= self.limit

    def cells(self) -> tuple[str, str, str, str, str]:
        """For a table."""
        mark = "✓" if self.is_met else "✗"
        return (
            self.what,
            f"{_number(self.figure)} {self.unit}",
            f"{_number(self.limit)} {self.unit}",
            mark,
            self.floor,
        )


def _number(value: float) -> str:
    return f"{value:,.0f}" if abs(value) >= 100 else f"{value:.3g}"


def markdown(rows: list[Row]) -> str:
    """The rows as a table."""
    lines = ["| what | measured | at most | | against |", "| --- | ---: | ---: | :-: | --- |"]
    lines += [f"| {' | '.join(row.cells())} |" for row in rows]
    return "\n".join(lines) + "\n"

"""What the cursor of a review stands on: lines that belong together, and the moment of the incident they are of."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from cio_tui.tui.line import Line, text_of, width_of, wrap

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cio_tui.tui.line import Style


class Item(NamedTuple):
    """One entry of a section."""

    lines: tuple[Line, ...]
    offset_s: float | None = None
    """Incident seconds since the opening; None for what has no moment."""
    seq: int = 0
    """The event that shows it; 0 when none does."""

    @property
    def text(self) -> str:
        """What a search looks through, as one line."""
        return " ".join(" ".join(text_of(line) for line in self.lines).split())


def paragraph(
    lead: Line, text: str, width: int, style: Style = "", hanging: int | None = None
) -> tuple[Line, ...]:
    """The text behind the lead, its further lines indented as far, or by `hanging` cells; under it without room."""
    if hanging is not None:
        first, *more = wrap(" " * width_of(lead) + text, width, style, indent=" " * hanging)
        start = text_of(first)[width_of(lead) :]
        return ((*lead, (start, style)), *more)
    indent = width_of(lead)
    if width - indent < 16:
        return (lead, *wrap(text, max(1, width - 2), style, indent="  "))
    first, *more = wrap(text, width - indent, style)
    return ((*lead, *first), *(((" " * indent, ""), *line) for line in more))


def lines_of(items: Iterable[Item]) -> list[Line]:
    """All their lines, one after the other."""
    return [line for item in items for line in item.lines]

"""What every shape can do."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from cio_tui.core.reading import Json
    from cio_tui.core.schema.check import Checked, Spot


class Shape(Protocol):
    """A form of value."""

    def convert(self, value: object, spot: Spot) -> Checked | None:
        """The value as the program uses it, or None after reporting why it cannot be used."""

    def json_schema(self) -> dict[str, Json]:
        """The same as JSON Schema, as far as that can say it."""

    def words(self) -> str:
        """The same for a person: `duration, "1s" to "1d"`."""

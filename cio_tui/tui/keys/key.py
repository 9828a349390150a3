"""What a key is: the footer, the help, the palette and `[keys]` read it from the table of its screen."""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple


class Group(StrEnum):
    """Headings of the help."""

    FIVE = "Five keys are enough"
    STEP = "This step"
    INCIDENT = "Incident"
    PANES = "Panes"
    REVIEW = "Review"
    ANYWHERE = "Anywhere"


class Key(NamedTuple):
    """One binding."""

    id: str
    keys: str
    """Textual key names, comma separated."""
    action: str
    word: str
    tooltip: str
    group: Group
    shown: str = ""
    """How the help writes it; empty means as `keys`."""

    @property
    def label(self) -> str:
        """The key as people read it."""
        return self.shown or self.keys.split(",")[0]

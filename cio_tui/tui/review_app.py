"""A review by itself, as a command opens it: no probe, no pen, nothing behind it; leaving it ends the app."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from cio_tui.tui.bindings import bindings
from cio_tui.tui.keyed_app import KeyedApp
from cio_tui.tui.keys import EVERYWHERE
from cio_tui.tui.screens.review import ReviewScreen

if TYPE_CHECKING:
    from textual.binding import BindingType

    from cio_tui.runtime.incident_folder import IncidentFolder
    from cio_tui.runtime.reviewer import Reviewer


class ReviewApp(KeyedApp):
    """One review."""

    SHARED = EVERYWHERE
    BINDINGS: ClassVar[list[BindingType]] = list(bindings(EVERYWHERE))

    def __init__(self, folder: IncidentFolder, reviewer: Reviewer) -> None:
        super().__init__()
        self._folder = folder
        self._reviewer = reviewer

    async def on_mount(self) -> None:
        await self.push_screen(ReviewScreen(self._folder, self._reviewer))

    async def action_leave_review(self) -> None:
        """There is nothing behind it."""
        self.exit(return_code=0)

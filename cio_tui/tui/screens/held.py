"""A screen that is laid out, but not drawn before its app has something to show in it.

Textual draws the first screen three times before its lists are filled, which takes 10 ms of the start, and an empty
frame costs 30 kB over SSH.
"""

from __future__ import annotations

from textual.screen import Screen


class HeldScreen(Screen[None]):
    """The base of the screens that an app begins with."""

    def _compositor_refresh(self) -> None:
        """Draw what is dirty; all of it is, once the app `is_complete`."""
        if getattr(self.app, "is_complete", True):
            super()._compositor_refresh()

"""Containers that have nothing of their own to show: when any row of the screen changes, Textual paints all of theirs
behind the widgets inside (0.7 ms for those of the walk); blank ones cost nothing.
"""

from __future__ import annotations

from textual.containers import Horizontal, Vertical


class Columns(Horizontal):
    """Widgets beside each other."""

    BLANK = True


class Rows(Vertical):
    """Widgets below each other."""

    BLANK = True

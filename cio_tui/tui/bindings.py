"""The key table as Textual bindings: each has an id, so that `[keys]` can move it, and a tooltip."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.binding import Binding

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cio_tui.tui.keys import Key


def bindings(keys: Iterable[Key]) -> list[Binding]:
    """What a screen or the app puts into BINDINGS."""
    return [
        Binding(
            key=key.keys,
            action=key.action,
            description=key.word,
            show=False,
            key_display=key.label,
            id=key.id,
            tooltip=key.tooltip,
            group=Binding.Group(key.group.value),
        )
        for key in keys
    ]

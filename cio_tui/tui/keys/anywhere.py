"""The keys that work on every screen: of every app, and of the one that walks."""

from __future__ import annotations

from cio_tui.tui.keys.key import Group, Key

EVERYWHERE: tuple[Key, ...] = (
    Key("app.help", "question_mark,f1", "help", "help", "The keys that fit here", Group.FIVE, "?"),
    Key(
        "app.palette", "colon,ctrl+p", "command_palette", "all", "Every action, by name", Group.ANYWHERE, ":"
    ),
    Key("app.redraw", "ctrl+l", "redraw", "redraw", "Draw the screen anew", Group.ANYWHERE),
    Key("app.quit", "ctrl+q", "quit", "quit", "Quit now; nothing is lost", Group.ANYWHERE),
)

ANYWHERE: tuple[Key, ...] = (
    Key("app.refresh", "r", "refresh_probes", "ask again", "Ask every probe again, now", Group.PANES),
    Key(
        "app.pause",
        "p",
        "pause",
        "pause",
        "Stop asking by itself, or go on; the top line says PAUSED",
        Group.PANES,
    ),
    *EVERYWHERE,
)

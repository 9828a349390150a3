"""The keys of the start screen: which book, which incident."""

from __future__ import annotations

from cio_tui.tui.keys.key import Group, Key

START: tuple[Key, ...] = (
    Key("start.down", "j,down", "move(1)", "move down", "Next line, or the line before", Group.FIVE, "j k"),
    Key("start.up", "k,up", "move(-1)", "move up", "Next line, or the line before", Group.FIVE, "j k"),
    Key("start.box", "tab", "box(1)", "other box", "Between runbooks and incidents", Group.FIVE),
    Key(
        "start.open",
        "space",
        "open",
        "start or resume",
        "Start the runbook, or take up the incident, under the cursor; asks",
        Group.FIVE,
    ),
    Key(
        "start.review",
        "o",
        "review",
        "review",
        "Read the incident under the cursor from its first event on; nothing is changed",
        Group.INCIDENT,
    ),
    Key(
        "start.enter",
        "enter",
        "enter",
        "look",
        "A closed incident: read it; an open one: asks how to take it up",
        Group.INCIDENT,
    ),
    Key(
        "start.watch",
        "w",
        "watch",
        "watch",
        "Follow the incident under the cursor without touching it",
        Group.INCIDENT,
    ),
    Key(
        "start.drill",
        "D",
        "drill",
        "drill",
        "Practise against the simulator; nothing leaves this host",
        Group.INCIDENT,
    ),
    Key("start.quit", "q", "app.quit", "quit", "Quit", Group.ANYWHERE),
)

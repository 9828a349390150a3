"""The keys of the evidence, and those of the walk that lead there. `enter` opens what can only be read."""

from __future__ import annotations

from cio_tui.tui.keys.key import Group, Key

TO_EVIDENCE: tuple[Key, ...] = (
    Key(
        "walk.evidence",
        "enter",
        "evidence",
        "evidence",
        "Open the first pane: its samples, what came back, the rule, the trend",
        Group.PANES,
    ),
    *(
        Key(
            f"walk.pane_{digit}",
            digit,
            f"pane({digit})",
            f"pane {digit}",
            "Put the pane of this number first; enter opens it",
            Group.PANES,
            "1-9",
        )
        for digit in "123456789"
    ),
)
"""Of the walk."""

EVIDENCE: tuple[Key, ...] = (
    Key(
        "evidence.down", "j,down", "move(1)", "older sample", "The sample before, or after", Group.FIVE, "j k"
    ),
    Key("evidence.up", "k,up", "move(-1)", "newer sample", "The sample before, or after", Group.FIVE, "j k"),
    Key("evidence.newest", "home", "move(-100000)", "newest", "The newest sample", Group.PANES),
    Key("evidence.oldest", "end", "move(100000)", "oldest", "The oldest sample that is kept", Group.PANES),
    Key(
        "evidence.fails",
        "f",
        "filter",
        "fails only",
        "All samples, or only those that were not good",
        Group.PANES,
    ),
    Key(
        "evidence.attach",
        "a",
        "attach",
        "attach",
        "Attach this sample to the current step: a copy of it goes into the log",
        Group.STEP,
    ),
    Key(
        "evidence.curl",
        "c",
        "copy_command",
        "copy as curl",
        "Copy a command that asks the same; a credential stands in it by the name of its variable",
        Group.STEP,
    ),
    Key("evidence.copy", "y", "copy_text", "copy text", "Copy all of this sample as text", Group.STEP),
    Key(
        "evidence.plain",
        "Y",
        "show_plain",
        "as text",
        "Show all of this sample as plain text, to select",
        Group.STEP,
    ),
    Key(
        "evidence.next_probe",
        "right_square_bracket,tab",
        "turn(1)",
        "next pane",
        "The next probe, or the one before",
        Group.PANES,
        "[ ]",
    ),
    Key(
        "evidence.previous_probe",
        "left_square_bracket,shift+tab",
        "turn(-1)",
        "previous pane",
        "The next probe, or the one before",
        Group.PANES,
        "[ ]",
    ),
    Key(
        "evidence.zoom",
        "z",
        "zoom",
        "zoom",
        "The sample as large as it goes; z or esc to return",
        Group.PANES,
    ),
    Key(
        "evidence.scroll_down",
        "ctrl+d,pagedown",
        "scroll(5)",
        "scroll down",
        "Scroll the sample",
        Group.PANES,
        "ctrl+d ctrl+u",
    ),
    Key(
        "evidence.scroll_up",
        "ctrl+u,pageup",
        "scroll(-5)",
        "scroll up",
        "Scroll the sample",
        Group.PANES,
        "ctrl+d ctrl+u",
    ),
    Key(
        "evidence.times",
        "t",
        "toggle_times",
        "UTC/local",
        "Times in UTC, or in this host's zone",
        Group.ANYWHERE,
    ),
    Key("evidence.leave", "escape,q", "leave", "back", "Back to the walk", Group.ANYWHERE, "esc"),
)

FOOTER = (
    ("j k", "sample"),
    ("f", "fails"),
    ("a", "attach"),
    ("c", "curl"),
    ("y", "copy"),
    ("r", "ask again"),
    ("esc", "back"),
    ("?", "help"),
    ("[ ]", "probe"),
    ("z", "zoom"),
    ("home", "newest"),
    ("ctrl+d", "scroll"),
)
"""The line of keys, the most needed first."""

"""The keys of the walk: the step, the incident, the panes."""

from __future__ import annotations

from cio_tui.tui.keys.key import Group, Key

WALK: tuple[Key, ...] = (
    Key(
        "walk.down",
        "j,down",
        "look(1)",
        "next step",
        "Look at the next or previous step; nothing is changed",
        Group.FIVE,
        "j k",
    ),
    Key(
        "walk.up",
        "k,up",
        "look(-1)",
        "step before",
        "Look at the next or previous step; nothing is changed",
        Group.FIVE,
        "j k",
    ),
    Key(
        "walk.settle",
        "space",
        "settle",
        "answer",
        "Answer, choose, confirm or send: whatever this step asks",
        Group.FIVE,
    ),
    Key("walk.note", "n", "form('note')", "note", "Write a note into the log", Group.FIVE),
    Key("walk.skip", "s", "form('skip')", "skip", "Leave this step out; asks for the reason", Group.STEP),
    Key(
        "walk.defer",
        "d",
        "form('defer')",
        "later",
        "Put this step off; it comes back before the close",
        Group.STEP,
    ),
    Key(
        "walk.undo",
        "u",
        "take_back",
        "undo",
        "Take back the last mark you set; nothing is deleted",
        Group.STEP,
    ),
    Key(
        "walk.copy",
        "c",
        "copy",
        "copy",
        "Copy this step's command or message; cio-tui never runs it",
        Group.STEP,
    ),
    Key(
        "walk.plain",
        "Y",
        "show_plain",
        "as text",
        "Show what is to be copied as plain text, to select by hand",
        Group.STEP,
    ),
    Key(
        "walk.go",
        "g",
        "form('go')",
        "go to",
        "Jump to the step you are looking at; asks, and is logged",
        Group.STEP,
    ),
    Key("walk.back", "b", "go_back", "back", "Return to the step before this one", Group.STEP),
    Key("walk.ask", "v", "form('values')", "values", "Give the values this book asks for", Group.STEP),
    Key(
        "walk.severity",
        "E",
        "form('severity')",
        "severity",
        "Change the severity; asks for the reason",
        Group.INCIDENT,
    ),
    Key(
        "walk.proposal",
        "e",
        "form('proposal')",
        "escalate",
        "Answer an escalation that is proposed",
        Group.INCIDENT,
    ),
    Key("walk.roles", "a", "form('roles')", "roles", "Say who holds which role", Group.INCIDENT),
    Key(
        "walk.leave_on",
        "L",
        "form('leave_switched')",
        "leave on",
        "Leave something on the undo list switched, with a reason",
        Group.INCIDENT,
    ),
    Key(
        "walk.milestone",
        "M",
        "form('milestone')",
        "milestone",
        "Say when it was detected, mitigated, resolved: the review measures times from it",
        Group.INCIDENT,
    ),
    Key("walk.hold", "H", "hold", "hold", "Pause the walk, or go on after a pause", Group.INCIDENT),
    Key("walk.pen", "W", "form('pen')", "take pen", "Take over writing from another session", Group.INCIDENT),
    Key(
        "walk.list", "o", "toggle_list", "steps", "Show or hide the step list and the undo list", Group.PANES
    ),
    Key(
        "walk.next_pane",
        "right_square_bracket,tab",
        "turn(1)",
        "next pane",
        "Show the next pane, or the one before",
        Group.PANES,
        "[ ]",
    ),
    Key(
        "walk.previous_pane",
        "left_square_bracket,shift+tab",
        "turn(-1)",
        "previous pane",
        "Show the next pane, or the one before",
        Group.PANES,
        "[ ]",
    ),
    Key("walk.find", "slash", "find", "find", "Find a step by a part of its title", Group.PANES, "/"),
    Key(
        "walk.zoom", "z", "zoom", "zoom", "Show one pane as large as it goes; z or esc to return", Group.PANES
    ),
    Key(
        "walk.scroll_down",
        "ctrl+d,pagedown",
        "scroll(8)",
        "scroll down",
        "Scroll the step's text",
        Group.PANES,
        "ctrl+d ctrl+u",
    ),
    Key(
        "walk.scroll_up",
        "ctrl+u,pageup",
        "scroll(-8)",
        "scroll up",
        "Scroll the step's text",
        Group.PANES,
        "ctrl+d ctrl+u",
    ),
    Key(
        "walk.times", "t", "toggle_times", "UTC/local", "Times in UTC, or in this host's zone", Group.ANYWHERE
    ),
    Key(
        "walk.leave", "q,escape", "leave", "leave", "Leave; the incident stays open and saved", Group.ANYWHERE
    ),
)

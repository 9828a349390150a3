"""Every key, once: id, key, word, tooltip and group. The footer, the help, the palette and `[keys]` read this table.

Lower case is safe and frequent; upper case asks first. Nothing is bound that a terminal or tmux eats (ctrl+s, ctrl+z,
ctrl+a, ctrl+b), and no confirming key is a starting key: `space` opens, `enter` confirms.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Group(StrEnum):
    """Headings of the help."""

    FIVE = "Five keys are enough"
    STEP = "This step"
    INCIDENT = "Incident"
    PANES = "Panes"
    REVIEW = "Review"
    ANYWHERE = "Anywhere"


@dataclass(frozen=True, slots=True)
class Key:
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

REVIEW: tuple[Key, ...] = (
    Key("review.down", "j,down", "move(1)", "next line", "Move through what is shown", Group.FIVE, "j k"),
    Key("review.up", "k,up", "move(-1)", "line before", "Move through what is shown", Group.FIVE, "j k"),
    Key(
        "review.section",
        "tab",
        "turn(1)",
        "next section",
        "Show the next section; shift+tab the one before",
        Group.FIVE,
    ),
    Key(
        "review.open",
        "space",
        "open",
        "in the timeline",
        "Show where this stands in the timeline",
        Group.FIVE,
    ),
    Key(
        "review.section_before",
        "shift+tab",
        "turn(-1)",
        "section before",
        "Show the section before",
        Group.REVIEW,
    ),
    Key("review.contents", "c", "contents", "contents", "Choose a section; c or space returns", Group.REVIEW),
    Key(
        "review.later",
        "right_square_bracket",
        "scrub(1)",
        "later",
        "Move the time cursor: the probes show what they showed then",
        Group.REVIEW,
        "[ ]",
    ),
    Key(
        "review.earlier",
        "left_square_bracket",
        "scrub(-1)",
        "earlier",
        "Move the time cursor: the probes show what they showed then",
        Group.REVIEW,
        "[ ]",
    ),
    Key(
        "review.fold",
        "f",
        "fold",
        "all or few",
        "Timeline: everything, or what a first reading needs",
        Group.REVIEW,
    ),
    *(
        Key(
            f"review.kind_{digit}",
            digit,
            f"toggle_kind({digit})",
            f"kind {digit}",
            "Timeline: show or hide one kind of event; the numbers stand above it",
            Group.REVIEW,
            "0-9",
        )
        for digit in "1234567890"
    ),
    Key("review.find", "slash", "find", "find", "Find a text anywhere in the review", Group.REVIEW, "/"),
    Key(
        "review.next_match",
        "n",
        "again(1)",
        "next match",
        "The next match, or the one before",
        Group.REVIEW,
        "n N",
    ),
    Key(
        "review.match_before",
        "N",
        "again(-1)",
        "match before",
        "The next match, or the one before",
        Group.REVIEW,
        "n N",
    ),
    Key("review.zoom", "z", "zoom", "zoom", "What the probes showed, as large as it goes", Group.REVIEW),
    Key("review.top", "g,home", "leap(-1)", "top", "First or last line", Group.REVIEW, "g G"),
    Key("review.bottom", "G,end", "leap(1)", "bottom", "First or last line", Group.REVIEW, "g G"),
    Key(
        "review.page_down",
        "ctrl+d,pagedown",
        "page(1)",
        "page down",
        "Move by a page",
        Group.REVIEW,
        "ctrl+d ctrl+u",
    ),
    Key(
        "review.page_up",
        "ctrl+u,pageup",
        "page(-1)",
        "page up",
        "Move by a page",
        Group.REVIEW,
        "ctrl+d ctrl+u",
    ),
    Key(
        "review.mark",
        "s",
        "mark",
        "mark reviewed",
        "Say in the log that you read the whole of it; asks",
        Group.INCIDENT,
    ),
    Key(
        "review.markdown",
        "m",
        "export('markdown')",
        "Markdown",
        "Write the report to a file",
        Group.INCIDENT,
        "m h J",
    ),
    Key("review.html", "h", "export('html')", "HTML", "Write the report to a file", Group.INCIDENT, "m h J"),
    Key("review.json", "J", "export('json')", "JSON", "Write the report to a file", Group.INCIDENT, "m h J"),
    Key(
        "review.copy",
        "y",
        "copy",
        "copy for Slack",
        "Copy a summary that fits into a message",
        Group.INCIDENT,
    ),
    Key(
        "review.plain",
        "Y",
        "show_plain",
        "as text",
        "Show that summary as plain text, to select by hand",
        Group.INCIDENT,
    ),
    Key(
        "review.times",
        "t",
        "toggle_times",
        "UTC/local",
        "Times in UTC, or in this host's zone",
        Group.ANYWHERE,
    ),
    Key("review.leave", "q,escape", "leave", "back", "Back to where you came from", Group.ANYWHERE),
)

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

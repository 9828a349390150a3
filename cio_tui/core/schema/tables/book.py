"""The whole document, and the tables that are neither probes nor steps."""

from __future__ import annotations

from cio_tui.core.schema.known import SCHEMA
from cio_tui.core.schema.rules.book import check_book, check_escalation, check_timer, check_variable
from cio_tui.core.schema.shapes.conditions import Condition
from cio_tui.core.schema.shapes.containers import ListOf, MapOf
from cio_tui.core.schema.shapes.plain import Day, Duration, Flag, Number, Scalar, Whole
from cio_tui.core.schema.shapes.references import Destination, Reference, TimerStart
from cio_tui.core.schema.shapes.table import Key, Table
from cio_tui.core.schema.shapes.text import ID, Choice, Written
from cio_tui.core.schema.tables.common import (
    DAY,
    FILLED_LINE,
    ID_FORM,
    IDENTIFIER,
    LINE,
    SEVERITIES,
    SPAN,
    VARIABLE_KIND,
)
from cio_tui.core.schema.tables.probes import PROBES
from cio_tui.core.schema.tables.steps import MOST_STEPS, STEP

EXIT = Table(
    "exit",
    "What must hold before the incident is over.",
    {
        "when": Key(Condition(), "true when it is met", required=True),
        "text": Key(FILLED_LINE, "the same in words", required=True),
    },
)

RUNBOOK = Table(
    "[runbook]",
    "What the book is.",
    {
        "id": Key(IDENTIFIER, "stable name, the same for ever", required=True),
        "title": Key(LINE, "what it is for, in a line", required=True),
        "severity": Key(Choice((*SEVERITIES, "")), "what it opens as; empty for a checklist", default=""),
        "owner": Key(LINE, "who keeps it right", required=True),
        "reviewed": Key(Day(), "when somebody last read it against reality", required=True),
        "review_days": Key(Whole(1, 3650), "days until it counts as STALE", default=90),
        "start": Key(Reference("step"), "first step; the first of the file when absent"),
        "exit": Key(ListOf(EXIT, most=9), "exit criteria, shown by `close`"),
    },
)

SUGGEST = Table(
    "[suggest]",
    "Ranks the book on the start screen.",
    {
        "when": Key(Condition(), "proposes the book", required=True),
        "because": Key(FILLED_LINE, "why, with the values", required=True),
        "watch": Key(Condition(), "lists it as WATCH without proposing it"),
        "weight": Key(Whole(0, 100), "the heaviest of several proposed books comes first", default=50),
    },
)

FACT = Table(
    "[fact.ID]",
    "A named condition, to be used as a word in others.",
    {"when": Key(Condition(), "what it stands for", required=True), "text": Key(LINE, "the same in words")},
)

VARIABLE = Table(
    "[var.ID]",
    "A value a person gives, read as `var.ID`.",
    {
        "prompt": Key(LINE, "the question", required=True),
        "kind": Key(VARIABLE_KIND, "what an answer looks like", default="text"),
        "default": Key(Scalar(), "taken until somebody answers"),
        "max": Key(Number(), "largest number allowed"),
        "personal": Key(Flag(), "an e-mail address or a person's id: the log keeps a salted hash"),
    },
    rule=check_variable,
)

ROLE = Table(
    "[role.ID]",
    "Who holds which part, read as `{role.ID}`.",
    {
        "title": Key(LINE, "what it is called", required=True),
        "required": Key(Flag(), "asked for until somebody holds it"),
    },
)

TIMER = Table(
    "[timer.ID]",
    "A reminder.",
    {
        "text": Key(FILLED_LINE, "what it says", required=True),
        "from": Key(TimerStart(), "what it counts from", default="incident.opened"),
        "every": Key(SPAN, "again and again; this or `after`"),
        "after": Key(SPAN, "once; this or `every`"),
        "until": Key(Condition(), "ends it"),
        "notify": Key(Reference("step"), "the notify step whose text is due again"),
    },
    rule=check_timer,
)

ESCALATION = Table(
    "[escalation.ID]",
    "Proposed on every step while its condition holds; a person accepts, or declines with a reason.",
    {
        "when": Key(Condition(), "what calls for it", required=True),
        "text": Key(FILLED_LINE, "why, with the values", required=True),
        "for": Key(Duration(0.0, DAY), "how long it must hold, so that one bad sample pages nobody"),
        "to": Key(Choice(SEVERITIES), "new severity"),
        "goto": Key(Destination(), "where it leads"),
    },
    rule=check_escalation,
)

_VERSION = Key(Whole(SCHEMA, SCHEMA), f"version of this format, {SCHEMA}")

SHARED = {
    "probe": Key(PROBES, "what is measured"),
    "fact": Key(MapOf(FACT, ID, ID_FORM, is_word=True), "named conditions"),
    "var": Key(MapOf(VARIABLE, ID, ID_FORM), "values that people give"),
    "role": Key(MapOf(ROLE, ID, ID_FORM), "who holds which part"),
    "timer": Key(MapOf(TIMER, ID, ID_FORM), "reminders"),
    "escalation": Key(MapOf(ESCALATION, ID, ID_FORM), "when to call for more"),
}

INCLUDED = Table(
    "an included file",
    "Tables that several books share.",
    {"schema": _VERSION, **SHARED},
    elsewhere={
        "include": "includes go one level deep; name this file in the book itself",
        **{name: f"{name} belongs in the book itself" for name in ("runbook", "suggest", "step")},
    },
)

BOOK = Table(
    "the file",
    "One runbook.",
    {
        "schema": _VERSION._replace(required=True),
        "include": Key(
            ListOf(
                Written(r"[^/\\].*\.toml", "file name inside the folder, such as lib/probes.toml"), most=20
            ),
            "files whose tables are taken in, one level deep, inside the folder",
        ),
        "runbook": Key(RUNBOOK, "what the book is", required=True),
        "suggest": Key(SUGGEST, "when the start screen proposes it"),
        **SHARED,
        "step": Key(ListOf(STEP, fewest=1, most=MOST_STEPS), "the steps, in order", required=True),
    },
    rule=check_book,
)

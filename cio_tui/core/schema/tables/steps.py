"""`[[step]]`: what a person does, decides, watches or tells, in order."""

from __future__ import annotations

from cio_tui.core.schema.rules.steps import check_respond, check_step
from cio_tui.core.schema.shapes.conditions import Condition
from cio_tui.core.schema.shapes.containers import ListOf
from cio_tui.core.schema.shapes.plain import Duration, Flag, Whole
from cio_tui.core.schema.shapes.references import Destination, Reference, UndoStep
from cio_tui.core.schema.shapes.table import Key, Table
from cio_tui.core.schema.shapes.text import Choice
from cio_tui.core.schema.tables.common import (
    DAY,
    FILLED_BLOCK,
    FILLED_LINE,
    IDENTIFIER,
    LINE,
    RESPONSE_KINDS,
    SPAN,
)
from cio_tui.core.step import SkipPolicy, StepKind

MOST_LINES = 9
"""Lines of a check: past nine, people stop reading and start ticking."""
MOST_STEPS = 500

RESPOND = Table(
    "respond",
    "The value a person reads off and types: never just `done`.",
    {
        "prompt": Key(LINE, "the question", required=True),
        "kind": Key(Choice(RESPONSE_KINDS), "what an answer looks like", default="text"),
        "accept": Key(ListOf(LINE), "expected answers; another one needs a reason and marks a mismatch"),
        "choices": Key(ListOf(LINE), "answers offered by `choice`; those of `accept` when absent"),
        "min": Key(Whole(1, 200), "fewest characters of a text", default=1),
        "save": Key(Reference("var"), "variable that receives the answer"),
    },
    rule=check_respond,
)

BRANCH = Table(
    "branch",
    "One way out of a decision. The first whose condition is true is suggested; a person picks.",
    {
        "label": Key(FILLED_LINE, "what it says", required=True),
        "goto": Key(Destination(), "where it leads", required=True),
        "when": Key(Condition(), "suggests it; without one it is only ever chosen"),
    },
)

ABORT = Table(
    "abort",
    "What ends a watch early.",
    {
        "when": Key(Condition(), "proposes to stop watching", required=True),
        "goto": Key(Destination(), "where it leads", required=True),
        "text": Key(FILLED_LINE, "why"),
    },
)

ON_TIMEOUT = Table(
    "on_timeout",
    "What is proposed when a watch has lasted too long.",
    {
        "after": Key(SPAN, "how long is too long", required=True),
        "goto": Key(Destination(), "where it leads", required=True),
    },
)

_COMMON = {
    "id": Key(IDENTIFIER, "stable name, unique in the book", required=True),
    "kind": Key(Choice(tuple(StepKind)), "what ends it", required=True),
    "title": Key(LINE, "what it is about, in a line", required=True),
    "why": Key(FILLED_BLOCK, "why this step is here"),
    "text": Key(FILLED_BLOCK, "what to do"),
    "expect": Key(FILLED_BLOCK, "what it looks like when it worked"),
    "command": Key(FILLED_BLOCK, "shown and copied, never run"),
    "source": Key(ListOf(LINE, bare=True), "items of the checklist it comes from, such as P1.1"),
    "panes": Key(ListOf(Reference("probe"), most=12), "probes shown beside it, most telling first"),
    "phase": Key(LINE, "part of the incident; at most nine steps each"),
    "role": Key(Reference("role"), "whose step it is"),
    "est": Key(Duration(1.0, DAY), "how long it should take"),
    "when": Key(Condition(), "applies only while this is not false; unknown counts as applicable"),
    "next": Key(Destination(), "where to go when it is done; the step that follows when absent"),
    "needs": Key(ListOf(Reference("step")), "steps that must be settled first"),
    "changes": Key(Flag(), "true when doing it changes something; it then needs `undo`"),
    "undo": Key(UndoStep(), "the step that switches it back"),
    "skip": Key(
        Choice(tuple(SkipPolicy)),
        "whether it may be left out: freely, with a reason, or never",
        default="reason",
    ),
    "ask": Key(ListOf(Reference("var")), "variables asked for before it"),
}

_REACHES = {
    "milestone": Key(IDENTIFIER, "what has come about once it is carried out, such as mitigated or resolved")
}
"""Of every kind that is carried out: a decision is taken, and a close ends the log."""

_KINDS = {
    StepKind.DO: {
        "respond": Key(RESPOND, "the value that ends it"),
        "sensed": Key(Condition(), "ends it by itself when it turns true"),
        **_REACHES,
    },
    StepKind.DECIDE: {
        "branch": Key(ListOf(BRANCH, fewest=1, most=9), "the ways out, most specific first", required=True),
    },
    StepKind.WATCH: {
        "until": Key(Condition(), "ends it by itself when it holds", required=True),
        "abort": Key(ABORT, "ends it early"),
        "on_timeout": Key(ON_TIMEOUT, "what is proposed when it takes too long"),
        **_REACHES,
    },
    StepKind.WAIT: {"for": Key(SPAN, "how long; can be cut short with a reason", required=True), **_REACHES},
    StepKind.NOTIFY: {
        "template": Key(FILLED_BLOCK, "the text to send", required=True),
        "audience": Key(ListOf(LINE, bare=True), "who gets it"),
        **_REACHES,
    },
    StepKind.CHECK: {
        "lines": Key(
            ListOf(FILLED_LINE, fewest=1, most=MOST_LINES),
            "confirmed one by one; nine at most",
            required=True,
        ),
        **_REACHES,
    },
    StepKind.GROUP: {
        "steps": Key(ListOf(Reference("step"), fewest=1), "members, in any order", required=True),
        **_REACHES,
    },
    StepKind.CLOSE: {},
}

STEP = Table(
    "[[step]]",
    "What a person does, in the order of the file.",
    _COMMON,
    {kind.value: keys for kind, keys in _KINDS.items()},
    check_step,
)

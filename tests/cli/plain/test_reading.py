from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from cio_tui.cli.plain.reading import HELP, READERS, read_answer, read_command
from cio_tui.core import commands
from cio_tui.core.commands import Begin, Command
from cio_tui.core.errors import Refused
from cio_tui.core.step import Goto
from tests.core.books import do, make
from tests.core.transcript import See, Transcript

if TYPE_CHECKING:
    from cio_tui.core.session import Session

STEPS = {
    "do": do("it"),
    "decide": '[[step]]\nid = "it"\nkind = "decide"\ntitle = "It"\nbranch = [{ label = "x", goto = "close" }]\n',
    "watch": '[[step]]\nid = "it"\nkind = "watch"\ntitle = "It"\nuntil = "queue.depth == 0"\n',
    "wait": '[[step]]\nid = "it"\nkind = "wait"\ntitle = "It"\nfor = "5m"\n',
    "notify": '[[step]]\nid = "it"\nkind = "notify"\ntitle = "It"\ntemplate = "x"\n',
    "check": '[[step]]\nid = "it"\nkind = "check"\ntitle = "It"\nlines = ["one", "two"]\n',
    "close": "",
    "ask": '[var.who]\nprompt = "Who?"\n' + do("it", 'ask = ["who"]'),
}
ESCALATION = '[escalation.worse]\nwhen = "queue.depth > 9"\nto = "P1"\ntext = "worse"\n'


def at(kind: str, extra: str = "") -> Session:
    """At a step of that kind."""
    return (Transcript((make(extra + STEPS[kind]),)) >> Begin()).session


@pytest.mark.parametrize(
    ("kind", "typed", "command"),
    [
        ("do", "as seen", commands.Answer("it", "as seen")),
        ("decide", " 1 ", commands.Choose("it", 1)),
        ("watch", "2", commands.Choose("it", 2)),
        ("notify", "Sent", commands.Answer("it", "the text")),
        ("check", "2", commands.Confirm("it", 2)),
        ("close", "CLOSE", commands.Close()),
        ("ask", "bo", commands.SetVariable("who", "bo")),
    ],
)
def test_an_answer_is_what_the_step_asks_for(kind: str, typed: str, command: Command) -> None:
    assert read_answer(at(kind), typed, "the text") == command


@pytest.mark.parametrize(
    ("kind", "typed", "sentence"),
    [
        ("decide", "left", "Type a number"),
        ("check", "-1", "Type a number"),
        ("wait", "done", "Nothing is asked: wait, or type :override REASON"),
        ("notify", "no", "Send the message, then type: sent"),
        ("close", "yes", "Type close to end the incident"),
    ],
)
def test_what_is_no_answer_is_refused_with_what_would_be_one(kind: str, typed: str, sentence: str) -> None:
    with pytest.raises(Refused, match=sentence):
        read_answer(at(kind), typed)


@pytest.mark.parametrize(
    ("line", "command"),
    [
        (":note looked at the deploys", commands.WriteNote("looked at the deploys")),
        (":skip no time", commands.Skip("it", "no time")),
        (":defer later", commands.Defer("it", "later")),
        (":choose 2 a drill", commands.Choose("it", 2, "a drill")),
        (":override seen by hand", commands.Answer("it", "", "seen by hand")),
        (":back", commands.GoBack()),
        (":goto size-up", commands.Go(Goto("size-up"))),
        (":goto runbook:p2#size", commands.Go(Goto("size", "p2"))),
        (":undo wrong line", commands.TakeBack("wrong line")),
        (":sev P1 all of it", commands.ChangeSeverity("P1", "all of it")),
        (":accept yes", commands.AcceptEscalation("worse", "yes")),
        (":decline known", commands.DeclineEscalation("worse", "known")),
        (":role ic bo", commands.AssignRole("ic", "bo")),
        (":set rate 60", commands.SetVariable("rate", "60")),
        (":milestone mitigated now", commands.MarkMilestone("mitigated", "now")),
        (":milestone detected 20:04 the pager", commands.MarkMilestone("detected", "20:04", "the pager")),
        (":milestone detected 12m ago", commands.MarkMilestone("detected", "12m ago")),
        (":milestone a 2026-11-20 20:04Z log", commands.MarkMilestone("a", "2026-11-20 20:04Z", "log")),
        (":leave back kept", commands.DeclineUndo("back", "kept")),
        (":hold lunch", commands.Hold("lunch")),
        (":release", commands.Release()),
    ],
)
def test_a_command_is_read_from_its_line(line: str, command: Command) -> None:
    proposed = (Transcript((make(ESCALATION + STEPS["watch"]),)) >> Begin()).skip_ahead()
    proposed = (proposed >> See("queue", {"depth": 10})).skip_ahead()
    assert read_command(proposed.session, line) == command


@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        (":dance", "There is no :dance"),
        (":goto", "Type :goto ID"),
        (":sev", "Type :sev P1 REASON"),
        (":milestone", "Type :milestone NAME WHEN BASIS"),
        (":milestone detected 25:04 the pager", "Type :milestone NAME WHEN BASIS"),
        (":accept", "No escalation is proposed"),
    ],
)
def test_a_command_that_cannot_be_read_says_how_it_is_typed(line: str, sentence: str) -> None:
    with pytest.raises(Refused, match=sentence):
        read_command(at("do"), line)


def test_where_no_step_is_open_nothing_is_asked() -> None:
    unbegun = Transcript((make(STEPS["do"]),)).session
    with pytest.raises(Refused, match="No step is open"):
        read_answer(unbegun, "seen")
    with pytest.raises(Refused, match="No step is open"):
        read_command(unbegun, ":skip no time")


def test_help_names_every_command() -> None:
    for name in READERS:
        assert f":{name}" in HELP

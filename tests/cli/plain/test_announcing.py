from __future__ import annotations

from io import StringIO
from typing import TYPE_CHECKING

from cio_tui.cli.output import Output
from cio_tui.cli.plain.announcing import Announcer
from cio_tui.core.commands import (
    Answer,
    AssignRole,
    Begin,
    Close,
    Confirm,
    Go,
    Hold,
    SetVariable,
    Skip,
    WriteNote,
)
from cio_tui.core.sealing import sealed
from cio_tui.core.step import Goto
from cio_tui.runtime.scene import Scene
from tests.core.books import do, make, switch
from tests.core.transcript import See, Transcript

if TYPE_CHECKING:
    from cio_tui.core.runbook import Runbook

FULL = """
[[step]]
id = "full"
kind = "do"
title = "Everything"
why = "Because."
text = \"\"\"
Look here.
And there.\"\"\"
command = "flagctl set"
expect = "Calm."
panes = ["queue", "track"]
respond = { prompt = "State?", kind = "choice", accept = ["on"], choices = ["on", "off"] }
sensed = "queue.depth > 0"
changes = true
undo = "none: it stays"
"""
DECIDE = """
[[step]]
id = "which"
kind = "decide"
title = "Which?"
branch = [{ label = "down", when = "down", goto = "close" }, { label = "else", goto = "close" }]
"""
WATCH = """
[[step]]
id = "watch"
kind = "watch"
title = "Watch"
until = "queue.depth == 0"
on_timeout = { after = "30m", goto = "close" }
"""
BARE = '[[step]]\nid = "bare"\nkind = "watch"\ntitle = "Bare"\nuntil = "queue.depth == 0"\n'
CHECK = '[[step]]\nid = "list"\nkind = "check"\ntitle = "List"\nlines = ["one", "two"]\n'
NOTIFY = '[[step]]\nid = "tell"\nkind = "notify"\ntitle = "Tell"\ntemplate = "Down.\\nSorry."\naudience = ["data"]\n'
WAIT = '[[step]]\nid = "pause"\nkind = "wait"\ntitle = "Pause"\nfor = "5m"\n'
ASK = '[var.who]\nprompt = "Who?"\n[var.rate]\nprompt = "Rate?"\nkind = "int"\ndefault = 60\n' + do(
    "ask", 'ask = ["who", "rate"]'
)


class Listener:
    """Somebody who hears every announcement of one walk."""

    def __init__(self, *books: Runbook) -> None:
        self.walk = Transcript(books)
        self._stream = StringIO()
        self.announcer = Announcer(Output(self._stream, StringIO()))
        self.holder = ""
        self.trouble = ""
        self.caution = ""
        self.stopped: dict[str, str] = {}

    def hears(self) -> list[str]:
        """What is said now."""
        self.walk.skip_ahead()
        self.announcer.announce(self.scene)
        said = self._stream.getvalue()
        self._stream.seek(0)
        self._stream.truncate()
        return said.splitlines()

    @property
    def scene(self) -> Scene:
        walk = self.walk
        return Scene(
            walk.now, walk.evidence, walk.session.runbook.probes, "us", "prod", "amira", "h",
            session=walk.session, tail=tuple(walk.log[-200:]), folder="/log", holder=self.holder, trouble=self.trouble,
            caution=self.caution, stopped=self.stopped,
        )  # fmt: skip


def begun(*books: Runbook) -> Listener:
    """A listener who has heard the beginning."""
    listener = Listener(*books)
    listener.walk >> Begin()
    listener.hears()
    return listener


def test_a_walk_begins_with_which_incident_it_is() -> None:
    listener = Listener(make(do("first")))
    listener.walk >> Begin()
    assert listener.hears() == [
        "INCIDENT INC-1 LIVE prod/us, P2 Book a",
        "INCIDENT opened P2 with a: Book a",
        "STEP first First",
        "ASK What do you see?",
    ]
    assert listener.hears() == []


def test_a_step_is_told_in_full_when_it_is_entered() -> None:
    listener = Listener(make(FULL))
    listener.walk >> Begin()
    assert listener.hears()[2:] == [
        "STEP full Everything",
        "TEXT why: Because.",
        "TEXT do: Look here.",
        "TEXT do: And there.",
        "TEXT run: flagctl set",
        "TEXT expect: Calm.",
        "TEXT undo: it stays",
        "PROBE queue unknown: no reading yet",
        "PROBE track unknown: no reading yet",
        "TEXT moves on by itself when queue.depth > 0 (queue.depth not known)",
        "ASK State? [on / off]",
    ]


def test_a_sensed_step_says_that_it_moved_on_and_why() -> None:
    listener = begun(make(FULL))
    listener.walk >> See("queue", {"depth": 4})
    heard = listener.hears()
    assert heard[:2] == [
        "PROBE queue unknown → ok: queue",
        "DONE full sensed: queue.depth > 0 (queue.depth = 4)",
    ]
    assert heard[2] == "STEP close Close"


def test_what_is_switched_names_what_will_switch_it_back() -> None:
    listener = Listener(make(switch("breaker", "back") + do("back")))
    listener.walk >> Begin()
    assert "TEXT undo: back, Back" in listener.hears()
    listener.walk >> Answer("breaker", "on")
    assert listener.hears() == [
        'DONE breaker attested: "on"',
        "UNDO undo list: + back (Back)",
        "STEP close Close",
        "TEXT exit not met: all is switched back (undo.open == 0 (undo.open = 1))",
        "UNDO still open: Back",
        "ASK type: close",
    ]


def test_a_decision_lists_its_branches_and_what_the_evidence_says() -> None:
    listener = Listener(make(DECIDE))
    listener.walk >> Begin()
    assert listener.hears()[2:] == [
        "STEP which Which?",
        "TEXT 1: down",
        "TEXT 2: else",
        "SUGGEST nothing: the evidence does not decide, you do",
        "ASK a number from 1 to 2",
    ]
    listener.walk >> See("track", {"status": 503})
    because = "down (down = true (track.status = 503))"
    assert listener.hears()[-1] == f"SUGGEST 1: down, because {because}"
    (listener.walk >> See("track", {"status": 502})).skip_ahead()
    assert listener.hears() == []
    (listener.walk >> See("track", {"status": 200})).skip_ahead()
    assert listener.hears()[-1] == "SUGGEST nothing: the evidence does not decide, you do"
    (listener.walk >> See("track", {"status": 503})).skip_ahead()
    listener.hears()
    listener.announcer.tell_state(listener.scene, listener.walk.session)
    assert f"SUGGEST 1: down, because {because}" in listener.hears()


def test_each_kind_of_step_asks_in_its_own_words() -> None:
    asked = {}
    for kind in (WATCH, BARE, CHECK, NOTIFY, WAIT):
        listener = Listener(make(kind))
        listener.walk >> Begin()
        heard = listener.hears()[3:]
        asked[listener.walk.session.step] = heard
    until = "TEXT moves on by itself when queue.depth == 0 (queue.depth not known)"
    assert asked == {
        "watch": [
            until,
            "TEXT 1: After 30 min: Close",
            "ASK a number from 1 to 1, or :override REASON",
        ],
        "bare": [until, "ASK nothing to choose, or :override REASON"],
        "list": [
            "TEXT 1 open: one",
            "TEXT 2 open: two",
            "ASK type the number of each line you confirm: 1, 2",
        ],
        "tell": [
            "TEXT to: data",
            "TEXT message: Down.",
            "TEXT message: Sorry.",
            "ASK send it, then type: sent",
        ],
        "pause": ["ASK wait 5 min; it moves on by itself, or :override REASON"],
    }


def test_the_message_that_was_announced_is_the_one_to_attest() -> None:
    listener = begun(make(NOTIFY))
    assert listener.announcer.message == "Down.\nSorry."


def test_what_a_step_needs_to_know_is_asked_before_it() -> None:
    listener = Listener(make(ASK))
    listener.walk >> Begin()
    assert listener.hears()[2:] == ["STEP ask Ask", "ASK Who?"]
    listener.walk >> SetVariable("who", "bo")
    assert listener.hears() == [
        "NOTE who = bo",
        "TEXT Who? bo; :set who VALUE changes it",
        "TEXT Rate? 60 unless you type :set rate VALUE",
        "ASK What do you see?",
    ]


def test_a_confirmed_line_leaves_the_others_to_be_asked() -> None:
    listener = begun(make(CHECK))
    listener.walk >> Confirm("list", 2)
    assert listener.hears() == [
        "DONE confirmed list 2: two",
        "TEXT 1 open: one",
        "TEXT 2 confirmed: two",
        "ASK type the number of each line you confirm: 1",
    ]


def test_what_is_left_open_is_told_before_the_close() -> None:
    listener = begun(make(do("first")))
    listener.walk >> Skip("first", "no time")
    assert "TEXT left open: First" in listener.hears()
    listener.walk >> Close("OPS-9")
    assert listener.hears() == [
        'DONE close attested: "close" - OPS-9',
        "CLOSED closed over 1 open item - OPS-9",
        f"CLOSED {sealed(listener.walk.session)}",
        "CLOSED /log",
    ]


def test_everything_else_that_happens_has_a_word() -> None:
    listener = begun(make('[role.ic]\ntitle = "IC"\n' + do("first")))
    for command in (WriteNote("hm\nhm"), AssignRole("ic", "bo"), Hold("lunch")):
        listener.walk.skip_ahead() >> command
    assert listener.hears() == ["NOTE note: hm hm", "NOTE ic is bo", "NOTE paused the walk - lunch"]


def test_a_step_gone_back_to_is_told_again() -> None:
    listener = begun(make(do("first") + do("second")))
    listener.walk >> Answer("first", "seen")
    listener.hears()
    listener.walk >> Go(Goto("first"))
    assert listener.hears() == ["STEP first First", "ASK What do you see?"]


def test_who_takes_up_a_long_incident_hears_where_it_stands_and_not_all_of_it() -> None:
    listener = Listener(make(do("first")))
    listener.walk >> Begin()
    for number in range(40):
        listener.walk.skip_ahead() >> WriteNote(f"note {number}")
    heard = listener.hears()
    assert heard[1] == "NOTE 32 earlier events: cio-tui incident show INC-1"
    assert heard[2:4] == ["NOTE note: note 30", "NOTE note: note 31"]
    assert heard[-2:] == ["STEP first First", "ASK What do you see?"]


def test_a_disk_to_beware_of_is_told_once_and_is_no_error() -> None:
    listener = begun(make(do("first")))
    listener.caution = "The log is on nfs: agree on who writes."
    assert listener.hears() == ["NOTE saved, but: The log is on nfs: agree on who writes."]
    listener.caution = ""
    assert listener.hears() == []


def test_trouble_and_the_pen_are_told_when_they_change() -> None:
    listener = begun(make(do("first")))
    listener.trouble = "Not saved: the disk is full."
    assert listener.hears() == ["ERROR Not saved: the disk is full."]
    assert listener.hears() == []
    listener.trouble = ""
    assert listener.hears() == ["NOTE saved"]
    listener.announcer.say_trouble("Not saved at all.")
    listener.trouble = "Not saved at all."
    assert listener.hears() == ["ERROR Not saved at all."]
    listener.trouble, listener.holder = "", "bo@h 9"
    assert listener.hears() == [
        "NOTE bo@h 9 holds the pen; this session only reads, :take takes it over",
        "NOTE saved",
    ]
    listener.holder = ""
    assert listener.hears() == ["NOTE the pen is yours"]


def test_a_probe_that_waits_for_a_person_is_told_once() -> None:
    listener = begun(make(do("first")))
    listener.stopped = {"track": "polling stopped after 401: refresh to try once more"}
    assert listener.hears() == [
        "NOTE track: polling stopped after 401: refresh to try once more with :refresh"
    ]
    assert listener.hears() == []


def test_the_state_is_told_when_asked() -> None:
    listener = begun(make(switch("breaker", "back") + do("back") + do("first")))
    (listener.walk >> Answer("breaker", "on")).skip_ahead() >> See("track", {"status": 503})
    listener.hears()
    listener.announcer.tell_state(listener.scene, listener.walk.session)
    assert listener.hears() == [
        "INCIDENT INC-1 P2",
        "PROBE track failing: track (status >= 500 (status = 503))",
        "PROBE queue unknown: no reading yet",
        "UNDO open: back",
        "STEP first First",
        "ASK What do you see?",
    ]


def test_a_reading_gone_stale_is_told_as_unknown() -> None:
    listener = begun(make(FULL))
    (listener.walk >> See("track", {"status": 503})).skip_ahead()
    listener.walk.mono += 100
    listener.announcer.tell_state(listener.scene, listener.walk.session)
    assert "PROBE track unknown: no fresh reading" in listener.hears()


def test_before_the_opening_nothing_is_said() -> None:
    listener = Listener(make(""))
    listener.announcer.announce(listener.scene._replace(session=None))
    assert listener._stream.getvalue() == ""

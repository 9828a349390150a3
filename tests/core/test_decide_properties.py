"""Random commands on a book with everything in it: what holds whatever a person, the probes and the clock do."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from cio_tui.core import commands, events
from cio_tui.core.errors import Refused
from cio_tui.core.step import Goto
from tests.core.books import do, group, make, switch
from tests.core.transcript import After, By, See, Transcript

COMMON = """
[var.rate]
prompt = "Rate?"
kind = "int"
default = 60
[var.since]
prompt = "Since?"
kind = "time"
[role.ic]
title = "IC"
[timer.cadence]
from = "incident.opened"
every = "30m"
text = "due {queue.depth}"
[timer.late]
from = "milestone:since"
after = "1h"
text = "late"
[escalation.worse]
when = "queue.depth > 100"
for = "30s"
to = "P1"
goto = "runbook:OTHER#fill"
text = "{queue.depth} wait"
"""
STEPS = (
    group("protect", "breaker", "fill")
    + switch("breaker", "breaker-off")
    + switch("fill", "fill-off", 'sensed = "queue.depth > 0"')
    + do("since", 'respond = { prompt = "Since?", kind = "time", save = "since" }')
    + do("seldom", 'when = "queue.depth > 50"\nneeds = ["since"]')
    + """
[[step]]
id = "which"
kind = "decide"
title = "Which?"
branch = [
  { label = "down", when = "down", goto = "watch" },
  { label = "over", when = "queue.depth > 100", goto = "runbook:OTHER#since" },
  { label = "round", goto = "protect" },
]
[[step]]
id = "watch"
kind = "watch"
title = "Watch"
until = "stable(track.status == 200, '1m')"
abort = { when = "down and queue.depth > 10", goto = "which" }
on_timeout = { after = "10m", goto = "pause" }
[[step]]
id = "pause"
kind = "wait"
title = "Pause"
for = "5m"
[[step]]
id = "tell"
kind = "notify"
title = "Tell"
template = "{queue.depth} wait, {next_update}, {role.ic}, {log.fingerprint}"
[[step]]
id = "list"
kind = "check"
title = "List"
lines = ["one", "two"]
"""
    + group("restore", "breaker-off", "fill-off")
    + do("breaker-off", "when = \"undo.has('breaker-off')\"")
    + do("fill-off", 'when = "undo.has(\'fill-off\')"\nsensed = "queue.depth == 0"')
)
BOOKS = tuple(
    make(COMMON.replace("OTHER", other) + STEPS.replace("OTHER", other), name, severity)
    for name, other, severity in (("a", "b", "P2"), ("b", "a", "P3"))
)
NAMES = st.sampled_from([*BOOKS[0].steps, "gone"])
REASONS = st.sampled_from(["", "because"])
SAID = st.sampled_from(["on", "off", "7", "20:04", "", "as seen there"])

GIVEN_BY_PEOPLE = st.one_of(
    st.just(commands.Begin()),
    st.builds(commands.Skip, NAMES, REASONS),
    st.builds(commands.Defer, NAMES, REASONS),
    st.builds(commands.TakeBack, REASONS),
    st.just(commands.GoBack()),
    st.builds(commands.Go, st.builds(Goto, NAMES, st.sampled_from(["", "a", "b", "c"]))),
    st.builds(commands.Close, REASONS),
    st.builds(commands.ChangeSeverity, st.sampled_from(["P1", "P4", "x"]), REASONS),
    st.builds(commands.AcceptEscalation, st.just("worse")),
    st.builds(commands.DeclineEscalation, st.just("worse"), REASONS),
    st.builds(commands.DeclineUndo, st.sampled_from(["breaker-off", "fill-off", "gone"]), REASONS),
    st.builds(commands.AssignRole, st.sampled_from(["ic", "gone"]), SAID),
    st.builds(commands.SetVariable, st.sampled_from(["rate", "since", "gone"]), SAID),
    st.builds(commands.WriteNote, SAID),
    st.builds(commands.MarkMilestone, st.sampled_from(["since", "Not one"]), SAID),
    st.builds(commands.Hold, REASONS),
    st.just(commands.Release()),
    st.builds(commands.Amend, st.integers(-1, 5), SAID, SAID),
)


class Incident(RuleBasedStateMachine):
    """One incident, with anything done to it in any order."""

    def __init__(self) -> None:
        super().__init__()
        self.walk = Transcript(BOOKS)
        self.seen = 0
        self.tell(commands.Begin())

    def tell(self, what: commands.Command | After | See | By) -> None:
        before = self.walk.session
        try:
            self.walk >> what
        except Refused:
            assert self.walk.session is before
        self.walk.unread.clear()

    @rule(command=GIVEN_BY_PEOPLE)
    def a_person_does_something(self, command: commands.Command) -> None:
        self.tell(command)

    @rule(said=SAID, reason=REASONS)
    def a_person_answers_the_step(self, said: str, reason: str) -> None:
        self.tell(commands.Answer(self.walk.session.step, said, reason))

    @rule(line=st.integers(0, 3), on=st.booleans())
    def a_person_confirms_a_line(self, line: int, on: bool) -> None:
        self.tell(commands.Confirm(self.walk.session.step, line, on=on))

    @rule(number=st.integers(0, 4), reason=REASONS)
    def a_person_chooses(self, number: int, reason: str) -> None:
        self.tell(commands.Choose(self.walk.session.step, number, reason))

    @rule(person=st.sampled_from(["amira", "bo"]))
    def somebody_else_sits_down(self, person: str) -> None:
        self.tell(By(person))

    @rule(seconds=st.sampled_from([1, 20, 46, 600, 4000]))
    def time_passes(self, seconds: int) -> None:
        self.tell(After(seconds))

    @rule(status=st.sampled_from([200, 503]))
    def track_answers(self, status: int) -> None:
        self.tell(See("track", {"status": status}))

    @rule(depth=st.sampled_from([0, 7, 60, 412]))
    def the_queue_answers(self, depth: int) -> None:
        self.tell(See("queue", {"depth": depth}))

    @rule()
    def the_queue_does_not_say(self) -> None:
        self.tell(See("queue", {}))

    @invariant()
    def the_log_leads_to_the_same_session(self) -> None:
        assert self.walk.replayed() == self.walk.session

    @invariant()
    def nothing_leaves_the_undo_list_unless_the_log_says_so(self) -> None:
        on_list: set[str] = set()
        for event in (recorded.event for recorded in self.walk.log):
            match event:
                case events.UndoOpened(undo=undo):
                    on_list.add(undo)
                case events.UndoClosed(undo=undo) | events.UndoDeclined(undo=undo):
                    assert undo in on_list
                    on_list.remove(undo)
        assert {item.partition("#")[2] for item in self.walk.session.undo_open} == on_list

    @invariant()
    def what_was_switched_is_on_the_list_until_it_is_switched_back_or_left(self) -> None:
        """Each step that switched something was followed by its undo item, at once."""
        told = [recorded.event for recorded in self.walk.log]
        for place, (event, after) in enumerate(pairwise(told)):
            switched = isinstance(event, events.StepDone) and event.step in ("breaker", "fill")
            if switched and not isinstance(after, events.UndoOpened):
                assert isinstance(after, events.StepEntered | events.StepDone)
                on_before = self.walk.replayed(place)
                assert on_before.has_to_undo(f"{event.step}-off")  # type: ignore[union-attr]

    @invariant()
    def there_is_always_a_step_to_go_on_from(self) -> None:
        session = self.walk.session
        assert (session.current is None) == (session.closed is not None)

    @invariant()
    def what_came_about_by_itself_rested_on_fresh_evidence(self) -> None:
        """Judged for the newest events only; those before were judged when they were new."""
        newest, self.seen = self.walk.log[self.seen :], len(self.walk.log)
        for recorded in newest:
            if recorded.by == "cio-tui" and isinstance(recorded.event, events.StepDone):
                assert "not known" not in recorded.event.sensed
            if isinstance(recorded.event, events.EscalationProposed):
                assert "not known" not in recorded.event.because
            if isinstance(recorded.event, events.Suggestion) and recorded.event.suggested:
                assert "not known" not in recorded.event.because

    def teardown(self) -> None:
        self.walk.unread.clear()


TestIncident = Incident.TestCase
TestIncident.settings = settings(max_examples=60, stateful_step_count=40, deadline=None)

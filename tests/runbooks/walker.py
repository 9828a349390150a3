"""A responder without a screen, who follows every suggestion and waits where waiting helps."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta
from typing import TYPE_CHECKING

from cio_tui.core import commands
from cio_tui.core.closing import open_ends
from cio_tui.core.conditions import timed_conditions
from cio_tui.core.decide import decide
from cio_tui.core.events import IncidentClosed, IncidentOpened, StepEntered
from cio_tui.core.evidence import Moment
from cio_tui.core.expr import truth
from cio_tui.core.fold import apply
from cio_tui.core.held import held
from cio_tui.core.observe import open_proposals
from cio_tui.core.record import Recorded
from cio_tui.core.session import Mark, Session
from cio_tui.core.step import Check, Close, Decide, Do, Group, Notify, Response, Wait, Watch
from cio_tui.core.view import view
from cio_tui.core.ways import suggested, ways_out
from tests.runbooks.conftest import STARTED

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cio_tui.core.commands import Command
    from cio_tui.core.events import Event
    from cio_tui.core.evidence import Evidence
    from cio_tui.core.runbook import Runbook
    from cio_tui.core.step import Step
    from tests.runbooks.conftest import Look

TICK = 30.0
PATIENCE = 2 * 3600.0
"""Seconds of waiting for a step to be sensed before it is settled by hand."""
MOST_MOVES = 3000

TYPED = {"text": "as seen there", "int": "7", "number": "1", "percent": "0.4", "time": "20:04"}


@dataclass
class Walker:
    """One incident, from its first step until somebody would have to be asked."""

    books: Mapping[str, Runbook]
    look: Look
    world: str
    turns: Mapping[str, str] = field(default_factory=dict)
    """Step to the world as it is from the moment that step is entered."""
    chooses: Mapping[str, str] = field(default_factory=dict)
    """Where to go from a decision in which the evidence suggests nothing; several words for several visits."""
    mono: float = 0.0
    waited: float = 0.0
    since: Mapping[str, float] = field(default_factory=dict)
    events: list[Event] = field(default_factory=list)

    def walk(self, book: str) -> Session:
        """The session after its close."""
        self.session = Session(self.books)
        opened = self.books[book]
        self._record(
            IncidentOpened(
                1, "0", "INC-1", "drill", book, opened.title, opened.severity, "", "us", "drill", "h", 1
            )
        )
        self._tell(commands.Begin())
        for _ in range(MOST_MOVES):
            if self.session.closed:
                return self.session
            self._observe()
            self._move()
        raise AssertionError(f"still at {self.session.step} after {self.mono:.0f} s, by {self.path()[-40:]}")

    def marks(self) -> dict[str, Mark]:
        """How each settled step of every book was settled, by its id."""
        return {name.partition("#")[2]: state.mark for name, state in self.session.states.items()}

    def path(self) -> list[str]:
        """The steps in the order entered."""
        return [event.step for event in self.events if isinstance(event, StepEntered)]

    @property
    def closing(self) -> IncidentClosed:
        """The last event."""
        closed = self.events[-1]
        assert isinstance(closed, IncidentClosed)
        return closed

    def _evidence(self) -> Evidence:
        book = self.session.runbook
        evidence = view(self.session, self.look(book, self.world, self.mono))
        self.since = held(timed_conditions(book), evidence, self.since)
        return view(self.session, self._aged(evidence))

    def _aged(self, evidence: Evidence) -> Evidence:
        return type(evidence)(
            evidence.mono, evidence.readings, evidence.facts, evidence.settings, held=self.since
        )

    def _tell(self, command: Command) -> None:
        moment = Moment(STARTED + timedelta(seconds=self.mono), "amira", self._evidence())
        for event in decide(self.session, command, moment):
            self._record(event)

    def _record(self, event: Event) -> None:
        at = STARTED + timedelta(seconds=self.mono)
        self.session = apply(self.session, Recorded(self.session.seq + 1, at, self.mono, "amira", event))
        self.events.append(event)
        if isinstance(event, StepEntered):
            self.world = self.turns.get(event.step, self.world)
            self.waited = 0.0

    def _observe(self) -> None:
        step = self.session.current
        tick = step.body.duration if step and isinstance(step.body, Wait) else TICK
        self.mono += tick
        self.waited += tick
        self._tell(commands.Observe())
        for escalation in open_proposals(self.session):
            self._tell(commands.AcceptEscalation(escalation.id))

    def _move(self) -> None:
        step = self.session.current
        if step is None or self._is_worth_waiting(step):
            return
        for variable in step.ask:
            if variable not in self.session.variables:
                kind = self.session.runbook.variables[variable].kind
                self._tell(commands.SetVariable(variable, TYPED[kind]))
        match step.body:
            case Decide():
                self._choose(step)
            case Do(respond=respond):
                self._tell(commands.Answer(step.id, self._typed(step.id, respond), "seen by hand"))
            case Watch() | Wait():
                self._tell(commands.Answer(step.id, "seen by hand", "nothing measures it here"))
            case Notify():
                self._tell(commands.Answer(step.id))
            case Check(lines=lines):
                for line in range(1, len(lines) + 1):
                    self._tell(commands.Confirm(step.id, line))
            case Close():
                ends_open = "some of it cannot be measured here"
                self._tell(commands.Close(ends_open))
            case Group():
                raise AssertionError(f"{step.id} was entered and led to no member")

    def _is_worth_waiting(self, step: Step) -> bool:
        """Whether what ends the step is measured, and only not true yet."""
        evidence = self._evidence()
        match step.body:
            case Watch(until=condition):
                pass
            case Do(sensed=sensed) if sensed:
                condition = sensed
            case Wait():
                return True
            case Close():
                ends = open_ends(self.session, evidence)
                return any(one.holds is False for one in ends.criteria) and self.waited < PATIENCE
            case _:
                return False
        return truth(condition, evidence) is not None and self.waited < PATIENCE

    def _chosen(self, step: str) -> str:
        visits = self.chooses[step].split()
        return visits[min(self.path().count(step), len(visits)) - 1]

    def _choose(self, step: Step) -> None:
        ways = ways_out(step, self._evidence(), self.session)
        best = suggested(ways)
        wanted = str(best.goto) if best else self._chosen(step.id)
        number = next(
            n for n, way in enumerate(ways, 1) if str(way.goto) == wanted and way.holds is not False
        )
        self._tell(commands.Choose(step.id, number))

    def _typed(self, step: str, respond: Response | None) -> str:  # noqa: ARG002
        """What is read off at that step; a test may know a responder who reads something else."""
        if respond is None:
            return TYPED["text"]
        if respond.accept or respond.choices:
            return (respond.accept or respond.choices)[0]
        return TYPED[respond.kind]

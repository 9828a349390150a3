"""What the events of the walk do to its steps: entered, settled, chosen, taken back."""

from __future__ import annotations

from typing import TYPE_CHECKING, assert_never

from cio_tui.core import events
from cio_tui.core.session import Mark, Session, Settled, StepState, key
from cio_tui.core.step import Check, Group

if TYPE_CHECKING:
    from cio_tui.core.record import Recorded
    from cio_tui.core.step import Step

LOOKING_BACK = ("back", "jump", "return")
"""Entries that keep the mark a step already has."""

MARKS = {"sensed": Mark.SENSED, "attested": Mark.ATTESTED, "override": Mark.OVERRIDE}


def apply_to_step(session: Session, recorded: Recorded, event: events.StepEvent) -> Session:
    """The session after an event of the walk."""
    match event:
        case events.StepEntered():
            return _enter(session, recorded, event)
        case events.StepChecked():
            return _check(session, recorded, event)
        case events.StepDone():
            mark = Mark.MISMATCH if event.mismatch else MARKS[event.how]
            return _settle(session, recorded, event.step, mark, said=event.said, reason=event.reason)
        case events.StepSkipped():
            return _settle(session, recorded, event.step, Mark.SKIPPED, reason=event.reason)
        case events.StepDeferred():
            return _settle(session, recorded, event.step, Mark.DEFERRED, reason=event.reason)
        case events.StepUndone():
            return _take_back(session, event)
        case events.Decision():
            return _choose(session, recorded, event)
        case events.Suggestion():
            state = session.state(event.step)._replace(suggested=event.number)
            return with_state(session, event.step, state)
        case _:
            assert_never(event)


def _enter(session: Session, recorded: Recorded, event: events.StepEntered) -> Session:
    book = event.book or session.book
    name = key(book, event.step)
    step = session.step_of(name)
    before = session.states.get(name, StepState())
    is_group = step is not None and isinstance(step.body, Group)
    keeps = not before.mark.is_settled or (event.why in LOOKING_BACK and not is_group)
    goes_on = event.why == "return" and before.entered_at is not None
    entered = before._replace(
        mark=before.mark if keeps else Mark.PENDING,
        entered_at=before.entered_at if goes_on else recorded.at,
        entered=before.entered if goes_on else session.time(recorded.mono),
        entered_seq=recorded.seq,
        suggested=0,
        checked=before.checked if keeps else frozenset(),
        recalled=event.why == "deferred" or (keeps and before.recalled),
    )
    states = {**session.states, name: entered}
    if not keeps and before.mark is not Mark.DEFERRED:
        states |= _anew(session, book, step)
    return session._replace(
        book=book,
        step=event.step,
        states=states,
        trail=_trail(session, name, event.why),
        return_to=_return_to(session, event),
    )


def _anew(session: Session, book: str, step: Step | None) -> dict[str, StepState]:
    """Another round of a group is another round of each of its members."""
    if step is None or not isinstance(step.body, Group):
        return {}
    members = (key(book, member) for member in step.body.steps)
    return {
        name: session.states[name]._replace(mark=Mark.PENDING, checked=frozenset(), recalled=False)
        for name in members
        if name in session.states
    }


def _trail(session: Session, name: str, why: str) -> tuple[str, ...]:
    if why == "back" and name in session.trail:
        last = len(session.trail) - session.trail[::-1].index(name)
        return session.trail[:last]
    return (*session.trail, name)


def _return_to(session: Session, event: events.StepEntered) -> str:
    """Where to go on once a step gone back to, or recalled, is settled."""
    match event.why:
        case "deferred":
            return event.reason
        case "back":
            return session.return_to or key(session.book, session.step)
        case "member" if session.return_to != key(session.book, event.step):
            return session.return_to
        case _:
            return ""


def _check(session: Session, recorded: Recorded, event: events.StepChecked) -> Session:
    state = session.state(event.step)
    checked = state.checked | {event.line} if event.on else state.checked - {event.line}
    name = key(session.book, event.step)
    settled = session.settled
    if event.on:
        settled = (*settled, Settled(name, recorded.by, "confirmed", event.line))
    else:
        settled = tuple(item for item in settled if (item.key, item.line) != (name, event.line))
    return with_state(session, event.step, state._replace(checked=checked))._replace(settled=settled)


def _settle(
    session: Session, recorded: Recorded, step: str, mark: Mark, *, said: str = "", reason: str = ""
) -> Session:
    state = session.state(step)._replace(
        mark=mark,
        settled_seq=recorded.seq,
        by=recorded.by,
        said=said,
        reason=reason,
        chosen="",
        switched_back=False,
    )
    session = with_state(session, step, state)
    name = key(session.book, step)
    if _follows_from_parts(session.step_of(name), mark):
        return session
    return session._replace(settled=(*session.settled, Settled(name, recorded.by, mark.value)))


def _follows_from_parts(step: Step | None, mark: Mark) -> bool:
    """A group is settled by its members, a list by its lines: those are what a person takes back."""
    if step is None:
        return False
    return isinstance(step.body, Group) or (isinstance(step.body, Check) and mark is Mark.ATTESTED)


def _choose(session: Session, recorded: Recorded, event: events.Decision) -> Session:
    session = _settle(session, recorded, event.step, Mark.ATTESTED, said=event.chosen, reason=event.why)
    return with_state(session, event.step, session.state(event.step)._replace(chosen=event.goto))


def _take_back(session: Session, event: events.StepUndone) -> Session:
    name = key(session.book, event.step)
    settled = list(session.settled)
    for index in range(len(settled) - 1, -1, -1):
        if settled[index].key == name and not settled[index].line:
            del settled[index]
            break
    state = _unsettled(session.state(event.step))
    return with_state(session, event.step, state)._replace(settled=tuple(settled))


def reopened(session: Session, undo: str) -> Session:
    """The session with a step to be done again, in whichever book, and its group with it: it is to undo once more."""
    states = dict(session.states)
    names = {key(book, undo) for book in {session.book, *session.books}}
    groups = {key(name, group) for name, book in session.books.items() if (group := book.group_of(undo))}
    for name in names | groups:
        if name in states and states[name].mark.is_settled:
            states[name] = _unsettled(states[name])
    settled = tuple(item for item in session.settled if item.line or item.key not in names)
    return session._replace(states=states, settled=settled)


def _unsettled(state: StepState) -> StepState:
    return state._replace(mark=Mark.PENDING, said="", reason="", chosen="", switched_back=False)


def with_state(session: Session, step: str, state: StepState) -> Session:
    """The session with one step of the book being walked as given."""
    return session._replace(states={**session.states, key(session.book, step): state})

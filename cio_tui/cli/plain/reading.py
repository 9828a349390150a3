"""What a typed line means: a `:command`, or the answer to what was asked."""

from __future__ import annotations

from typing import TYPE_CHECKING, assert_never

from cio_tui.cli.plain.words import open_variable
from cio_tui.core import commands
from cio_tui.core.errors import Refused
from cio_tui.core.milestones import NOW
from cio_tui.core.observe import open_proposals
from cio_tui.core.step import Check, Close, Decide, Do, Goto, Group, Notify, Wait, Watch
from cio_tui.core.times import is_time

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from cio_tui.core.commands import Command
    from cio_tui.core.session import Session
    from cio_tui.core.step import Step

HELP = (
    ":note TEXT    :skip REASON    :defer REASON    :back    :goto ID    :undo    :sev P1 REASON    "
    ":accept    :decline REASON    :choose N REASON    :override REASON    :role ROLE NAME    :set VARIABLE VALUE    "
    ":milestone NAME WHEN BASIS    :leave ID REASON    :hold REASON    :release    :take    :who    :state    "
    ":refresh    :evidence PROBE    :attach PROBE    :quit    :help"
)

MILESTONE = ":milestone NAME WHEN BASIS, such as :milestone detected 12m ago the pager; WHEN may be now"


def read_answer(session: Session, text: str, message: str = "") -> Command:
    """The command that an answer to the current step's question is. Raises Refused with what would be one.

    `message` is the outgoing text as it was announced: that, and not what it would read by now, was sent.
    """
    step = _step(session)
    variable = open_variable(session, step)
    if variable is not None:
        return commands.SetVariable(variable.id, text)
    match step.body:
        case Do():
            return commands.Answer(step.id, text)
        case Decide() | Watch():
            return commands.Choose(step.id, _number(text))
        case Wait():
            raise Refused("Nothing is asked: wait, or type :override REASON to cut it short.")
        case Notify():
            if text.strip().casefold() not in ("sent", "yes", "y"):
                raise Refused("Send the message, then type: sent")
            return commands.Answer(step.id, message)
        case Check():
            return commands.Confirm(step.id, _number(text))
        case Group():
            raise Refused("Settle the members of this group one by one.")
        case Close():
            if text.strip().casefold() != "close":
                raise Refused("Type close to end the incident, or :back to return.")
            return commands.Close()
        case _:
            assert_never(step.body)


def _number(text: str) -> int:
    if not text.strip().isdecimal():
        raise Refused("Type a number.")
    return int(text)


def read_command(session: Session, line: str) -> Command:
    """A `:command` that changes the incident. Raises Refused for one that does not exist."""
    name, _, rest = line.removeprefix(":").partition(" ")
    reader = READERS.get(name)
    if reader is None:
        raise Refused(f"There is no :{name}. {HELP}")
    return reader(session, rest.strip())


def _step(session: Session) -> Step:
    if session.current is None:
        raise Refused("No step is open.")
    return session.current


def _escalation(session: Session) -> str:
    proposed = open_proposals(session)
    if not proposed:
        raise Refused("No escalation is proposed.")
    return proposed[0].id


def _two(rest: str, usage: str) -> tuple[str, str]:
    first, _, second = rest.partition(" ")
    if not first:
        raise Refused(f"Type {usage}")
    return first, second.strip()


def _choose(session: Session, rest: str) -> Command:
    number, reason = _two(rest, ":choose N REASON")
    return commands.Choose(_step(session).id, _number(number), reason)


def _goto(_session: Session, rest: str) -> Command:
    if not rest:
        raise Refused("Type :goto ID, or :goto runbook:BOOK#ID for another book.")
    return commands.Go(Goto.parse(rest))


def _milestone(_session: Session, rest: str) -> Command:
    name, rest = _two(rest, MILESTONE)
    words = rest.split()
    for count in (2, 1):
        when = " ".join(words[:count])
        if when.casefold() == NOW or is_time(when):
            return commands.MarkMilestone(name, when, " ".join(words[count:]))
    raise Refused(f"Type {MILESTONE}")


READERS: Mapping[str, Callable[[Session, str], Command]] = {
    "note": lambda _session, rest: commands.WriteNote(rest),
    "skip": lambda session, rest: commands.Skip(_step(session).id, rest),
    "defer": lambda session, rest: commands.Defer(_step(session).id, rest),
    "choose": _choose,
    "override": lambda session, rest: commands.Answer(_step(session).id, "", rest),
    "back": lambda _session, _rest: commands.GoBack(),
    "goto": _goto,
    "undo": lambda _session, rest: commands.TakeBack(rest),
    "sev": lambda _session, rest: commands.ChangeSeverity(*_two(rest, ":sev P1 REASON")),
    "accept": lambda session, rest: commands.AcceptEscalation(_escalation(session), rest),
    "decline": lambda session, rest: commands.DeclineEscalation(_escalation(session), rest),
    "role": lambda _session, rest: commands.AssignRole(*_two(rest, ":role ROLE NAME")),
    "set": lambda _session, rest: commands.SetVariable(*_two(rest, ":set VARIABLE VALUE")),
    "milestone": _milestone,
    "leave": lambda _session, rest: commands.DeclineUndo(*_two(rest, ":leave ID REASON")),
    "hold": lambda _session, rest: commands.Hold(rest),
    "release": lambda _session, _rest: commands.Release(),
}
"""Commands that become events. `:who :state :refresh :take :evidence :attach :quit :help` the walk answers itself."""

"""What the log gives for each field of the draft; an empty tuple where it gives nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from cio_tui.core.duration import spell
from cio_tui.core.events import Decision, ProbeChanged, StepDone
from cio_tui.core.review.account import ExceptionKind
from cio_tui.core.review.chronology import Kind
from cio_tui.core.review.metrics import changes_something
from cio_tui.core.review.rows import tell_with_reasons
from cio_tui.core.telling import tell

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from cio_tui.core.review.account import Choice, Exceptional, Header, Message, Metric, Participant
    from cio_tui.core.review.chronology import Row
    from cio_tui.core.review.course import Course
    from cio_tui.core.review.notes import Tagged

MOST = 30
"""Lines of one field; the timeline has them all."""

Lines = tuple[str, ...]


class Known(NamedTuple):
    """Everything the draft draws from."""

    header: Header
    course: Course
    five_lines: Lines
    metrics: Sequence[Metric]
    irregular: Sequence[Exceptional]
    choices: Sequence[Choice]
    rows: Sequence[Row]
    participants: Sequence[Participant]
    messages: Sequence[Message]
    notes: Sequence[Tagged]

    def nothing(self) -> Lines:
        """What no log knows."""
        return ()

    def people(self) -> Lines:
        """Who wrote into the log."""
        return (", ".join(one.who for one in self.participants if one.events),)

    def responders(self) -> Lines:
        """Each with the roles held."""
        return tuple(
            f"{one.who}: {', '.join(one.roles) or 'no role'}; {one.events} events"
            for one in self.participants
        )

    def status(self) -> Lines:
        """Whether it is over, and who has read it."""
        state = "closed" if self.header.is_closed else "not closed"
        readers = ", ".join(self.header.reviewed_by)
        return (f"{state}; {f'reviewed by {readers}' if readers else 'not reviewed'}",)

    def summary(self) -> Lines:
        """The five lines."""
        return self.five_lines

    def lead_up(self) -> Lines:
        """What is said to have happened before the opening."""
        early = (row for row in self.rows if row.happened_at and row.happened_at < self.header.opened_at)
        return _short(f"{row.when_and_what} (event {row.seq})" for row in early)

    def fault(self) -> Lines:
        """The first time each probe was seen failing."""
        first: dict[str, str] = {}
        for entry in self.course.entries:
            event = entry.recorded.event
            if isinstance(event, ProbeChanged) and event.now == "failing":
                at = f"{entry.recorded.at:%H:%M:%SZ}"
                first.setdefault(event.probe, f"{at} {tell_with_reasons(event)} (event {entry.recorded.seq})")
        return _short(first.values())

    def impact(self) -> Lines:
        """Time in each severity, and what the probes measured."""
        severities = (f"{one.title}: {one.text}" for one in self.metrics if one.id.startswith("severity."))
        return (*self.five_lines[1:2], *severities)

    def detection(self) -> Lines:
        """What the log says of when it was noticed."""
        return self._measured("ttd", "tta", "vendor_lag")

    def response(self) -> Lines:
        """Choices in their order."""
        return _short(
            f"{one.at:%H:%M:%SZ} {one.title} {one.chosen} ({one.who}, event {one.seq})"
            for one in self.choices
        )

    def recovery(self) -> Lines:
        """Steps that switched something, and the times to resolve."""
        done = (
            f"{entry.recorded.at:%H:%M:%SZ} {tell(entry.recorded.event)} (event {entry.recorded.seq})"
            for entry in self.course.entries
            if isinstance(entry.recorded.event, StepDone) and changes_something(self.course, entry)
        )
        return (*_short(done), *self._measured("ttm", "ttr_impact", "ttr_detected"))

    def timeline(self) -> Lines:
        """Where it stands."""
        shown = sum(not row.kind.is_folded for row in self.rows)
        return (f"{len(self.rows)} events, {shown} of them first to read; each names its event number",)

    def hypotheses(self) -> Lines:
        """Notes that say so."""
        return self._noted("hypothesis")

    def exceptions(self) -> Lines:
        """What did not go by the book."""
        return _short(f"{one.kind.value}: {one.sentence}" for one in self.irregular)

    def cues(self) -> Lines:
        """What was not well when each choice was made; the decisions have the rest."""
        return _short(f"{one.at:%H:%M:%SZ} {one.title} {_cues(one)}" for one in self.choices if one.saw)

    def options(self) -> Lines:
        """What was not chosen, without what spoke for or against it."""
        labels = {
            entry.recorded.seq: entry.recorded.event.rejected
            for entry in self.course.entries
            if isinstance(entry.recorded.event, Decision)
        }
        return _short(
            f"{one.at:%H:%M:%SZ} {one.title} chosen: {one.chosen}; not: {'; '.join(labels.get(one.seq, one.rejected))}"
            for one in self.choices
            if one.rejected
        )

    def escalations(self) -> Lines:
        """Proposals with their answers, and changes of severity."""
        rows = (row for row in self.rows if "escalation" in row.sentence or row.kind is Kind.SEVERITY)
        return _short(f"{row.at:%H:%M:%SZ} {row.sentence} ({row.who}, event {row.seq})" for row in rows)

    def well(self) -> Lines:
        """Notes that say so."""
        return self._noted("well")

    def wrong(self) -> Lines:
        """Notes that say so, and updates that were missed."""
        missed = (one.sentence for one in self.irregular if one.kind is ExceptionKind.MISSED_UPDATE)
        return (*self._noted("wrong"), *_short(missed))

    def lucky(self) -> Lines:
        """Notes that say so."""
        return self._noted("lucky")

    def actions(self) -> Lines:
        """Notes that say so, what was left switched, deferred or skipped."""
        left = (ExceptionKind.UNDO_OPEN, ExceptionKind.DEFERRED, ExceptionKind.UNMET)
        open_ends = (f"{one.kind.value}: {one.sentence}" for one in self.irregular if one.kind in left)
        return (*self._noted("action"), *self._noted("todo"), *_short(open_ends))

    def last_message(self) -> Lines:
        """As it went out."""
        return tuple(self.messages[-1].text.splitlines()) if self.messages else ()

    def evidence(self) -> Lines:
        """Where the rest is."""
        span = spell(self.header.duration_s)
        return (
            f"log {self.header.fingerprint}, {self.header.events} events over {span}; readings.jsonl; the book as used",
        )

    def _noted(self, tag: str) -> Lines:
        return tuple(str(note) for note in self.notes if note.tag == tag)

    def _measured(self, *names: str) -> Lines:
        return tuple(f"{one.title}: {one.text}" for one in self.metrics if one.id in names)


def _cues(choice: Choice) -> str:
    told = [
        f"{probe} {seen.verdict} ({seen.summary})"
        for probe, seen in choice.saw.items()
        if seen.verdict != "ok"
    ]
    well = len(choice.saw) - len(told)
    if not told:
        return f"all {well} ok"
    return ", ".join(told) + (f"; {well} other{'' if well == 1 else 's'} ok" if well else "")


def _short(lines: Iterable[str]) -> Lines:
    """At most MOST of them; the last one says how many there are besides."""
    found = [*lines]
    return tuple(found) if len(found) <= MOST else (*found[:MOST], f"and {len(found) - MOST} more")

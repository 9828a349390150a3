"""Everything a review needs of an incident, read from its folder once: log, chain, books as pinned, samples.

Whatever of it is damaged or gone is said in the account; the rest is given all the same.
"""

from __future__ import annotations

import gc
from contextlib import contextmanager
from typing import TYPE_CHECKING, NamedTuple

from cio_tui.core.errors import Refused, UserError
from cio_tui.core.events import NotifySent
from cio_tui.core.fingerprint import contradiction, parse_fingerprint
from cio_tui.core.review.compose import account_of
from cio_tui.core.review.header import BACKFILL, opening_of
from cio_tui.core.review.source import Proof, Source
from cio_tui.runtime.drill_story import story_of
from cio_tui.runtime.kept_readings import read_kept
from cio_tui.runtime.log_reader import read_doubtful, read_history
from cio_tui.runtime.pinning import read_pinned
from cio_tui.runtime.verification import verify

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from cio_tui.core.kept import Kept
    from cio_tui.core.review.account import Account
    from cio_tui.core.review.source import Story
    from cio_tui.core.runbook import Runbook
    from cio_tui.runtime.incident_folder import IncidentFolder
    from cio_tui.runtime.log_reader import History
    from cio_tui.runtime.verification import Verification


NO_SAMPLE = (
    "No sample is there, readings.jsonl is gone or holds none: verdicts are those of the log; charts, and what spoke "
    "against the other ways out, are left out."
)


class Reviewed(NamedTuple):
    """An incident as a reviewer opens it."""

    account: Account
    history: History
    verification: Verification
    readings: Sequence[Kept]
    """Oldest first."""


def review(folder: IncidentFolder) -> Reviewed:
    """The account and what it rests on. Raises Refused when not a single event can be read, UserError."""
    with _without_collector():
        return _review(folder)


@contextmanager
def _without_collector() -> Iterator[None]:
    """Half a million small values and no circle among them: looking for circles takes a quarter of the time."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _review(folder: IncidentFolder) -> Reviewed:
    history = read_history(folder)
    verification = verify(folder, history=history)
    doubtful = tuple(read_doubtful(history.log, len(history.records))) if history.damage else ()
    if not history.records and not doubtful:
        trouble = " ".join(verification.faults) or "The log holds no event."
        raise Refused(f"There is nothing to review in {folder.id}. {trouble}")
    readings = tuple(read_kept(folder))
    books, missing = _books(folder)
    source = Source(
        incident=folder.id,
        records=history.records,
        doubtful=doubtful,
        books=books,
        readings=readings,
        proof=_proof(history, verification, missing + _samples_missing(history, readings)),
        story=_story(history),
    )
    return Reviewed(account_of(source), history, verification, readings)


def _story(history: History) -> Story | None:
    """Of a drill, as its first event names it."""
    opened = opening_of(history.records)
    return story_of(opened.scenario) if opened.mode == "drill" else None


def _books(folder: IncidentFolder) -> tuple[Mapping[str, Runbook], tuple[str, ...]]:
    """The books as pinned; none, and why, when they cannot be read."""
    try:
        return read_pinned(folder, ()), ()
    except UserError as error:
        return {}, (
            f"{error} What only the book knows is left out: sources, thresholds, steps never reached.",
        )


def _samples_missing(history: History, readings: Sequence[Kept]) -> tuple[str, ...]:
    """Of an incident that a session walked there are some, unless they were lost."""
    if readings or opening_of(history.records).mode == BACKFILL:
        return ()
    return (NO_SAMPLE,)


def _proof(history: History, verification: Verification, missing: tuple[str, ...]) -> Proof:
    damage = history.damage
    is_fault = damage is not None and damage.sentence in verification.faults
    sentence = damage.sentence if damage is not None and is_fault else ""
    others = tuple(fault for fault in verification.faults if fault != sentence)
    fits = [*_anchors(history)]
    return Proof(
        fingerprint=verification.fingerprint,
        chain_fault=sentence,
        damaged_seq=damage.seq if damage is not None and is_fault else 0,
        anchors=(sum(fits), len(fits)),
        faults=others,
        remarks=(*verification.remarks, *missing),
    )


def _anchors(history: History) -> Iterator[bool]:
    """Whether each fingerprint that left with a message fits."""
    for recorded in history.records:
        if isinstance(recorded.event, NotifySent) and recorded.event.fingerprint:
            try:
                given = parse_fingerprint(recorded.event.fingerprint)
            except UserError:
                yield False
                continue
            yield not contradiction(given, history.log.digests)

"""The only place that writes to Customer.io. It sends a plan only to whoever repeats, word for word, what it does.

Kept apart from the read-only client, so that nothing else can write, and without a retry: a repeat is a person's.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from cio_tui.core.errors import UserError
from cio_tui.core.text import clean_line
from cio_tui.customerio.track_answer import Answer, explain
from cio_tui.customerio.track_write import delete
from cio_tui.probes.exchange import Request
from cio_tui.probes.failure import SetupError
from cio_tui.probes.transport import fetch

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from cio_tui.customerio.track_write import Write
    from cio_tui.probes.ground import Ground

PATIENCE = 10.0
"""Seconds for one write, as the vendor's own libraries wait."""


@dataclass(frozen=True, slots=True)
class Plan:
    """Writes that are confirmed together, in this order; the first that is not taken in ends it."""

    writes: tuple[Write, ...]
    where: str
    """Label of the configuration, or its region."""
    exists: bool | None
    """Whether the person exists; None if that could not be read."""

    @property
    def words(self) -> str:
        """What to type to have it done."""
        write = self.writes[-1]
        who = clean_line(write.who)
        creates = not all(each.creates_nobody for each in self.writes)
        match self.exists:
            case True:
                person = "" if write.kind == "track" else f"update {who}"
            case False:
                person = f"create {who}" if creates else f"update {who}"
            case None:
                person = f"create or update {who}" if creates else f"update {who}"
        sending = f"send {clean_line(write.event)} to {who}" if write.kind == "track" else ""
        return " and ".join(filter(None, (person, sending))) + f" in {self.where}"


class NotConfirmed(UserError):
    """The words were not those of the plan."""


def url_of(write: Write, ground: Ground) -> str:
    """Where it goes. Raises UserError without a Track endpoint."""
    base = ground.locate("{track}")
    if base is None:
        raise UserError("There is no Track API to write to: `track` in [endpoints] is empty.")
    return base + write.path


async def perform(plan: Plan, words: str, ground: Ground) -> AsyncIterator[tuple[Write, Answer]]:
    """Send the plan's writes, one after the other. Raises NotConfirmed before anything is sent, UserError."""
    if words != plan.words:
        raise NotConfirmed(f"Nothing was sent. To send it, the words are exactly: {plan.words}")
    for write in plan.writes:
        answer = await _send(write, ground)
        yield write, answer
        if not 200 <= answer.status < 300:
            return


async def take_back(created: Write, ground: Ground) -> tuple[Write, Answer]:
    """Delete the person that a performed identify created: the words for that said it would be. Raises UserError."""
    write = delete(created.who)
    return write, await _send(write, ground)


async def _send(write: Write, ground: Ground) -> Answer:
    headers = {"Content-Type": "application/json"} if write.payload else {}
    request = Request(write.method, url_of(write, ground), "track", headers, body=write.payload)
    try:
        exchange = await fetch(ground, request, PATIENCE)
    except SetupError as error:
        raise UserError(f"Nothing was sent: {error}.") from error
    return explain(write, exchange, ground)

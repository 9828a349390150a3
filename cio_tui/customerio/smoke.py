"""The smoke test that writes: one person under an id that says what it is, deleted again whatever happens.

The seed leaves a person behind at every run. This one is unsubscribed from the start, so that no campaign mails it,
and an interruption waits for the answer before it deletes: a deletion that overtakes its creation deletes nobody.
"""

from __future__ import annotations

import asyncio
import re
from typing import TYPE_CHECKING, NamedTuple

from cio_tui.core.reading import Verdict
from cio_tui.customerio.track_write import identify
from cio_tui.customerio.track_writer import Plan, perform, take_back

if TYPE_CHECKING:
    from datetime import datetime

    from cio_tui.core.reading import Json
    from cio_tui.customerio.track_answer import Answer
    from cio_tui.customerio.track_write import Write
    from cio_tui.probes.ground import Ground

PREFIX = "cio-tui-smoke-"
TRIES = 3
"""Deletions until a person has to do it."""
PAUSE = 1.0
"""Seconds between them."""


class Tried(NamedTuple):
    """What was sent, with the answers."""

    created: tuple[Write, Answer]
    deleted: tuple[Write, Answer] | None
    """The last try; None if nobody was created."""


def smoke_id(now: datetime, token: str) -> str:
    """An id that nobody has, and that tells where it came from."""
    return f"{PREFIX}{now:%Y%m%dt%H%M%S}-{token}"


def id_in(words: str) -> str:
    """The id that a repeated confirmation names; empty if it names none of ours."""
    found = re.fullmatch(rf"create ({PREFIX}[a-z0-9-]{{4,60}}) in .*", words)
    return found[1] if found else ""


def smoke_plan(who: str, where: str) -> Plan:
    """Create that person; nobody is told to, since it does not exist yet."""
    attributes: dict[str, Json] = {"email": f"{who}@example.com", "unsubscribed": True, "_smoke_test": True}
    return Plan((identify(who, attributes),), where, exists=False)


async def try_writing(plan: Plan, words: str, ground: Ground) -> Tried:
    """Create and delete. Raises NotConfirmed, UserError before anything is sent."""
    created = [each async for each in perform(plan, words, ground)][-1]
    if created[1].verdict is Verdict.FAILING:
        return Tried(created, None)
    deleted = await take_back(created[0], ground)
    for _ in range(TRIES - 1):
        if 200 <= deleted[1].status < 300:
            break
        await asyncio.sleep(PAUSE)
        deleted = await take_back(created[0], ground)
    return Tried(created, deleted)

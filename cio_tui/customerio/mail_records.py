"""What DNS holds for a domain's mail: asked through the ground's resolvers, each question once, forty at most.

A server that does not answer is asked last from then on. What no server would say is not "missing": it is unknown.
"""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from enum import StrEnum
from time import monotonic
from typing import TYPE_CHECKING

from cio_tui.core.text import clean_line
from cio_tui.customerio.finding import unknown
from cio_tui.probes.dns_answer import DECISIVE, Answer, Outcome
from cio_tui.probes.dns_query import ask_for
from cio_tui.probes.failure import SetupError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cio_tui.customerio.finding import Finding
    from cio_tui.probes.dns_servers import NameServer

MOST_QUERIES = 40
"""An SPF record may lead to a tree without end; one within the rules needs about 15."""
PUBLISH = "Publish what Customer.io shows: Workspace Settings, Email, Sending Domains, Show records."


class Record(StrEnum):
    """What is checked of a sending domain."""

    SPF = "SPF"
    DKIM = "DKIM"
    DMARC = "DMARC"
    MX = "MX"
    LINKS = "links"


@dataclass(frozen=True, slots=True)
class Found:
    """What DNS says about one name and type."""

    name: str
    kind: str
    records: tuple[str, ...] = ()
    """As they came; not clean."""
    chain: tuple[str, ...] = ()
    """Where CNAMEs led."""
    silence: str = ""
    """Why nothing is known; empty if a server has answered, be it that there is nothing."""
    note: str = ""
    """What else there is to say: `its CNAME leads to x.example, which does not exist`."""


class MailRecords:
    """The questions of one check. Belongs to one event loop."""

    def __init__(self, servers: Sequence[NameServer], seconds: float) -> None:
        self._servers = list(servers)
        self._deadline = monotonic() + seconds
        self._asked: dict[tuple[str, str], asyncio.Task[Found]] = {}

    async def find(self, name: str, kind: str) -> Found:
        """The records of a type (`TXT`, `MX`, `A`); never raises."""
        key = (name.lower().rstrip("."), kind)
        if key not in self._asked:
            if len(self._asked) >= MOST_QUERIES:
                return Found(*key, silence=f"not asked, {MOST_QUERIES} questions are the limit")
            self._asked[key] = asyncio.create_task(self._find(*key))
        return await self._asked[key]

    @property
    def found(self) -> tuple[Found, ...]:
        """Everything that was found out, in the order in which it was asked."""
        return tuple(task.result() for task in self._asked.values() if task.done() and not task.cancelled())

    async def _find(self, name: str, kind: str) -> Found:
        silences = []
        for position, server in enumerate(tuple(self._servers)):
            share = max(0.0, self._deadline - monotonic()) / (len(self._servers) - position)
            try:
                answer = await ask_for(server, name, kind, share)
            except SetupError:
                return Found(name, kind, note="it is no name that DNS could hold")
            if answer.outcome in DECISIVE:
                return _read(name, kind, answer)
            silences.append(f"{answer.outcome} from {server}")
            self._put_last(server)
        return Found(name, kind, silence=", ".join(silences))

    def _put_last(self, server: NameServer) -> None:
        if self._servers[0] == server:
            self._servers.append(self._servers.pop(0))


def _read(name: str, kind: str, answer: Answer) -> Found:
    note = "its CNAME leads in a circle" if answer.outcome is Outcome.LOOP else answer.note
    return Found(name, kind, answer.records, answer.chain, note="" if answer.records else note)


def not_known(record: Record, found: Found) -> Finding:
    """The finding for what DNS did not say."""
    return unknown(
        record,
        f"DNS does not say ({found.kind} of {clean_line(found.name, 100)}: {found.silence}).",
        "Ask from another host, or name resolvers under dns in [network].",
    )

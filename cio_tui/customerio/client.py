"""The read-only App API client that everything in this layer shares.

It cannot write: there is no method to choose, only GET. It cannot fetch what was written to a person:
`archived_message` (100 a *day*, whole bodies) is refused. Paging is bounded, and so is the time for all of it.
"""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager
from time import monotonic
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import quote, urlencode

from cio_tui.customerio.api_errors import AppApiError, Unanswered, document_of
from cio_tui.customerio.turns import TURNS, Turns
from cio_tui.probes.exchange import Request
from cio_tui.probes.failure import SetupError
from cio_tui.probes.transport import connection

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from cio_tui.core.reading import Json
    from cio_tui.probes.ground import Ground
    from cio_tui.probes.transport import Client

MOST_PAGES = 10
PATIENCE = 10.0
"""Seconds for one request, its turn not counted."""
_GRACE = 0.1
"""Seconds for the request's own limit to strike first: it can name the phase."""
LARGEST = 8 << 20
"""Bytes of one answer; `/v1/campaigns` comes whole, whatever its length."""
_FORBIDDEN = "archived_message"


class Listing(NamedTuple):
    """What a list held, as far as it was read."""

    items: tuple[dict[str, Json], ...]
    is_whole: bool
    """Whether there were no further pages."""


class AppApi:
    """Reads, one request after the other; several tasks may share one. Made by `app_api`."""

    def __init__(self, ground: Ground, client: Client, base: str, seconds: float) -> None:
        self._ground = ground
        self._client = client
        self._base = base
        self._seconds = seconds
        self._deadline = monotonic() + seconds
        self._turns = ground.memory.of("app api", Turns)
        self._one_at_a_time = asyncio.Lock()

    async def read(self, *path: str | int, **query: str | int) -> dict[str, Json]:
        """The JSON object at `/v1/PATH?QUERY`; each part is percent-encoded here.

        Raises NotFound, Unanswered, or another AppApiError, each with a sentence to show.
        """
        request = Request("GET", self._url(path, query), "app", max_body=LARGEST)
        try:
            async with asyncio.timeout(self._left() + _GRACE), self._one_at_a_time, self._turns.turn():
                exchange = await self._client.fetch(request, min(self._left(), PATIENCE))
        except TimeoutError as error:
            raise Unanswered(
                f"The App API was not read within {self._seconds:g} s; it is asked {TURNS} times a second at most."
            ) from error
        except SetupError as error:
            raise Unanswered(f"The App API cannot be asked: {error}.") from error
        return document_of(exchange, self._ground)

    async def read_holding(self, name: str, /, *path: str | int, **query: str | int) -> dict[str, Json]:
        """The same, of an answer that must hold `name`, if only as null: what is missing is not known, not empty."""
        document = await self.read(*path, **query)
        if name not in document:
            raise _without(name)
        return document

    async def listing(
        self, name: str, /, *path: str | int, most_pages: int = MOST_PAGES, **query: str | int
    ) -> Listing:
        """The objects of the list `name`, page after page while the answer has a `next`; null is an empty list."""
        items: list[dict[str, Json]] = []
        start = ""
        for _ in range(most_pages):
            document = await self.read(*path, **query, **({"start": start} if start else {}))
            items += _rows(document, name)
            following = document.get("next")
            if not isinstance(following, str) or following in ("", start):
                return Listing(tuple(items), is_whole=True)
            start = following
        return Listing(tuple(items), is_whole=False)

    def _left(self) -> float:
        return max(0.0, self._deadline - monotonic())

    def _url(self, path: tuple[str | int, ...], query: dict[str, str | int]) -> str:
        parts = [quote(str(part), safe="") for part in path]
        if not all(parts) or {".", ".."} & set(parts):
            raise AppApiError(
                "An id is empty or no id at all. Give the id, e-mail or cio_id as it is written."
            )
        if _FORBIDDEN in parts:
            raise AppApiError("What was written to a person is never fetched.")
        asked = f"?{urlencode(query, quote_via=quote)}" if query else ""
        return f"{self._base}/v1/{'/'.join(parts)}{asked}"


@asynccontextmanager
async def app_api(ground: Ground, seconds: float = 30.0) -> AsyncIterator[AppApi]:
    """The App API of this ground, over one connection; `seconds` is for everything read inside the block."""
    base = ground.locate("{app}")
    if base is None:
        raise Unanswered("There is no App API to ask: `app` in [endpoints] is empty.")
    try:
        await ground.trust()
    except SetupError as error:
        raise Unanswered(f"The App API cannot be asked: {error}.") from error
    async with connection(ground) as client:
        yield AppApi(ground, client, base, seconds)


def _without(name: str) -> Unanswered:
    return Unanswered(f"The App API answered without {name}. Its format may have changed.", phase="body")


def _rows(document: dict[str, Json], name: str) -> list[dict[str, Json]]:
    found = document.get(name, ...)
    if found is not None and not isinstance(found, list):
        raise _without(name)
    return [row for row in found or () if isinstance(row, dict)]

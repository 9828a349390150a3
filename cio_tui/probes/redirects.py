"""Following redirects by hand, since a library that follows them carries more along than it should.

At most five, to https only, to hosts the configuration knows; credential, cookies and the book's own headers
stay behind as soon as the origin changes. A redirect that is not followed is an answer like any other.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from cio_tui.core.text import clean_line
from cio_tui.probes.failure import SetupError
from cio_tui.probes.transport import LONGEST_VALUE, fetch
from cio_tui.probes.url import join, parse_url

if TYPE_CHECKING:
    from cio_tui.probes.exchange import Exchange, Request
    from cio_tui.probes.ground import Ground
    from cio_tui.probes.url import Url

REDIRECTS = (301, 302, 303, 307, 308)
MOST_HOPS = 5


class NotFollowedError(Exception):
    """A redirect leads where we do not go; the message says why."""


class Journey(NamedTuple):
    """The exchanges of one request, the last being the one that counts."""

    exchanges: tuple[Exchange, ...]
    refusal: str = ""
    """Why the last redirect was not followed, in words; empty if the journey ended by itself."""

    @property
    def last(self) -> Exchange:
        """Where it ended."""
        return self.exchanges[-1]

    @property
    def ms(self) -> float:
        """Milliseconds on the network, all hops together."""
        return sum(exchange.ms for exchange in self.exchanges)


async def follow(ground: Ground, request: Request, seconds: float) -> Journey:
    """Send a request and follow where it leads, within `seconds`. Raises SetupError as `fetch` does."""
    exchanges = [await fetch(ground, request, seconds)]
    while True:
        last = exchanges[-1]
        location = last.headers.get("location", "")
        if last.error or last.status not in REDIRECTS or not location:
            return Journey(tuple(exchanges))
        if len(exchanges) > MOST_HOPS:
            return Journey(tuple(exchanges), f"more than {MOST_HOPS} redirects")
        here = parse_url(last.request.url)
        try:
            there = _destination(ground, here, location)
        except NotFollowedError as error:
            return Journey(tuple(exchanges), str(error))
        kept = last.request if here.origin == there.origin else last.request._replace(auth="", headers={})
        remaining = seconds - sum(exchange.ms for exchange in exchanges) / 1000
        exchanges.append(await fetch(ground, kept._replace(url=str(there)), max(0.0, remaining)))


def _destination(ground: Ground, here: Url, location: str) -> Url:
    """Where a Location header leads. Raises NotFollowedError if we do not go there."""
    if len(location) >= LONGEST_VALUE:  # perhaps cut
        raise NotFollowedError(f"redirected to a URL of {LONGEST_VALUE} characters or more")
    try:
        there = join(here, location)
    except SetupError as error:
        raise NotFollowedError(f"redirected, but {error}") from error
    if there.scheme != "https":
        raise NotFollowedError("redirected to http://, which is not followed")
    if there.host != here.host and not ground.known_hosts & {there.host, f"{there.host}:{there.origin[2]}"}:
        remedy = "list it under hosts in [network] to follow"
        raise NotFollowedError(f"redirected to {clean_line(there.host, 80)}, an unknown host; {remedy}")
    return there

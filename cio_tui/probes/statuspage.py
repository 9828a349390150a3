"""The `statuspage` probe: what the vendor says of itself. A page that cannot be read says nothing: unknown. One that
lacks a list may still say that something is wrong, but not that all is well: for that the fallbacks are asked first.

One `summary.json` in place of four calls, asked with If-None-Match so that an unchanged page costs it nothing.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from cio_tui.core.probe import PUBLISHED, ProbeKind, StatusPageTarget
from cio_tui.core.reading import NOT_CONFIGURED
from cio_tui.core.text import clean_line
from cio_tui.probes.exchange import Request
from cio_tui.probes.http_evidence import evidence, exchange_evidence
from cio_tui.probes.http_remarks import read_body
from cio_tui.probes.redirects import follow
from cio_tui.probes.sampling import sampled, unmeasured
from cio_tui.probes.statuspage_summary import Page, read_summary
from cio_tui.probes.timeline import Timeline

if TYPE_CHECKING:
    from cio_tui.core.probe import Probe
    from cio_tui.core.reading import Json, Sample
    from cio_tui.probes.ground import Ground
    from cio_tui.probes.redirects import Journey

MAX_BODY = 262_144
"""Decoded bytes; a page with every component of a large vendor has some 100,000."""

MOST_SHOWN = 5
"""Incidents kept as evidence."""


class UnreadableError(Exception):
    """The page gave nothing to go by; the message says why."""


@dataclass(slots=True)
class KnownPages:
    """The last reading and its entity tag, by URL."""

    pages: dict[str, tuple[str, Page]] = field(default_factory=dict)


async def measure(probe: Probe, ground: Ground) -> Sample:
    """Read the page, or its fallbacks in turn, within the probe's timeout."""
    target = probe.target
    if not isinstance(target, StatusPageTarget):
        raise TypeError(probe.kind)
    urls = [url for url in map(ground.locate, (target.url, *target.fallback)) if url]
    if not urls:
        return unmeasured(probe, ground, NOT_CONFIGURED)
    known = ground.memory.of(probe.id, KnownPages)
    budget = Timeline(probe.timeout)
    causes: list[str] = []
    journeys: list[Journey] = []
    doubtful: list[tuple[Page, Journey]] = []
    for position, url in enumerate(urls):
        share = budget.remaining() / (len(urls) - position)
        journey = await _asked(ground, url, share, known)
        journeys.append(journey)
        try:
            page = _read(journey, known, url, ground)
        except UnreadableError as error:
            causes.append(clean_line(ground.redact(f"{url.partition('://')[2].partition('/')[0]}: {error}")))
        else:
            if not page.is_doubtful:
                return _told(probe, ground, page, journey)
            doubtful.append((page, journey))
    return _told(probe, ground, *doubtful[0]) if doubtful else _silent(probe, ground, causes, journeys[-1])


async def _asked(ground: Ground, url: str, seconds: float, known: KnownPages) -> Journey:
    request = Request("GET", url, max_body=MAX_BODY)
    if url in known.pages:
        request = request._replace(headers={"If-None-Match": known.pages[url][0]})
    return await follow(ground, request, seconds)


def _read(journey: Journey, known: KnownPages, url: str, ground: Ground) -> Page:
    """The page as it is now. Raises UnreadableError."""
    exchange = journey.last
    if exchange.error:
        raise UnreadableError(exchange.cause)
    if exchange.status == 304 and url in known.pages:
        return known.pages[url][1]
    if exchange.status != 200:
        raise UnreadableError(journey.refusal or f"it answered {exchange.status}")
    if exchange.is_cut:
        raise UnreadableError(f"its summary is longer than {MAX_BODY} bytes")
    body = read_body(exchange, ground, expects_json=True)
    if body.remark:
        raise UnreadableError(f"its summary cannot be read: {body.remark}")
    try:
        page = read_summary(body.document)
    except ValueError as error:
        raise UnreadableError(f"its summary cannot be read: {clean_line(str(error), 100)}") from error
    tag = exchange.headers.get("etag", "")
    if tag and len(journey.exchanges) == 1:
        known.pages[url] = (tag, page)
    return page


def _told(probe: Probe, ground: Ground, page: Page, journey: Journey) -> Sample:
    exchange = journey.last
    detail: dict[str, Json] = {
        **exchange_evidence(exchange, ground),
        "not_modified": exchange.status == 304,
    }
    for name, rows in (("incidents", page.incidents), ("maintenances", page.maintenances)):
        detail[name] = None if rows is None else list(rows[:MOST_SHOWN])
    ok = None if page.missing else True  # it answered, but not as such a page does
    fields = {"ok": ok, "error": "none", "ms": round(journey.ms, 1), **page.fields(ground.wall())}
    return sampled(probe, ground, fields, page.summary, detail)


def _silent(probe: Probe, ground: Ground, causes: list[str], journey: Journey) -> Sample:
    """Every name is there and none has a value, so that no rule can be decided."""
    names = ("ok", "error", "ms", *PUBLISHED[ProbeKind.STATUSPAGE])
    summary = clean_line(f"cannot tell: {'; '.join(causes)}", 300)
    seen = evidence(journey, read_body(journey.last, ground, expects_json=True), ground)
    return sampled(probe, ground, dict.fromkeys(names), summary, seen | {"causes": list(causes)})

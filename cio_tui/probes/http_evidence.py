"""An exchange in words and as evidence. Nothing leaves here that is not redacted and clean."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cio_tui.core.text import clean_line
from cio_tui.probes.http_date import read_http_date

if TYPE_CHECKING:
    from cio_tui.core.reading import Json
    from cio_tui.probes.exchange import Exchange
    from cio_tui.probes.ground import Ground
    from cio_tui.probes.http_remarks import Body
    from cio_tui.probes.redirects import Journey

HEADERS = (
    "server",
    "date",
    "retry-after",
    "location",
    "content-type",
    "content-length",
    "www-authenticate",
    "x-request-id",
    "request-id",
    "x-correlation-id",
    "age",
    "via",
)
"""What tells one answer from another, or is asked for by whoever gets a support ticket."""


def summary(journey: Journey, body: Body, ground: Ground) -> str:
    """`200 in 96 ms`, `503 in 212 ms: unavailable`, or why there is no answer."""
    exchange = journey.last
    via = f" via {exchange.via}" if exchange.via else ""
    if exchange.error:
        return clean_line(ground.redact(exchange.cause) + ("" if exchange.error == "proxy" else via))
    location = exchange.headers.get("location") if 300 <= exchange.status < 400 else None
    to = f", to {clean_line(ground.redact(location), 120)}" if location else ""
    remark = journey.refusal or body.remark
    tried = f" after {exchange.timeline.tried[0]}" if exchange.timeline.tried else ""
    words = f"{exchange.status} in {journey.ms:.0f} ms{via}{tried}{to}" + (f": {remark}" if remark else "")
    return clean_line(words, 300)


def evidence(journey: Journey, body: Body, ground: Ground) -> dict[str, Json]:
    """For the drill-down: what was asked, where the time went, what came back."""
    detail = exchange_evidence(journey.last, ground) | {"body": body.shown, "remark": body.remark}
    if journey.last.is_cut:
        detail["cut"] = f"read up to {journey.last.request.max_body} bytes"
    if len(journey.exchanges) > 1:
        detail["redirected_from"] = [_shown(hop.request.url, ground) for hop in journey.exchanges[:-1]]
    return detail


def exchange_evidence(exchange: Exchange, ground: Ground) -> dict[str, Json]:
    """The same for one exchange without its body, for every kind that speaks HTTP."""
    detail: dict[str, Json] = {
        "request": {
            "method": exchange.request.method,
            "url": _shown(exchange.request.url, ground),
            "headers": list(exchange.sent),
        },
        "phases": {step: round(ms, 2) for step, ms in exchange.timeline.phases.items()},
        "status_line": clean_line(f"{exchange.http_version} {exchange.status or ''} {exchange.reason}"),
        "headers": {
            name: _shown(exchange.headers[name], ground) for name in HEADERS if name in exchange.headers
        },
        "address": exchange.address,
    }
    if exchange.timeline.tried:
        detail["tried"] = list(exchange.timeline.tried)
    if exchange.via:
        detail["via"] = exchange.via
    if exchange.tls:
        detail["tls"] = {"version": exchange.tls[0], "cipher": exchange.tls[1]}
    return detail


def skew_s(exchange: Exchange) -> float | None:
    """Seconds by which this machine's clock is ahead of the server's, to about one; None if it does not say."""
    served = read_http_date(exchange.headers.get("date", ""))
    # The header is cut to whole seconds: half of one is its likeliest rest.
    return round(exchange.answered_at - served.timestamp() - 0.5, 1) if served else None


def _shown(text: str, ground: Ground) -> str:
    return clean_line(ground.redact(text), 500)

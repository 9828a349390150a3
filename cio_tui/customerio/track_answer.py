"""What Track's answer to a write means. A 200 says "taken in", not "stored"; a lost answer says nothing at all."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from cio_tui.core.reading import Verdict
from cio_tui.core.text import clean_line
from cio_tui.customerio.hints import Hint, hint_for_status
from cio_tui.customerio.regions import region_of
from cio_tui.probes.http_remarks import read_body

if TYPE_CHECKING:
    from cio_tui.customerio.track_write import Write
    from cio_tui.probes.exchange import Exchange
    from cio_tui.probes.ground import Ground

BEFORE_SENDING = ("dns", "connect", "tls", "proxy")
"""Phases in which nothing of the request has left."""

_REMEDIES = {
    400: "Correct what it names; nothing was stored.",
    401: "site_id and track_api_key must be a Track pair of this workspace and region, not an App API key. "
    "See `cio-tui config show`.",
    403: "The pair is known and may not do this; look at its IP allowlist.",
    404: "Look at `track` in [endpoints]: this address knows no such call.",
    413: "The body is too large: send less.",
    429: "Wait; Track seldom limits anybody, so look at what else sends so much.",
}


@dataclass(frozen=True, slots=True)
class Answer:
    """What came of one write."""

    status: int
    """0 without an answer."""
    ms: float
    verdict: Verdict
    """FAILING: not taken in. UNKNOWN: it may have been."""
    text: str
    remedy: str
    hint: Hint | None = None


def explain(write: Write, exchange: Exchange, ground: Ground) -> Answer:
    """The answer in words."""
    if exchange.error:
        return _unanswered(write, exchange, ground)
    body = read_body(exchange, ground, expects_json=True)
    status, ms = exchange.status, exchange.ms
    said = f": {body.remark}" if body.remark else ""
    if 200 <= status < 300:
        check = f"Whether it was also stored shows in a moment: `cio-tui person {clean_line(write.who)}`."
        odd = f" The answer was odd{said}." if body.document is None else ""
        verdict = Verdict.DEGRADED if odd else Verdict.OK
        return Answer(status, ms, verdict, f"Taken in: {status} in {ms:.0f} ms.{odd}", check)
    if 300 <= status < 400:
        region = region_of(exchange.headers.get("location", ""))
        remedy = f'Set region = "{region.name}".' if region else "Set region to the account's."
        text = f"Not written: {status}, the account lives in another datacenter{said}."
        return Answer(status, ms, Verdict.FAILING, text, remedy)
    hint = hint_for_status(status)
    if status >= 500:
        text = f"Perhaps written: {status} in {ms:.0f} ms{said}."
        return Answer(status, ms, Verdict.UNKNOWN, text, _repeat(write), hint)
    remedy = _REMEDIES.get(status, "Nothing was stored.")
    return Answer(status, ms, Verdict.FAILING, f"Not written: {status} in {ms:.0f} ms{said}.", remedy, hint)


def _unanswered(write: Write, exchange: Exchange, ground: Ground) -> Answer:
    cause = clean_line(ground.redact(exchange.cause), 300)
    if exchange.error in BEFORE_SENDING:
        remedy = "Nothing has left this host; `cio-tui check` says what is in the way."
        return Answer(0, exchange.ms, Verdict.FAILING, f"Not written: {cause}.", remedy)
    text = f"Perhaps written, since the answer was lost: {cause}."
    return Answer(exchange.status, exchange.ms, Verdict.UNKNOWN, text, _repeat(write))


def _repeat(write: Write) -> str:
    if write.kind == "track":
        return f"Repeating it is safe with the same id: --id {write.body['id']}."
    return "Repeating it is safe: the same attributes are set again."

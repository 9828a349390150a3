"""The `http` probe: one GET or HEAD, judged by the book, with everything seen kept as evidence."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cio_tui.core.json_path import find, parse_path
from cio_tui.core.probe import HttpTarget
from cio_tui.core.reading import NOT_CONFIGURED
from cio_tui.probes.exchange import Request
from cio_tui.probes.http_evidence import evidence, skew_s, summary
from cio_tui.probes.http_remarks import read_body
from cio_tui.probes.redirects import Journey, follow
from cio_tui.probes.sampling import sampled, unmeasured
from cio_tui.probes.transport import fetch

if TYPE_CHECKING:
    from cio_tui.core.probe import Probe
    from cio_tui.core.reading import Sample, Value
    from cio_tui.probes.exchange import Exchange
    from cio_tui.probes.ground import Ground


async def measure(probe: Probe, ground: Ground) -> Sample:
    """Ask once, within the probe's timeout. Raises SetupError if the request cannot be made at all.

    Where the book reads values and there is no JSON to read them from, `ok` is unknown: somebody else answered.
    """
    target = probe.target
    if not isinstance(target, HttpTarget):
        raise TypeError(probe.kind)
    url = ground.locate(target.url)
    if url is None:
        return unmeasured(probe, ground, NOT_CONFIGURED)
    request = Request(target.method, url, target.auth, target.headers, target.max_body)
    if target.redirects == "follow":
        journey = await follow(ground, request, probe.timeout)
    else:
        journey = Journey((await fetch(ground, request, probe.timeout),))
    body = read_body(journey.last, ground, expects_json=bool(target.extract))
    extracted = {
        name: find(body.document, parse_path(path), ground.redact) for name, path in target.extract.items()
    }
    fields = {**http_fields(journey, target.expect), **extracted}
    if target.extract and body.document is None and fields["ok"]:
        fields["ok"] = None  # a captive portal says 200 as well
    return sampled(probe, ground, fields, summary(journey, body, ground), evidence(journey, body, ground))


def http_fields(journey: Journey, expect: tuple[int, ...] = ()) -> dict[str, Value | None]:
    """What the kind publishes. A phase that did not happen is missing, as is the address behind a proxy."""
    exchange = journey.last
    phases = exchange.timeline.phases
    timed = {f"{step}_ms": phases.get(step) for step in ("dns", "connect", "tls", "wait", "download")}
    expected = exchange.status in expect if expect else 200 <= exchange.status < 300
    return {
        "ok": expected and exchange.error is None,
        "error": exchange.error or "none",
        "ms": round(journey.ms, 1),
        "status": exchange.status,
        **{name: None if ms is None else round(ms, 1) for name, ms in timed.items()},
        "address": _ip(exchange),
        "skew_s": skew_s(exchange),
    }


def _ip(exchange: Exchange) -> str | None:
    if exchange.via or not exchange.address:
        return None
    return exchange.address.rpartition(":")[0].strip("[]")

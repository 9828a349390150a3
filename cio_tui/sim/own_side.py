"""Our own side of the wire: metrics, the fallback queue, the webhook receiver, and a host that is not involved.

A drill has no real service, so the scenario plays it: the queue fills when the story says that somebody switched
the fallback on, and the error rate is what our metrics would show.
"""

from __future__ import annotations

import hashlib
import hmac
from typing import TYPE_CHECKING

from cio_tui.sim.catalogue import IP_ADDRESSES
from cio_tui.sim.exchange import Answer, answer_html, answer_json
from cio_tui.sim.handouts import receiver_key

if TYPE_CHECKING:
    from cio_tui.core.reading import Json
    from cio_tui.sim.exchange import Call
    from cio_tui.sim.scene import Scene

ERROR_CODES = ("301", "401", "403", "429", "5xx", "timeout")
_RHYTHM = 4
"""Seconds between two webhook events while all is well."""


def answer_metrics(call: Call, scene: Scene) -> Answer:
    """`/errors`, `/queue` and `/firewall`, each one small JSON object."""
    reports = {"/errors": _errors, "/queue": _queue, "/firewall": _firewall}
    report = reports.get(call.path)
    if report is None or not call.reads:
        return answer_json({"error": "not found"}, 404)
    return answer_json(report(scene))


def _errors(scene: Scene) -> Json:
    shares = dict.fromkeys(ERROR_CODES, 0.0)
    shares |= {code: round(ramp.at(scene.elapsed), 6) for code, ramp in scene.conditions.errors.items()}
    receiver = scene.conditions.receiver
    since = scene.elapsed - _RHYTHM if receiver.silent_since is None else receiver.silent_since
    return {
        "error_rate": round(min(1.0, sum(shares.values())), 6),
        "by_code": {**shares},
        "webhook_error_rate": round(receiver.error_rate.at(scene.elapsed), 6),
        "webhook_last_event_age_s": round(max(0.0, scene.elapsed - since), 1),
    }


def _queue(scene: Scene) -> Json:
    queue = scene.conditions.queue
    depth = int(queue.depth_at(scene.elapsed))
    return {
        "depth": depth,
        "oldest_age_s": round(queue.oldest_at(scene.elapsed), 1) if depth else 0.0,
        "drain_rps": max(0.0, -queue.rate) if depth else 0.0,
        "fill_rps": max(0.0, queue.rate),
    }


def _firewall(scene: Scene) -> Json:
    known = scene.conditions.receiver.known_addresses
    return {"webhook_allowlist": [*IP_ADDRESSES[scene.account_region][:known]]}


def answer_webhook(call: Call, scene: Scene) -> Answer:
    """Our receiver: POST only, and only with the vendor's signature over the raw body."""
    if call.path != "/customerio":
        return answer_json({"error": "not found"}, 404)
    if call.method != "POST":
        return Answer(405, headers=(("allow", "POST"),))
    receiver = scene.conditions.receiver
    if not (receiver.accepts_unsigned or _is_signed(call, scene)):
        return answer_json({"error": "signature missing or wrong"}, 401)
    if receiver.crashes_on and f'"{receiver.crashes_on}"'.encode() in call.body:
        return answer_json({"error": "internal error"}, 500)
    return answer_json({"received": True})


def _is_signed(call: Call, scene: Scene) -> bool:
    """Hex HMAC-SHA256 over `v0:<timestamp>:<raw body>`, with the key that our receiver has."""
    key = receiver_key(scene).encode()
    signed = b"v0:" + call.headers.get("x-cio-timestamp", "").encode() + b":" + call.body
    expected = hmac.new(key, signed, hashlib.sha256).hexdigest()
    return hmac.compare_digest(expected.encode(), call.headers.get("x-cio-signature", "").encode())


def answer_control(call: Call, _scene: Scene) -> Answer:
    """A host that is not Customer.io: 204, so that "they are down" can be told from "we cannot get out"."""
    if call.path == "/generate_204" and call.reads:
        return Answer(204, headers=())
    return answer_html(404)

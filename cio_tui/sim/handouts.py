"""What lies on a responder's desk besides the APIs: the firewall's list, the receiver's log, one captured webhook call.

Files, since that is what they are in production, so that the commands a book names work in a drill as they are written.
"""

from __future__ import annotations

import hashlib
import hmac
import json
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from cio_tui.sim.catalogue import IP_ADDRESSES
from cio_tui.sim.sites import Place

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from cio_tui.sim.faults import Conditions
    from cio_tui.sim.scene import Scene

_CALLS = 6
_RHYTHM = 4
"""Seconds between two lines of the receiver's log."""
_TRACE = """Traceback (most recent call last):
  File "receiver.py", line 41, in handle
    person = event["data"]["customer_id"]
KeyError: 'customer_id'"""


def handouts(scene: Scene) -> Mapping[str, str]:
    """File name to text, as they are at this moment."""
    headers, body = captured_call(scene)
    return {
        "firewall.txt": _firewall(scene),
        "receiver.log": "".join(f"{line}\n" for line in _log(scene)),
        "headers.txt": headers,
        "body.json": body,
        "webhook_signing_key": receiver_key(scene),
    }


def receiver_key(scene: Scene) -> str:
    """The key that our receiver checks with, right or wrong."""
    ring = scene.keys
    return (ring.rotated if scene.conditions.receiver.wrong_key else ring.current).webhook_signing_key


def captured_call(scene: Scene) -> tuple[str, str]:
    """Headers and raw body of the newest genuine call, signed by the vendor."""
    metric = scene.conditions.receiver.crashes_on or "delivered"
    event = {
        "event_id": "01JC8Q2T7M3ZK9V4N6W0X5Y1AB",
        "object_type": "email",
        "metric": metric,
        "timestamp": scene.now,
        "data": {"identifiers": {"id": "demo-1004"}, "delivery_id": "RAECAAFwnUSneIa0ZXkmq8EdkAM=="},
    }
    body = json.dumps(event, separators=(",", ":"))
    signed = f"v0:{scene.now}:{body}".encode()
    signature = hmac.new(scene.keys.current.webhook_signing_key.encode(), signed, hashlib.sha256).hexdigest()
    rows = (
        "Content-Type: application/json",
        f"X-CIO-Timestamp: {scene.now}",
        f"X-CIO-Signature: {signature}",
    )
    return "".join(f"{row}\n" for row in rows), body


def _firewall(scene: Scene) -> str:
    known = IP_ADDRESSES[scene.account_region][: scene.conditions.receiver.known_addresses]
    return "# sources that may call hooks.example.com:443\n" + "".join(f"{address}\n" for address in known)


def _log(scene: Scene) -> Iterator[str]:
    """The calls that reached our receiver, oldest first: the last ones, and those up to each fault."""
    fault = ""
    for begins, conditions in scene.timeline.until(scene.elapsed):
        before, fault = fault, _answer_to_calls(conditions)
        if fault and fault != before:
            yield from _taken(scene, conditions, begins)
            yield f"{_clock(scene, begins)} POST /customerio {_addresses(scene, conditions)[0]} {fault}"
    if not fault and scene.conditions.receiver.silent_since is None:
        yield from _taken(scene, scene.conditions, scene.elapsed)


def _answer_to_calls(conditions: Conditions) -> str:
    """What it says of the call that fails; empty while it takes them."""
    receiver = conditions.receiver
    if receiver.crashes_on:
        return f"{receiver.crashes_on} 500 error\n{_TRACE}"
    if receiver.wrong_key:
        return "delivered 401 error: signature does not match"
    web = conditions.http.get(Place.WEBHOOK)
    return f"delivered {web.status} error" if web and web.status else ""


def _taken(scene: Scene, conditions: Conditions, until: float) -> Iterator[str]:
    addresses = _addresses(scene, conditions)
    for place in range(_CALLS):
        at = _clock(scene, until - (_CALLS - place) * _RHYTHM)
        yield f"{at} POST /customerio {addresses[place % len(addresses)]} delivered 200"


def _addresses(scene: Scene, conditions: Conditions) -> Sequence[str]:
    return IP_ADDRESSES[scene.account_region][: max(1, conditions.receiver.known_addresses)]


def _clock(scene: Scene, elapsed: float) -> str:
    return datetime.fromtimestamp(scene.began + elapsed, UTC).strftime("%H:%M:%S")

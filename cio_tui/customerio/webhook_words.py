"""What a receiver's answers mean for the calls that Customer.io makes: one failing call holds back all behind it."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from cio_tui.core.text import clean_line
from cio_tui.customerio.finding import Finding, degraded, failing, ok, unknown, worst_first
from cio_tui.customerio.hints import Hint
from cio_tui.customerio.webhook import LONGEST

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cio_tui.customerio.webhook import Call
    from cio_tui.probes.exchange import Exchange

NEAR_THE_LIMIT = 2.0
"""Seconds: what takes this long when all is quiet takes longer in the burst after an outage."""
_ONE_HOUR = "After a fix expect up to an hour of silence, then a burst: the first retry waits that long."


class Property(StrEnum):
    """What a receiver needs."""

    ADDRESSES = "addresses"
    REACHED = "reachable"
    TLS = "TLS"
    TIME = "time"
    UNSIGNED = "unsigned POST"


def webhook_findings(call: Call, *, was_asked: bool = True) -> tuple[Finding, ...]:
    """Each property in a sentence, worst first; without `was_asked` nobody wanted to know about the unsigned POST."""
    unsigned = (_unsigned(call),) if was_asked else ()
    return worst_first((_addresses(call), _reached(call), *_tls(call), *_time(call), *unsigned))


def _addresses(call: Call) -> Finding:
    if not call.addresses:
        return unknown(Property.ADDRESSES, "Its addresses cannot be looked up from this host.")
    shown = clean_line(", ".join(call.private or call.addresses), 120)
    if call.private:
        return degraded(
            Property.ADDRESSES,
            f"{shown} is not public: Customer.io calls from the internet.",
            "Right for a stand-in, or where names resolve differently inside; look it up from outside.",
        )
    if call.is_played:
        return ok(
            Property.ADDRESSES, f"{shown} stands in for the internet, by dns and connect_to in [network]."
        )
    return ok(Property.ADDRESSES, f"Public: {shown}.")


def _reached(call: Call) -> Finding:
    head = call.head
    if head.error:
        return failing(
            Property.REACHED,
            f"It cannot be called from this host: {head.cause}.",
            _ONE_HOUR,
            Hint.WEBHOOKS_STOPPED,
        )
    if head.status >= 500:
        return failing(
            Property.REACHED,
            f"It answers {head.status}, so Customer.io holds back every call behind the first.",
            f"Find the first failure in its log. {_ONE_HOUR}",
            Hint.WEBHOOKS_STOPPED,
        )
    if 300 <= head.status < 400:
        return failing(
            Property.REACHED,
            f"It redirects ({head.status}), which counts as a failure: only 2xx is an answer.",
            "Give Customer.io the address it redirects to.",
        )
    if head.status in (404, 410) and call.is_refused is None:
        return _nowhere(call)
    return ok(Property.REACHED, f"It answers from this host: {head.status} to HEAD.")


def _nowhere(call: Call) -> Finding:
    said = f"It answers {call.head.status} to HEAD"
    if call.post is None:
        return unknown(
            Property.REACHED, f"{said}: a wrong path, or it knows only POST.", "Send the unsigned POST."
        )
    return failing(
        Property.REACHED,
        f"{said}, and takes no POST either.",
        "Compare the path with the one set in Customer.io.",
    )


def _tls(call: Call) -> Iterator[Finding]:
    head = call.head
    if head.error == "tls":
        yield failing(
            Property.TLS,
            f"The handshake fails, for Customer.io as well: {head.cause}.",
            "Renew the certificate, and send the whole chain.",
        )
    elif head.request.url.lower().startswith("http://"):
        yield failing(
            Property.TLS, "It is called in plain text: anyone on the way reads it.", "Use https://."
        )
    elif head.tls:
        yield ok(Property.TLS, f"{head.tls[0]}, with a certificate this host trusts.")


def _time(call: Call) -> Iterator[Finding]:
    timed = [each for each in (call.head, call.post) if each and each.status]
    if not timed:
        return
    slowest = max(each.ms for each in timed) / 1000
    said = f"The slowest answer took {slowest:.1f} s"
    if slowest > LONGEST:
        yield failing(
            Property.TIME,
            f"{said}; Customer.io hangs up after {LONGEST:g} s and counts a failure.",
            "Answer first, work later: put the event on a queue and say 200.",
        )
    elif slowest > NEAR_THE_LIMIT:
        yield degraded(Property.TIME, f"{said} of the {LONGEST:g} s it has.", "Answer first, work later.")
    else:
        yield ok(Property.TIME, f"{said}; it has {LONGEST:g} s.")


def _unsigned(call: Call) -> Finding:
    if call.post is None:
        return unknown(Property.UNSIGNED, "It was not sent, so nothing shows whether signatures are checked.")
    return _judged(call.post, call.is_refused)


def _judged(post: Exchange, is_refused: bool | None) -> Finding:
    if post.error:
        return failing(Property.UNSIGNED, f"An unsigned POST gets no answer: {post.cause}.", _ONE_HOUR)
    if is_refused is False:
        return failing(
            Property.UNSIGNED,
            f"It accepts an unsigned POST ({post.status}): anyone can send it events.",
            "Check X-CIO-Signature over the raw body before anything else.",
        )
    if is_refused and post.status in (401, 403):
        return ok(Property.UNSIGNED, f"It refuses an unsigned POST: {post.status}.")
    if is_refused:
        return degraded(
            Property.UNSIGNED,
            f"It answers {post.status} to an unsigned POST: refused, perhaps not for its signature.",
            "401 or 403 would say so; see that the signature is checked before the content.",
        )
    return failing(
        Property.UNSIGNED,
        f"It answers {post.status} to an unsigned POST, neither accepting nor refusing it.",
        "Look at the path, and at its log for this call.",
    )

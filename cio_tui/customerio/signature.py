"""Is a webhook call genuine, and if its signature does not match: why? Pure, and light to import.

The signature is the hex HMAC-SHA256 of `v0:TIMESTAMP:RAW BODY`. What usually goes wrong is known, so each is tried,
alone and then two together; only if nothing matches is the key, or the body, another one. Compared in constant time.
"""

from __future__ import annotations

import hashlib
import hmac
import re
from typing import TYPE_CHECKING, NamedTuple

from cio_tui.customerio.signature_forms import Cause, body_forms, key_forms

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

USUAL_WINDOW = 300.0
"""Seconds that a timestamp is accepted by common receivers; Customer.io sets no limit."""
_LARGEST_SEARCH = 65_536
"""Bytes of a body up to which the neighbouring seconds are tried as well."""
_HEX = re.compile(r"[0-9a-f]{64}")
_PREFIX = re.compile(r"(?:sha256|v0)=")
_MOST_DEVIATIONS = 2


WRONG_KEY = Cause(
    "wrong-key",
    "No usual mistake explains it: the key is another one, or the body was changed on the way.",
    "Copy the signing key from the webhook's page again. Webhook actions inside campaigns are not signed with it.",
)
MALFORMED = Cause(
    "malformed",
    "The signature is not 64 hex digits.",
    "Give X-CIO-Signature as it came, all of it, and nothing else.",
)
NOT_A_TIME = Cause(
    "timestamp",
    "The timestamp is not a number of seconds.",
    "Give X-CIO-Timestamp as it came, such as 1795288991.",
)
OTHER_TIME = Cause(
    "timestamp",
    "The signature belongs to another timestamp: {}.",
    "Use the X-CIO-Timestamp of the same call, not the receiver's clock nor the timestamp inside the body.",
)
STALE = Cause(
    "stale",
    "It was signed {} s ago.",
    "A receiver with a strict window refuses it, and a retry may carry its first timestamp: allow for hours.",
)
AHEAD = Cause(
    "ahead",
    "It is dated {} s in the future.",
    "A clock is wrong, here or where it was signed, and a receiver with a strict window refuses it: compare both.",
)
_SIGNED_FORMS = (
    (b"v0:%s:%s", None),
    (
        b"%.0s%s",
        Cause(
            "body-alone", "The signature is over the body alone.", "Sign v0:TIMESTAMP:BODY, with both colons."
        ),
    ),
    (b"%s:%s", Cause("no-version", "The signature leaves out v0: at the start.", "Sign v0:TIMESTAMP:BODY.")),
    (b"v0%s%s", Cause("no-colons", "The signature leaves out the colons.", "Sign v0:TIMESTAMP:BODY.")),
)


class Examination(NamedTuple):
    """What came of it."""

    is_genuine: bool
    causes: tuple[Cause, ...]
    """Why it does not match; if it does, what may still have it refused."""
    age_s: float | None
    """Seconds since it was signed; None if the timestamp is no number."""


def sign(key: bytes, timestamp: str, body: bytes) -> str:
    """The signature that Customer.io sends."""
    return _hmac(key, b"v0:%s:%s" % (timestamp.encode(), body))


def examine(body: bytes, timestamp: str, signature: str, key: bytes, now: float) -> Examination:
    """Compare, and explain; `now` in Unix seconds."""
    given = _PREFIX.sub("", signature.strip().lower(), count=1)
    said = timestamp.strip()
    is_number = said.isascii() and said.isdigit() and len(said) < 16
    age = now - int(said) if is_number else None
    if not _HEX.fullmatch(given):
        return Examination(False, (MALFORMED,), age)
    if age is None:
        return Examination(False, (NOT_A_TIME,), age)
    if _matches(key, b"v0:%s:%s" % (said.encode(), body), given):
        late = _filled(AHEAD if age < 0 else STALE, abs(round(age)))
        return Examination(True, () if abs(age) <= USUAL_WINDOW else (late,), age)
    causes = _deviation(body, said.encode(), given, key) or _other_time(body, int(said), given, key)
    return Examination(False, causes or (WRONG_KEY,), age)


def _deviation(body: bytes, timestamp: bytes, given: str, key: bytes) -> tuple[Cause, ...]:
    """The fewest mistakes that explain the signature; none if no two of them do."""
    candidates = [
        (
            tuple(cause for cause in (key_cause, body_cause, form_cause) if cause),
            one_key,
            form % (timestamp, one_body),
        )
        for one_key, key_cause in key_forms(key)
        for one_body, body_cause in body_forms(body)
        for form, form_cause in _SIGNED_FORMS
    ]
    for causes, one_key, signed in sorted(candidates, key=lambda candidate: len(candidate[0])):
        if len(causes) <= _MOST_DEVIATIONS and _matches(one_key, signed, given):
            return causes
    return ()


def _other_time(body: bytes, said: int, given: str, key: bytes) -> tuple[Cause, ...]:
    """Whether it was signed at another second near the one given, or near the event's own."""
    if len(body) > _LARGEST_SEARCH:
        return ()
    for second in _neighbours((said, said // 1000, *_times_in(body))):
        if _matches(key, b"v0:%d:%s" % (second, body), given):
            return (_filled(OTHER_TIME, second),)
    return ()


def _neighbours(seconds: Iterable[int]) -> Iterator[int]:
    for second in dict.fromkeys(seconds):
        yield from range(max(0, second - int(USUAL_WINDOW)), second + int(USUAL_WINDOW) + 1)


def _times_in(body: bytes) -> list[int]:
    return [int(found) for found in re.findall(rb'"timestamp"\s*:\s*(\d{10})\b', body)[:2]]


def _matches(key: bytes, signed: bytes, given: str) -> bool:
    return hmac.compare_digest(_hmac(key, signed), given)


def _hmac(key: bytes, signed: bytes) -> str:
    return hmac.new(key, signed, hashlib.sha256).hexdigest()


def _filled(cause: Cause, value: int) -> Cause:
    return cause._replace(text=cause.text.format(value))

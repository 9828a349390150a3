"""Why an exchange ended early: the exception and how far it had come, as the phase at fault and a few words."""

from __future__ import annotations

import errno
import ssl
from typing import TYPE_CHECKING

from cio_tui.core.text import clean_line
from cio_tui.probes.failure import PhaseError, words
from cio_tui.probes.tls_words import tls_cause

if TYPE_CHECKING:
    from cio_tui.probes.exchange import Exchange
    from cio_tui.probes.failure import Phase

_HTTP = b"HTTP/"
_RESETS = (errno.ECONNRESET, errno.EPIPE)


def explain(error: Exception, exchange: Exchange, host: str, tls: ssl.SSLObject | None) -> tuple[Phase, str]:
    """The phase that failed and the cause in words; anything unknown counts as a broken protocol."""
    if isinstance(error, PhaseError):
        return error.phase, error.cause
    if isinstance(error, TimeoutError):
        return _late(exchange)
    if isinstance(error, ssl.SSLError):
        return "tls", tls_cause(error, tls, host)
    step = exchange.timeline.step
    if step == "tls":
        broken = _broken(error) if isinstance(error, OSError) else "closed"
        return "tls", f"{broken} during the TLS handshake"
    if step == "download":
        return "body", f"{exchange.status}, then {_broken_body(error, exchange)}"
    if isinstance(error, OSError):
        return "protocol", f"{_broken(error)} while waiting for the answer"
    return "protocol", _not_an_answer(error, exchange)


def _late(exchange: Exchange) -> tuple[Phase, str]:
    timeline = exchange.timeline
    limit = f"within {timeline.budget:g} s"
    if timeline.step == "dns":
        return "dns", f"DNS: no answer from this host's resolver {limit}"
    if timeline.step == "download":
        return "timeout", f"{exchange.status}, then no complete answer {limit} ({_progress(exchange)})"
    before = f"; before that, {timeline.tried[-1]}" if timeline.tried else ""
    phase: Phase = "proxy" if timeline.step == "proxy" else "timeout"
    return phase, f"no answer {limit} ({timeline.doing}{before})"


def _broken(error: OSError) -> str:
    return "reset" if error.errno in _RESETS else words(error)


def _broken_body(error: Exception, exchange: Exchange) -> str:
    broken = _broken(error) if isinstance(error, OSError) else _broken_off(error) or "malformed"
    return f"{broken} after {_progress(exchange)}"


def _broken_off(error: Exception) -> str:
    """`broken off`, if the peer ended it where more was due; by the words of h11 and of our wire for that."""
    said = str(error)
    return "broken off" if "closed" in said or "disconnected" in said else ""


def _progress(exchange: Exchange) -> str:
    """How much of the body came: `312 of 4096 bytes of the body`."""
    declared = exchange.headers.get("content-length", "")
    of = f" of {declared[:20]}" if declared.isascii() and declared.isdigit() else ""
    return f"{exchange.received}{of} bytes of the body"


def _not_an_answer(error: Exception, exchange: Exchange) -> str:
    """What came in place of the head of an answer."""
    if not exchange.first_bytes:
        return "closed without an answer"
    if "too long" in str(error):
        return "the headers of the answer are larger than 100 KiB"
    if _broken_off(error):
        return "the head of the answer is broken off"
    fault = clean_line(str(error).partition(": bytearray(")[0], 60)
    return f"the head of the answer is malformed: {fault}"


def check_is_http(beginning: bytes) -> None:
    """Raise PhaseError("protocol") if an answer that begins so is not HTTP; waiting for its end tells no more."""
    if not beginning.startswith(_HTTP[: len(beginning)]):
        shown = clean_line(beginning[:40].decode("ascii", "replace"), 40)
        raise PhaseError("protocol", f"not HTTP: it began with {shown!r}")

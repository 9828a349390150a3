"""Why a measurement ended early: raised by the code that knows, turned into a sample by the probe's `measure`.

Two classes, by whose fault it is: the target's (a value; `error` names the phase) or our set-up's (unknown).
"""

from __future__ import annotations

import errno
import os
from typing import Literal

Phase = Literal["dns", "connect", "tls", "proxy", "timeout", "protocol", "body"]
"""What `error` may say besides `none`. `timeout` covers every phase but name resolution and the proxy."""

_WORDS = {
    errno.ECONNREFUSED: "connection refused",
    errno.ECONNRESET: "connection reset",
    errno.ECONNABORTED: "connection aborted",
    errno.EPIPE: "connection reset",
    errno.EHOSTUNREACH: "no route to host",
    errno.ENETUNREACH: "network unreachable",
    errno.ETIMEDOUT: "no answer",
    errno.EACCES: "not permitted by this host's firewall",
    errno.EPERM: "not permitted by this host's firewall",
    errno.EMFILE: "too many open files in this process",
}


class PhaseError(Exception):
    """The target failed in a phase; the message is the cause in words, already clean."""

    def __init__(self, phase: Phase, cause: str) -> None:
        super().__init__(cause)
        self.phase = phase
        self.cause = cause


class SetupError(Exception):
    """The measurement could not be made for a reason on our side; the message says which and the remedy."""


def words(error: OSError) -> str:
    """A few words for what the kernel said."""
    if error.errno is None:
        return type(error).__name__
    return _WORDS.get(error.errno, os.strerror(error.errno).lower())

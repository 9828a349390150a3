"""Exit codes are a contract with scripts: one list, printed by `--help`, asserted by the tests."""

from __future__ import annotations

from enum import IntEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection


class ExitCode(IntEnum):
    """What the process tells its caller."""

    OK = 0
    FAILING = 1
    """Something that was asked about is failing."""
    USAGE = 2
    """Wrong arguments or configuration."""
    UNKNOWN = 3
    """Could not tell: no network, a time limit of our own, a credential missing."""
    STATE = 4
    """The state of the incident does not allow it."""
    BUG = 70
    """EX_SOFTWARE of sysexits(3), so that a crash is never read as "failing"."""
    INTERRUPTED = 130
    """128 + SIGINT."""
    PIPE_CLOSED = 141
    """128 + SIGPIPE: the reader of our output went away, as for any other filter."""


MEANINGS = {
    ExitCode.OK: "ok",
    ExitCode.FAILING: "something is failing",
    ExitCode.USAGE: "usage or configuration",
    ExitCode.UNKNOWN: "could not tell",
    ExitCode.STATE: "the incident's state does not allow it",
    ExitCode.BUG: "a bug in cio-tui",
    ExitCode.INTERRUPTED: "interrupted",
}


def code_of(verdicts: Collection[str]) -> ExitCode:
    """Of what was looked at, by `core.reading.Verdict`: what fails counts more than what is unknown."""
    if "failing" in verdicts:
        return ExitCode.FAILING
    return ExitCode.UNKNOWN if "unknown" in verdicts else ExitCode.OK

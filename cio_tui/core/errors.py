"""Errors a person can act on. Whoever raises one writes the sentence that is shown, remedy included."""

from __future__ import annotations


class UserError(Exception):
    """`str(error)` is one or more whole sentences; the command line shows them and exits with 2."""


class Undecided(UserError):
    """We could not find out: our own network, a credential that is missing. The command line exits with 3."""


class Refused(UserError):
    """The state of the incident does not allow it. The command line exits with 4."""


class ReasonNeeded(Refused):
    """The same command with a reason is allowed; the text says what the reason is for."""

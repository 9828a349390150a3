"""The error tables of the two seed documents: one line each, shown beside the finding that it explains."""

from __future__ import annotations

from enum import Enum
from typing import NamedTuple


class Explanation(NamedTuple):
    """One row of a table."""

    source: str
    """`E` is the table of the troubleshooting document, `L` that of the production checklist."""
    issue: str
    solution: str


class Hint(Enum):
    """What a finding looks like to those who know these systems."""

    SERVER_ERRORS = Explanation(
        "E.1", "5xx now and then", "it passes by itself; retry with growing pauses, and keep the event ids"
    )
    REFUSED_AFTER_DEPLOY = Explanation(
        "E.2",
        "401 on every call since a deploy",
        "the keys changed: compare the environment and the secret store",
    )
    DUPLICATES = Explanation(
        "E.3",
        "the same message twice",
        "events sent twice without one id, or no frequency cap on the campaign",
    )
    WEBHOOKS_STOPPED = Explanation(
        "E.4",
        "webhook calls stop",
        "look at the endpoint, its certificate, and the addresses the firewall lets in",
    )
    SMOKE_TEST_FAILED = Explanation(
        "L.1",
        "a smoke test fails in production only",
        "production has keys of its own: are these those of staging?",
    )
    BOUNCES_AFTER_LAUNCH = Explanation(
        "L.2", "many bounces after a launch", "verify the sending domain, then read what the bounces say"
    )
    COMPLAINTS = Explanation(
        "L.3", "spam complaints rise", "reread the content as its receiver, and try the unsubscribe link"
    )
    FLAG_WITHOUT_EFFECT = Explanation(
        "L.4", "the feature flag changes nothing", "can the service reach the flag service at all?"
    )

    def __str__(self) -> str:
        """The row as a sentence."""
        return f"{self.value.issue}: {self.value.solution} ({self.value.source})"


def hint_for_status(status: int) -> Hint | None:
    """What an answer's status is a case of, if anything."""
    if status >= 500:
        return Hint.SERVER_ERRORS
    return Hint.REFUSED_AFTER_DEPLOY if status == 401 else None

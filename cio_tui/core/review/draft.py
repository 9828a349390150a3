"""The draft review: what the templates ask for, filled from the log, and `TO WRITE` where only people know.

Fields of the Google SRE, PagerDuty and Atlassian templates and of Etsy's debriefing guide, each asked once.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from cio_tui.core.review.account import Blank
from cio_tui.core.review.draft_lines import Known

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import TypeAlias

    Lines: TypeAlias = Callable[[Known], tuple[str, ...]]

GOOGLE, PAGERDUTY, ATLASSIAN, ETSY = "Google", "PagerDuty", "Atlassian", "Etsy"
THREE = (GOOGLE, PAGERDUTY, ATLASSIAN)

FIELDS: tuple[tuple[str, str, Lines, str, tuple[str, ...]], ...] = (
    ("Head", "Owner of the review", Known.nothing, "who owns it, and when people meet", (PAGERDUTY,)),
    ("Head", "Authors", Known.people, "", (GOOGLE,)),
    ("Head", "Responders", Known.responders, "", (PAGERDUTY,)),
    ("Head", "Status", Known.status, "", (GOOGLE,)),
    ("What happened", "Summary", Known.summary, "one paragraph for whoever was not there", THREE),
    ("What happened", "Lead-up", Known.lead_up, "what changed in the hours before", (ATLASSIAN,)),
    ("What happened", "Fault", Known.fault, "what did not work, and why that was possible", (ATLASSIAN, PAGERDUTY)),
    ("What happened", "Impact", Known.impact, "customers, messages lost or late, tickets, revenue", THREE),
    ("What happened", "Detection", Known.detection, "how it could have been seen earlier", (GOOGLE, ATLASSIAN)),
    ("What happened", "Response", Known.response, "how people were reached", (ATLASSIAN, PAGERDUTY)),
    ("What happened", "Resolution and recovery", Known.recovery, "what made it work again", (GOOGLE, ATLASSIAN)),
    ("What happened", "Timeline", Known.timeline, "", (GOOGLE, PAGERDUTY, ATLASSIAN, ETSY)),
    ("Why", "Root causes and trigger", Known.hypotheses, "which hypothesis held; what set it off", (GOOGLE, ATLASSIAN)),
    ("Why", "Contributing factors", Known.exceptions, "how each of these made sense at the time", (PAGERDUTY, ETSY)),
    ("Why", "Five whys", Known.nothing, "from the fault down to what can be changed", (ATLASSIAN,)),
    ("Why", "Cues: what was seen when", Known.cues, "what did you look at first, and how did you read it", (ETSY,)),
    ("Why", "Options considered", Known.options, "how each option looked to you at that moment", (ETSY,)),
    ("Why", "Asking for help", Known.escalations, "how you came to ask, or not to", (ETSY,)),
    ("Why", "Recurrence and backlog", Known.nothing, "earlier incidents of this cause; work not done", (ATLASSIAN,)),
    ("Lessons", "What went well", Known.well, "what to keep", (GOOGLE, PAGERDUTY)),
    ("Lessons", "What went wrong", Known.wrong, "what to change", (GOOGLE, PAGERDUTY)),
    ("Lessons", "Where we were lucky", Known.lucky, "what we cannot count on next time", (GOOGLE,)),
    ("Actions", "Action items", Known.actions, "type, owner and ticket of each", THREE),
    ("Messages", "Internal", Known.last_message, "what colleagues still have to be told", (PAGERDUTY,)),
    ("Messages", "External", Known.nothing, "what customers are told", (PAGERDUTY,)),
    ("Evidence", "Supporting information", Known.evidence, "call recording, chat, dashboards", (GOOGLE, PAGERDUTY)),
)  # fmt: skip
"""Section, title, what the log gives, what people have to add, and who asks."""


def draft_of(known: Known) -> tuple[Blank, ...]:
    """Every field."""
    return tuple(
        Blank(section, title, lines(known), to_write, asked_by)
        for section, title, lines, to_write, asked_by in FIELDS
    )

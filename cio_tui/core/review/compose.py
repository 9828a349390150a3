"""The account of an incident, computed from its source once; whoever draws it computes nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cio_tui.core.review.account import Account
from cio_tui.core.review.choices import choices_of
from cio_tui.core.review.clocks import place
from cio_tui.core.review.course import follow
from cio_tui.core.review.draft import draft_of
from cio_tui.core.review.draft_lines import Known
from cio_tui.core.review.exceptions import exceptions_of
from cio_tui.core.review.header import header_of
from cio_tui.core.review.messages import messages_of
from cio_tui.core.review.metrics import metrics_of
from cio_tui.core.review.notes import tagged_notes
from cio_tui.core.review.people import participants_of
from cio_tui.core.review.rows import rows_of
from cio_tui.core.review.score import debrief_of
from cio_tui.core.review.strips import strips_of
from cio_tui.core.review.summary import summary_of
from cio_tui.core.review.turns import with_turns
from cio_tui.core.review.used_steps import used_steps_of

if TYPE_CHECKING:
    from cio_tui.core.review.source import Source


def account_of(source: Source) -> Account:
    """The whole of it. There must be at least one event, be it a doubtful one."""
    course = follow(source.records, source.books)
    header = header_of(source, course)
    rows = rows_of(course, source.doubtful)
    samples = place(course, source.readings)
    settings = source.story.settings if source.story else {}
    choices = tuple(with_turns(course, choices_of(course, samples, settings)))
    exceptions = exceptions_of(source, course)
    messages, participants = messages_of(course), participants_of(course)
    strips = strips_of(course, samples)
    metrics = metrics_of(course, choices, messages, exceptions)
    summary = summary_of(header, course, choices, exceptions, strips)
    notes = tagged_notes(course)
    known = Known(header, course, summary, metrics, exceptions, choices, rows, participants, messages, notes)
    return Account(
        header=header,
        summary=summary,
        metrics=metrics,
        exceptions=exceptions,
        choices=choices,
        rows=rows,
        strips=strips,
        participants=participants,
        messages=messages,
        steps=used_steps_of(course),
        draft=draft_of(known),
        debrief=debrief_of(course, source.story, choices) if source.story and course.entries else None,
    )

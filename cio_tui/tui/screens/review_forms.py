"""What a review asks before it writes: who marks an incident reviewed says that they read the whole of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cio_tui.report.wording import count
from cio_tui.tui.form import WIDTH, Entry, Field, Form
from cio_tui.tui.line import wrap

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from cio_tui.core.review.account import Header


def mark_form(header: Header, submit: Callable[[Entry], Awaitable[None]]) -> Form:
    """Ask for the mark, and for a remark that goes with it."""
    before = f" {', '.join(header.reviewed_by)} did before." if header.reviewed_by else ""
    text = (
        f"Adds to the log that you read all of it: {count(header.events, 'event')}, log {header.fingerprint}.{before} "
        "Nothing else is changed."
    )
    return Form(
        f"Mark {header.incident} as reviewed?",
        submit,
        body=tuple(wrap(text, WIDTH)),
        fields=(Field("remark", "A remark, if there is one"),),
        verb="mark it",
    )

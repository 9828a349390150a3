"""The filters of `incident list` and `incident stats`, from words to what is wanted."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from cio_tui.core.errors import UserError
from cio_tui.runtime.incident_search import Wanted

if TYPE_CHECKING:
    from argparse import Namespace

_SEVERITIES = ("P1", "P2", "P3", "P4")
_LAST_MOMENT = timedelta(days=1) - timedelta(milliseconds=1)


def wanted_by(arguments: Namespace) -> Wanted:
    """What the filters ask for. Raises UserError."""
    now = datetime.now(UTC)
    if arguments.severity and arguments.severity.upper() not in _SEVERITIES:
        raise UserError(f"`{arguments.severity}` is no severity: they are P1, P2, P3 and P4.")
    return Wanted(
        words=tuple(arguments.text.split()),
        book=arguments.book,
        severity=arguments.severity,
        since=_moment(arguments.since, now, timedelta()),
        until=_moment(arguments.until, now, _LAST_MOMENT),
        person=arguments.person,
        is_open=arguments.is_open,
        unreviewed=arguments.unreviewed,
        drills=arguments.drills,
    )


def _moment(text: str, now: datetime, into_the_day: timedelta) -> datetime | None:
    """A day is meant as a whole: since its first moment, until its last."""
    if not text:
        return None
    try:
        if re.fullmatch(r"\d{4}-\d{2}-\d{2}", text, re.ASCII):
            return datetime.fromisoformat(text).replace(tzinfo=UTC) + into_the_day
        from cio_tui.core.times import read_time

        return read_time(text, now)
    except (ValueError, OverflowError):
        raise UserError(
            f"`{text}` is no time: write a day such as 2026-11-01, `2026-11-01 20:04` in UTC, or `12d ago`."
        ) from None

"""Moments in HTTP headers. Servers write them in one form; the others, which must be read too, are for the library."""

from __future__ import annotations

import re
from datetime import UTC, datetime

_USUAL = re.compile(
    r"[A-Z][a-z]{2}, (?P<day>\d\d) (?P<month>[A-Z][a-z]{2}) (?P<year>\d{4})"
    r" (?P<hour>\d\d):(?P<minute>\d\d):(?P<second>\d\d) GMT",
    re.ASCII,
)
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def read_http_date(text: str) -> datetime | None:
    """The moment, in its zone or UTC where it has none; None if it is no date (RFC 9110 §5.6.7)."""
    if not text:
        return None
    usual = _USUAL.fullmatch(text)
    try:
        if usual is None or usual["month"] not in _MONTHS:
            return _read_unusual(text)
        day, hour, minute, second = (int(usual[name]) for name in ("day", "hour", "minute", "second"))
        return datetime(
            int(usual["year"]), _MONTHS.index(usual["month"]) + 1, day, hour, minute, second, tzinfo=UTC
        )
    except (ValueError, OverflowError):
        return None


def _read_unusual(text: str) -> datetime:
    from email.utils import parsedate_to_datetime  # 3 ms, most of it random numbers and encodings of mail

    moment = parsedate_to_datetime(text)
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)

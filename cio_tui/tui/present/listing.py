"""Rows of the start screen's two lists, as plain data."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from cio_tui.tui.line import Style


class BookRow(NamedTuple):
    """One runbook."""

    book: str
    severity: str
    title: str
    note: str = ""
    """`suggested`, `WATCH`, `STALE 12d`, or that it cannot be used."""
    note_style: Style = "dim"
    fault: str = ""
    """Why it cannot be used; empty when it can."""


class IncidentRow(NamedTuple):
    """One incident folder."""

    incident: str
    is_open: bool
    state: str
    """`OPEN`, `closed`, `DRILL`, `drilled`, `empty` or `damaged`."""
    severity: str
    note: str
    """Step, person, age."""

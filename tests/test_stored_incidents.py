"""Incidents as older versions wrote them, kept for ever: whatever reads logs has to go on reading these."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from cio_tui.cli.main import run
from cio_tui.runtime.incident_folder import IncidentFolder
from cio_tui.runtime.incident_list import summarise
from cio_tui.runtime.reviewing import review
from cio_tui.runtime.verification import verify
from tests.drilled import P1, P3, lay_out

if TYPE_CHECKING:
    from pathlib import Path

STORED = [(P1, "p1-outage", "Complete outage", "drain"), (P3, "p3-delivery", "", "late")]


@pytest.mark.parametrize(("stored", "book", "title", "through"), STORED, ids=["P1", "P3"])
def test_a_stored_incident_is_listed_verified_and_reviewed(
    stored: Path, book: str, title: str, through: str, tmp_path: Path
) -> None:
    folder = IncidentFolder(str(lay_out(tmp_path, stored)[0]))
    summary = summarise(folder)
    assert (summary.trouble, summary.is_open, summary.mode, summary.book) == ("", False, "drill", book)
    found = verify(folder)
    assert (found.faults, found.remarks, found.sealed > 0) == ((), (), True)
    reviewed = review(folder)
    account = reviewed.account
    assert (account.header.chain_fault, account.header.is_closed, account.header.book) == ("", True, book)
    assert len(account.rows) == found.events == summary.events
    assert through in {step.step for step in account.steps if step.mark != "pending"}
    assert account.strips
    assert reviewed.readings


@pytest.mark.parametrize("stored", [P1, P3], ids=["P1", "P3"])
def test_a_stored_incident_is_shown_event_by_event(
    stored: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    lay_out(tmp_path, stored)
    monkeypatch.setenv("CIO_TUI_LOG_DIR", str(tmp_path))
    assert run(["incident", "show", stored.name]) == 0
    shown = capsys.readouterr().out
    events = summarise(IncidentFolder(str(tmp_path / stored.name))).events
    assert f"{events} events, chain holds" in shown
    assert "newer version" not in shown
    assert f"{events:>4}  " in shown

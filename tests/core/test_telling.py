from __future__ import annotations

from datetime import UTC, datetime
from typing import get_args

import pytest

from cio_tui.core import events
from cio_tui.core.events import Event
from cio_tui.core.telling import tell

OPENED = events.IncidentOpened(
    1, "0", "INC-1", "live", "p1-outage", "Complete outage", "P1", "", "us", "prod", "h", 1
)
DRILL = events.IncidentOpened(
    1, "0", "INC-1", "drill", "go-live", "Go live", "", "", "us", "drill", "h", 1, scenario="healthy"
)
DONE = events.StepDone("breaker", "attested", "open")
MISMATCH = events.StepDone(
    "breaker", "attested", "closed", expected="open", mismatch=True, reason="the tool lags"
)
CHOICE = events.Decision("size-up", "it is down", "it is us", "egress", agreed=False, why="control fails too")

TOLD: list[tuple[Event, str]] = [
    (OPENED, "opened P1 with p1-outage: Complete outage"),
    (DRILL, "opened checklist with go-live: Go live (drill healthy)"),
    (
        OPENED._replace(mode="backfill", scenario=""),
        "opened P1 with p1-outage: Complete outage (backfill)",
    ),
    (events.IncidentResumed("bastion", 7, 63.2), "resumed on bastion after 63 s"),
    (
        events.IncidentResumed("bastion", 7, 1.0, took_over="bo@bastion 9", recovered="12 bytes kept"),
        "resumed on bastion after 1 s, pen taken over from bo@bastion 9; 12 bytes kept",
    ),
    (
        events.IncidentResumed("bastion", 7, 63.2, story_s=450.0),
        "resumed on bastion after 63 s; the drill goes on at 7 min 30 s",
    ),
    (events.IncidentDetached("quit"), "left: quit"),
    (events.IncidentClosed(), "closed"),
    (events.IncidentClosed(skipped=("a#b",), reason="OPS-9"), "closed over 1 open item - OPS-9"),
    (events.IncidentClosed(unmet=("x",), undo_open=("a#b",)), "closed over 2 open items"),
    (events.Held("lunch"), "paused the walk - lunch"),
    (events.Released(90.4), "went on after 90 s"),
    (events.StepEntered("breaker", "Open it"), "at breaker: Open it"),
    (events.StepEntered("size", "Size", book="p2"), "at size of p2: Size"),
    (events.StepChecked("list", 2, "two"), "confirmed list 2: two"),
    (events.StepChecked("list", 2, "two", on=False), "took back list 2: two"),
    (DONE, 'breaker attested: "open"'),
    (MISMATCH, 'breaker mismatch: "closed" (expected open) - the tool lags'),
    (events.StepDone("fill", "sensed", sensed="depth > 0 (depth = 4)"), "fill sensed: depth > 0 (depth = 4)"),
    (events.StepDone("pause", "override", reason="no time"), "pause override - no time"),
    (events.StepSkipped("verify", "down"), "skipped verify - down"),
    (events.StepDeferred("verify", "later"), "deferred verify - later"),
    (events.StepUndone("verify", "skipped"), "took back skipped of verify"),
    (CHOICE, "decided size-up: it is us (suggested: it is down) - control fails too"),
    (events.Decision("a", "x", "x", "b", agreed=True), "decided a: x"),
    (events.Suggestion("size-up", "it is down", "both fail"), "suggests for size-up: it is down - both fail"),
    (events.Suggestion("size-up", ""), "suggests for size-up: nothing"),
    (events.ProbeChanged("track", "ok", "failing", "503"), "track ok → failing: 503"),
    (events.SeverityChanged("P2", "P1", "all of it"), "severity P2 → P1 - all of it"),
    (events.EscalationProposed("e", "it is worse", because="x"), "escalation proposed: it is worse - x"),
    (events.EscalationAccepted("e"), "accepted escalation e"),
    (events.EscalationDeclined("e", "known"), "declined escalation e - known"),
    (events.EscalationCleared("e"), "escalation e cleared"),
    (events.UndoOpened("back", "breaker", "Close it"), "undo list: + back (Close it)"),
    (events.UndoClosed("back", "closed"), 'undo list: back switched back: "closed"'),
    (events.UndoDeclined("back", "kept"), "undo list: back left as it is - kept"),
    (events.TimerDue("relief", "Who relieves?"), "due: Who relieves?"),
    (events.NotifyDue("cadence", "An update"), "due: An update"),
    (events.NotifySent("tell", "text", ("support", "data"), "ab#1"), "sent tell to support, data  log ab#1"),
    (events.NotifySent("tell", "text", fingerprint="ab#1"), "sent tell to nobody named  log ab#1"),
    (events.RoleAssigned("ic", "bo"), "ic is bo"),
    (events.RoleAssigned("ic", "bo", "amira"), "ic is bo, was amira"),
    (events.VarSet("rate", 60), "rate = 60"),
    (events.Note("hm"), "note: hm"),
    (
        events.Milestone("impact", datetime(2026, 11, 21, 19, 51, tzinfo=UTC), "the log"),
        "milestone impact at 2026-11-21 19:51:00Z - the log",
    ),
    (events.WritePerformed("identify", "x", 200, 84.4), "wrote to Customer.io: identify x: 200 in 84 ms"),
    (events.Amended(3, "text", "two", "one was missing"), "amended event 3: text is two - one was missing"),
    (
        events.EvidenceAttached(
            "sizeup", "track", datetime(2026, 11, 21, 20, 21, 1, tzinfo=UTC), "failing", "503 in 212 ms"
        ),
        "attached to sizeup: track failing at 20:21:01Z, 503 in 212 ms",
    ),
    (events.IncidentReviewed("read with bo"), "reviewed - read with bo"),
    (events.Unrecognized("hypothesis"), "hypothesis (written by a newer version)"),
]


@pytest.mark.parametrize(("event", "sentence"), TOLD, ids=lambda value: getattr(value, "kind", None))
def test_each_event_is_one_sentence(event: Event, sentence: str) -> None:
    assert tell(event) == sentence


def test_no_kind_of_event_is_left_untold() -> None:
    assert {type(event) for event, _ in TOLD} == set(get_args(Event))

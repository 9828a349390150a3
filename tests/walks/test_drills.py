"""Every shipped book walked to its close in a drill: real program, probes, log and simulator, answers when asked."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from cio_tui.core.events import IncidentClosed
from cio_tui.core.fold import apply
from cio_tui.core.session import Mark, Session
from cio_tui.runtime.incident_folder import IncidentFolder
from cio_tui.runtime.log_reader import read_history
from cio_tui.runtime.pinning import read_pinned
from cio_tui.runtime.reviewing import review
from tests.plain import PlainProcess
from tests.walks.responder import Responder

if TYPE_CHECKING:
    from pathlib import Path

SPEED = 100.0
"""Twenty minutes of a story pass in twelve seconds."""

SLOW = 15.0
"""Where a request takes long: five real seconds to give up on it must not be the whole story."""

P1, P2, P3, P4 = "p1-outage", "p2-error-rate", "p3-delivery", "p4-webhooks"
WALKS = [
    ("total-outage", P1, "drain"),
    ("error-rate", P2, "fivexx"),
    ("sending-late", P3, "late"),
    ("webhooks-blocked", P4, "repair"),
    ("suppressed", P3, "suppression"),
    ("event-name-case", P3, "stopped-by"),
    ("campaign-paused", P3, "stopped-by"),
]
"""Scenario, book, and a step that only this evidence leads through."""
LONG_WALKS = [
    ("dns-failure", P1, "names", SPEED),
    ("certificate-expired", P1, "certificate", SPEED),
    ("egress-broken", P1, "egress", SPEED),
    ("keys-revoked", P1, "key-fix", SPEED),
    ("hanging", P1, "recovery", SLOW),
    ("rate-limited", P2, "throttle", SPEED),
    ("wrong-region", P2, "region", SPEED),
    ("key-rotated", P2, "auth", SPEED),
    ("slow", P2, "slow", SLOW),
    ("watch-band", P2, "band", SPEED),
    ("dkim-removed", P3, "mend", SPEED),
    ("firewall-six-of-ten", P4, "allowlist", SPEED),
    ("one-500", P4, "parse", SPEED),
    ("wrong-signing-key", P4, "signature", SPEED),
]
SAYS = {
    "suppressed": {"person": "suppression"},
    "event-name-case": {"person": "event", "campaign": "event"},
    "campaign-paused": {"person": "not made", "campaign": "state"},
    "firewall-six-of-ten": {"allowlist": "4", "signature": "genuine"},
    "one-500": {"allowlist": "0", "signature": "genuine", "parse": "KeyError on deferred"},
    "wrong-signing-key": {"allowlist": "0", "signature": "wrong-key"},
}
"""What the commands beside the steps tell in these drills."""


def walk(scenario: str, book: str, through: str, home: Path, speed: float = SPEED) -> None:
    arrives = 240.0 if scenario == "slow" else 0.0  # in its first three minutes little is slow yet
    environment = {"HOME": str(home), "CIO_TUI_PERSON": "amira"}
    with PlainProcess("drill", scenario, "--speed", str(speed), environment=environment) as drill:
        responder = Responder(drill, book, speed, arrives, SAYS.get(scenario, {}))
        folder = IncidentFolder(responder.walk_to_close())
        assert drill.wait() == 0
        assert drill.complaints() == ""
    history = read_history(folder)
    assert history.damage is None
    session = Session(books=read_pinned(folder, ()))
    for recorded in history.records:
        session = apply(session, recorded)
    closed = next(each.event for each in history.records if isinstance(each.event, IncidentClosed))
    assert through in responder.path
    assert (session.undo_open, closed.undo_open, closed.skipped, closed.deferred) == ((), (), (), ())
    assert {state.mark for state in session.states.values()} & {Mark.MISMATCH, Mark.SKIPPED} == set()
    assert not [line for line in drill.told if line.startswith("ERROR")]
    check_review(folder)


def check_review(folder: IncidentFolder) -> None:
    """Who follows every suggestion has nothing to explain in the debrief."""
    account = review(folder).account
    assert (account.header.chain_fault, account.header.is_closed, account.header.remarks) == ("", True, ())
    assert account.header.anchors[0] == account.header.anchors[1] > 0
    assert account.debrief is not None
    passed = {mark.title: mark.passed for mark in account.debrief.marks}
    assert (passed["right book"], passed["suggestions followed"], passed["unsafe acts"]) == (True, True, True)
    assert all(choice.saw for choice in account.choices if choice.agreed is not None)
    assert {strip.probe for strip in account.strips if strip.points} >= {"track", "app", "status"}


@pytest.mark.parametrize(("scenario", "book", "through"), WALKS)
def test_a_book_is_walked_to_its_close(scenario: str, book: str, through: str, tmp_path: Path) -> None:
    walk(scenario, book, through, tmp_path)


@pytest.mark.soak
@pytest.mark.parametrize(("scenario", "book", "through", "speed"), LONG_WALKS)
def test_a_book_is_walked_to_its_close_in_every_drill(
    scenario: str, book: str, through: str, speed: float, tmp_path: Path
) -> None:
    walk(scenario, book, through, tmp_path, speed)

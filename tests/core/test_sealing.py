from __future__ import annotations

from typing import TYPE_CHECKING

from cio_tui.core.commands import Answer, Begin, Close
from cio_tui.core.sealing import sealed
from tests.core.books import do, make

if TYPE_CHECKING:
    from tests.core.conftest import Walk


def test_a_closed_incident_is_sealed_by_its_fingerprint_and_an_open_one_is_not(walk: Walk) -> None:
    walked = walk(make(do("first")))
    walked >> Begin() << "at first (start)"
    walked >> Answer("first", "seen") << 'first attested "seen"' << "at close (next)"
    assert sealed(walked.session) == ""
    walked >> Close() << 'close attested "close"' << "closed"
    assert sealed(walked.session).startswith(f"sealed, log {walked.session.fingerprint}: keep this")

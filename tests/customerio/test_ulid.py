from __future__ import annotations

from datetime import UTC, datetime

from cio_tui.customerio.track_write import faults, track
from cio_tui.customerio.ulid import new_ulid


def test_a_ulid_begins_with_its_time_and_is_never_the_same_twice() -> None:
    at = datetime.fromtimestamp(1_469_918_176.385, UTC)
    made = {new_ulid(at) for _ in range(50)}
    assert {each[:10] for each in made} == {"01ARYZ6S41"}  # the example of the ULID specification
    assert len(made) == 50


def test_the_vendors_rule_for_event_ids_is_met() -> None:
    assert faults(track("a", "e", {}, new_ulid(datetime.now(UTC)))) == ()

from __future__ import annotations

from datetime import UTC, datetime
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cio_tui.core.probe import DeliveryTarget, HttpTarget, Probe, ProbeKind, StatusPageTarget
from cio_tui.core.reading import Sample, Value
from cio_tui.probes.pacing import FORCED_GAP, LONGEST_BACKOFF, Attention, Pace

TRACK = Probe(
    id="track",
    kind=ProbeKind.HTTP,
    title="Track API",
    target=HttpTarget("{track}/api/v1/accounts/region", auth="track"),
    every=10.0,
    timeout=5.0,
    fresh=300.0,
)


def brought(ended: float, **fields: Value | None) -> Sample:
    return Sample("track", datetime(2026, 11, 21, tzinfo=UTC), ended, fields, "")


def after_failures(probe: Probe, count: int) -> Pace:
    """The pace after failures that each took no time and began at once."""
    pace = Pace()
    for _ in range(count):
        pace = pace.after(probe, brought(0.0, ok=False, status=503), started=0.0)
    return pace


def wait_after(probe: Probe, failures: int, jitter: float = 0.0) -> float | None:
    return after_failures(probe, failures).next_automatic(probe, Attention.SHOWN, jitter)


def test_a_probe_that_never_measured_is_due_at_once() -> None:
    due = Pace().next_automatic(TRACK, Attention.SHOWN, 0.0)
    assert due is not None
    assert due <= 0.0
    assert Pace().next_forced() <= 0.0


def test_the_interval_counts_from_start_to_start() -> None:
    pace = Pace().after(TRACK, brought(103.0, ok=True), started=100.0)
    assert pace.next_automatic(TRACK, Attention.SHOWN, 0.0) == 110.0


def test_a_measurement_longer_than_the_interval_is_never_overlapped() -> None:
    pace = Pace().after(TRACK, brought(115.0, ok=True), started=100.0)
    assert pace.next_automatic(TRACK, Attention.SHOWN, 0.0) == 115.0


@pytest.mark.parametrize(
    ("failures", "wait"), [(1, 10.0), (2, 20.0), (3, 40.0), (4, 60.0), (5, 60.0), (10_000, 60.0)]
)
def test_one_normal_repeat_then_twice_the_wait_up_to_a_minute(failures: int, wait: float) -> None:
    assert wait_after(TRACK, failures) == wait


def test_jitter_bends_a_back_off_both_ways_and_leaves_the_normal_interval_alone() -> None:
    assert (wait_after(TRACK, 3, -1.0), wait_after(TRACK, 3, 1.0)) == (34.0, 46.0)
    assert wait_after(TRACK, 1, 1.0) == 10.0


def test_a_success_ends_the_back_off() -> None:
    pace = after_failures(TRACK, 7).after(TRACK, brought(1.0, ok=True), started=1.0)
    assert pace.next_automatic(TRACK, Attention.SHOWN, 0.0) == 11.0


def test_a_measurement_that_could_not_be_made_backs_off_too() -> None:
    pace = Pace()
    for _ in range(3):
        pace = pace.after(TRACK, brought(0.0, ok=None), started=0.0)
    assert pace.next_automatic(TRACK, Attention.SHOWN, 0.0) == 40.0


def test_a_slow_probe_is_not_made_faster_by_failing() -> None:
    hourly = TRACK._replace(every=3600.0, fresh=7200.0)
    assert wait_after(hourly, 5, -1.0) == 3600.0


def test_a_back_off_never_outlasts_what_may_be_believed() -> None:
    shipped = TRACK._replace(fresh=45.0)
    assert wait_after(shipped, 9, 1.0) == shipped.fresh - shipped.timeout


def test_a_hidden_probe_is_four_times_slower_while_its_value_stays_fresh() -> None:
    pace = Pace().after(TRACK, brought(0.0, ok=True), started=0.0)
    assert pace.next_automatic(TRACK, Attention.HIDDEN, 0.0) == 40.0
    assert pace.next_automatic(TRACK._replace(fresh=30.0), Attention.HIDDEN, 0.0) == 25.0


def test_a_paused_probe_measures_only_when_a_person_asks() -> None:
    pace = Pace().after(TRACK, brought(0.0, ok=True), started=0.0)
    assert pace.next_automatic(TRACK, Attention.PAUSED, 0.0) is None
    assert pace.next_forced() == FORCED_GAP


@pytest.mark.parametrize("status", [401, 403])
def test_a_refused_key_ends_automatic_polling_and_says_what_to_do(status: int) -> None:
    pace = Pace().after(TRACK, brought(0.0, ok=False, status=status), started=0.0)
    assert pace.next_automatic(TRACK, Attention.SHOWN, 0.0) is None
    assert pace.next_forced() == FORCED_GAP
    assert pace.stopped.startswith(f"polling stopped after {status}")
    assert "refresh" in pace.stopped


def test_an_accepted_key_starts_polling_again() -> None:
    refused = Pace().after(TRACK, brought(0.0, ok=False, status=401), started=0.0)
    accepted = refused.after(TRACK, brought(5.0, ok=True, status=200), started=5.0)
    assert accepted.stopped == ""
    assert accepted.next_automatic(TRACK, Attention.SHOWN, 0.0) == 15.0


def test_a_refusal_without_a_key_locks_nothing_out() -> None:
    keyless = TRACK._replace(target=HttpTarget("{control}"))
    pace = Pace().after(keyless, brought(0.0, ok=False, status=403), started=0.0)
    assert pace.next_automatic(keyless, Attention.SHOWN, 0.0) == 10.0


def test_a_probe_that_publishes_no_status_is_stopped_by_its_detail() -> None:
    delivery = TRACK._replace(kind=ProbeKind.DELIVERY, target=DeliveryTarget())
    refused = brought(0.0, ok=False)._replace(detail={"status": 401})
    assert "polling stopped after 401" in Pace().after(delivery, refused, started=0.0).stopped


def test_a_refusal_that_was_expected_is_a_success() -> None:
    pace = Pace().after(TRACK, brought(0.0, ok=True, status=401), started=0.0)
    assert pace.next_automatic(TRACK, Attention.SHOWN, 0.0) == 10.0


def test_a_status_page_is_asked_every_half_minute_at_most() -> None:
    page = TRACK._replace(kind=ProbeKind.STATUSPAGE, target=StatusPageTarget("{status}/api/v2/summary.json"))
    pace = Pace().after(page, brought(0.0, ok=True), started=0.0)
    assert pace.next_automatic(page, Attention.SHOWN, 0.0) == 30.0


@given(
    every=st.floats(0.5, 4000),
    timeout=st.floats(0.1, 60),
    slack=st.floats(0, 4000),
    failures=st.integers(0, 50),
    jitter=st.floats(-1, 1),
    attention=st.sampled_from([Attention.SHOWN, Attention.HIDDEN]),
)
def test_no_wait_is_shorter_than_the_interval_or_leaves_a_value_to_go_stale(
    every: float, timeout: float, slack: float, failures: int, jitter: float, attention: Attention
) -> None:
    probe = TRACK._replace(every=every, timeout=timeout, fresh=every + timeout + slack)
    wait = after_failures(probe, failures).next_automatic(probe, attention, jitter) if failures else None
    if wait is not None:
        assert every <= wait <= max(every, probe.fresh - timeout)
        assert wait <= max(LONGEST_BACKOFF * 1.15, every * 4)


@given(st.floats(1, 60))
def test_without_jitter_each_wait_is_at_least_the_one_before(every: float) -> None:
    waits = [wait_after(TRACK._replace(every=every), failures) for failures in range(1, 12)]
    assert all(a is not None and b is not None and a <= b for a, b in pairwise(waits))

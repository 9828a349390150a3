from __future__ import annotations

from cio_tui.probes.timeline import Step, Timeline


def test_phases_are_listed_in_the_order_of_a_request_whatever_was_entered_first() -> None:
    timeline = Timeline(5.0)
    steps: tuple[Step, ...] = ("wait", "dns", "connect")
    for step in steps:
        timeline.enter(step)
    timeline.stop()
    assert list(timeline.phases) == ["dns", "connect", "wait"]


def test_a_phase_entered_again_adds_to_the_time_it_already_took() -> None:
    timeline = Timeline(5.0)
    timeline.enter("connect", "10.0.0.1:443")
    timeline.enter("connect", "10.0.0.2:443")
    before = timeline.phases["connect"]
    timeline.stop()
    assert list(timeline.phases) == ["connect"]
    assert timeline.phases["connect"] > before


def test_nothing_counts_before_the_first_phase_or_after_the_stop() -> None:
    timeline = Timeline(5.0)
    timeline.stop()
    assert timeline.phases == {}
    timeline.enter("wait")
    timeline.stop()
    assert timeline.phases == timeline.phases


def test_the_phase_under_way_is_named_with_what_it_is_about() -> None:
    timeline = Timeline(5.0)
    assert timeline.doing == "before the first byte"
    timeline.enter("connect", "10.0.0.1:443")
    assert timeline.doing == "connecting to 10.0.0.1:443"
    timeline.enter("wait")
    assert timeline.doing == "waiting for the answer"


def test_the_budget_runs_down_and_not_below_zero() -> None:
    assert 4.0 < Timeline(5.0).remaining() <= 5.0
    assert Timeline(0.0).remaining() == 0.0

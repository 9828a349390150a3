from __future__ import annotations

from typing import TYPE_CHECKING

from cio_tui.core.judge import judge
from cio_tui.core.probe import HttpTarget, Probe, ProbeKind
from cio_tui.core.reading import Verdict
from cio_tui.probes.sampling import sampled, unmeasured

if TYPE_CHECKING:
    from tests.probes.conftest import MakeGround

PROBE = Probe("track", ProbeKind.HTTP, "Track API", HttpTarget("{track}/"), 10.0, 5.0, 30.0)


def test_a_sample_carries_the_time_it_ended_on_both_clocks(make_ground: MakeGround) -> None:
    ground = make_ground()
    before = ground.mono()
    sample = sampled(PROBE, ground, {"status": 200}, "200 in 96 ms")
    assert before <= sample.mono <= ground.mono()
    assert (sample.probe, sample.summary, sample.at.utcoffset()) == (
        "track",
        "200 in 96 ms",
        sample.at.utcoffset(),
    )
    assert sample.at.tzinfo is not None


def test_what_could_not_be_measured_is_judged_unknown(make_ground: MakeGround) -> None:
    reading = judge(PROBE, unmeasured(PROBE, make_ground(), "not configured"), {})
    assert (reading.verdict, reading.reasons) == (Verdict.UNKNOWN, ("not configured",))

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from cio_tui.core.expr import Vocabulary, parse
from cio_tui.core.judge import judge
from cio_tui.core.probe import HttpTarget, Probe, ProbeKind, Unit
from cio_tui.core.reading import Sample, Verdict

if TYPE_CHECKING:
    from cio_tui.core.reading import Value

VOCABULARY = Vocabulary(
    {
        "ok": Unit.FLAG,
        "error": Unit.TEXT,
        "ms": Unit.MILLISECONDS,
        "status": Unit.COUNT,
        "workspace_id": Unit.ANY,
        "config.workspace_id": Unit.COUNT,
    },
    history=False,
)
SETTINGS: dict[str, Value] = {"config.workspace_id": 7}
MISMATCH = "config.workspace_id > 0 and workspace_id != config.workspace_id"


def probe(
    failing: tuple[str, ...] = ("error", "status not in [200]"), degraded: tuple[str, ...] = ()
) -> Probe:
    return Probe(
        id="track",
        kind=ProbeKind.HTTP,
        title="Track API",
        target=HttpTarget("{track}/api/v1/accounts/region"),
        every=10.0,
        timeout=5.0,
        fresh=45.0,
        failing=tuple(parse(rule, VOCABULARY) for rule in failing),
        degraded=tuple(parse(rule, VOCABULARY) for rule in degraded),
    )


def sample(summary: str = "200 in 90 ms", **fields: Value | None) -> Sample:
    return Sample("track", datetime(2026, 11, 21, tzinfo=UTC), 171.2, fields, summary)


def test_a_sample_that_breaks_no_rule_is_ok() -> None:
    reading = judge(
        probe(degraded=("ms > 800ms",)), sample(ok=True, error="none", status=200, ms=90), SETTINGS
    )

    assert (reading.verdict, reading.reasons, reading.fresh) == (Verdict.OK, (), 45.0)


@pytest.mark.parametrize(
    ("ok", "verdict", "reasons"),
    [
        (True, Verdict.OK, ()),
        (False, Verdict.FAILING, ("ok == false (ok = false)",)),
        (None, Verdict.UNKNOWN, ("200 in 90 ms: an HTML page",)),
    ],
)
def test_without_a_failing_rule_the_answer_itself_decides(
    ok: bool | None, verdict: Verdict, reasons: tuple[str, ...]
) -> None:
    reading = judge(
        probe(failing=(), degraded=("ms > 800",)),
        sample("200 in 90 ms: an HTML page", ok=ok, ms=90),
        SETTINGS,
    )

    assert (reading.verdict, reading.reasons) == (verdict, reasons)


def test_every_true_failing_rule_is_a_reason() -> None:
    reading = judge(probe(degraded=("ms > 800",)), sample(error="timeout", status=0, ms=5000), SETTINGS)

    assert reading.verdict is Verdict.FAILING
    assert reading.reasons == ("error (error = 'timeout')", "status not in [200] (status = 0)")


def test_a_degraded_sample_also_says_which_failing_rule_nobody_could_decide() -> None:
    reading = judge(
        probe(degraded=("ms > 800", MISMATCH)), sample(error="none", ms=1240, workspace_id=8), SETTINGS
    )

    assert reading.verdict is Verdict.DEGRADED
    assert reading.reasons == (
        "ms > 800 (ms = 1240)",
        f"{MISMATCH} (config.workspace_id = 7, workspace_id = 8)",
        "status not in [200] (status not known)",
    )


def test_what_cannot_be_decided_makes_it_unknown_and_is_listed() -> None:
    reading = judge(
        probe(degraded=("ms > 800", MISMATCH)), sample(error="none", status=200, ms=None), SETTINGS
    )

    assert reading.verdict is Verdict.UNKNOWN
    assert reading.reasons == ("ms > 800 (ms not known)", f"{MISMATCH} (workspace_id not known)")


def test_a_true_failing_rule_outweighs_what_nobody_knows() -> None:
    reading = judge(probe(), sample(status=503), SETTINGS)

    assert (reading.verdict, reading.reasons) == (Verdict.FAILING, ("status not in [200] (status = 503)",))


def test_the_rules_decide_and_not_the_answer_being_expected() -> None:
    reading = judge(probe(failing=("error",)), sample(ok=False, error="none", status=500), SETTINGS)

    assert reading.verdict is Verdict.OK


@pytest.mark.parametrize("fields", [{}, {"ok": None, "ms": None}])
def test_a_measurement_that_could_not_be_made_is_unknown_whatever_the_rules(fields: dict[str, None]) -> None:
    reading = judge(probe(failing=("true",)), sample("no credential for track", **fields), SETTINGS)

    assert (reading.verdict, reading.reasons) == (Verdict.UNKNOWN, ("no credential for track",))


def test_the_sample_stays_as_it_was_measured() -> None:
    measured = sample(ok=True, error="none", status=200)

    assert judge(probe(), measured, SETTINGS).sample is measured

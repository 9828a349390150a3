"""A sample becomes a reading by its probe's own rules, and by nothing else.

Any true `failing` rule decides; else any true `degraded` one; else a rule that cannot be decided makes it unknown.
A probe without a `failing` rule goes by `ok`: a refused connection must not look fine for want of a rule.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from cio_tui.core.evidence import Evidence
from cio_tui.core.expr import explain, truth
from cio_tui.core.reading import Reading, Verdict

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cio_tui.core.expr import Expression
    from cio_tui.core.probe import Probe
    from cio_tui.core.reading import Sample, Value


def judge(probe: Probe, sample: Sample, settings: Mapping[str, Value]) -> Reading:
    """The verdict with the rules that decided it, each with its values.

    `settings` holds `config.…` and `threshold.…`. A sample without fields was never measured, so it is unknown.
    """
    known = {name: value for name, value in sample.fields.items() if value is not None}
    if not known:
        return Reading(sample, Verdict.UNKNOWN, (sample.summary,), probe.fresh)
    evidence = Evidence(mono=sample.mono, settings={**settings, **known})
    verdict, reasons = _verdict(probe, sample, evidence)
    return Reading(sample, verdict, reasons, probe.fresh)


def _verdict(probe: Probe, sample: Sample, evidence: Evidence) -> tuple[Verdict, tuple[str, ...]]:
    failing, undecided = _sift(probe.failing, evidence) if probe.failing else _by_ok(sample)
    if failing:
        return Verdict.FAILING, failing
    degraded, undecided_degraded = _sift(probe.degraded, evidence)
    if degraded:
        return Verdict.DEGRADED, degraded + undecided
    undecided += undecided_degraded
    return (Verdict.UNKNOWN, undecided) if undecided else (Verdict.OK, ())


def _by_ok(sample: Sample) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """As `_sift` answers for the one rule `ok == false`."""
    match sample.fields.get("ok", True):
        case False:
            return ("ok == false (ok = false)",), ()
        case None:
            return (), (sample.summary,)
        case _:
            return (), ()


def _sift(rules: tuple[Expression, ...], evidence: Evidence) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Explanations of the rules that are true, and of those that cannot be decided."""
    found = [(rule, truth(rule, evidence)) for rule in rules]
    true = tuple(explain(rule, evidence) for rule, holds in found if holds)
    return true, tuple(explain(rule, evidence) for rule, holds in found if holds is None)

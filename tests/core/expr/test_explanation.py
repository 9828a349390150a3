from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from cio_tui.core.evidence import Evidence
from cio_tui.core.expr import Vocabulary, decisive, explain, parse
from cio_tui.core.probe import Unit

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cio_tui.core.expr import Expression
    from tests.core.expr.conftest import Observe


@pytest.mark.parametrize(
    ("text", "explained"),
    [
        ("track.ms > 800", "track.ms > 800 (track.ms = 1240)"),
        ("track.ms > 5s", "track.ms > 5000 (track.ms = 1240)"),
        ("track.error", "track.error (track.error = 'timeout')"),
        ("track.status not in [200]", "track.status not in [200] (track.status = 503)"),
        ("'a' in dns.failed", "'a' in dns.failed (dns.failed not known)"),
        ("errors.rate > 0.01", "errors.rate > 0.01 (errors.rate not known)"),
        (
            "track.workspace == config.workspace_id",
            "track.workspace == config.workspace_id (track.workspace = '7', config.workspace_id = 7)",
        ),
        ("true", "true"),
        ("undo.has('breaker')", "undo.has('breaker') (to undo: breaker)"),
        ("undo.open == 0", "undo.open == 0 (undo.open = 1)"),
        ("track.ms > 1s and track.ms < 2s", "track.ms > 1000 and track.ms < 2000 (track.ms = 1240)"),
    ],
)
def test_a_condition_is_told_with_its_values(
    text: str, explained: str, vocabulary: Vocabulary, observe: Observe
) -> None:
    evidence = observe(ok=False, ms=1240, error="timeout", status=503, workspace="7")

    assert explain(parse(text, vocabulary), evidence) == explained


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("track.ok or track.ms > 800", "(track.ms = 1240)"),
        ("track.ok or track.ms > 2000", "(track.ok = false, track.ms = 1240)"),
        ("track.ok and track.ms > 800", "(track.ok = false)"),
        ("not track.ok and track.ms > 800", "(track.ok = false, track.ms = 1240)"),
        ("track.ok or errors.rate > 0.5", "(errors.rate not known)"),
        ("track.ms > 800 and errors.rate > 0.5", "(errors.rate not known)"),
    ],
)
def test_only_the_parts_that_decided_are_told(
    text: str, values: str, vocabulary: Vocabulary, observe: Observe
) -> None:
    condition = parse(text, vocabulary)

    assert explain(condition, observe(ok=False, ms=1240)) == f"{condition.text} {values}"


def test_a_fact_is_followed_by_its_own_reasons_once(vocabulary: Vocabulary, observe: Observe) -> None:
    condition = parse("track_down and (track_down or refused)", vocabulary)

    assert explain(condition, observe(ok=False, status=503)) == (
        "track_down and (track_down or refused) "
        "(track_down = true (track.ok = false, refused = false (track.status = 503)))"
    )


def test_a_long_condition_is_not_repeated_to_tell_how_long_it_has_held(
    vocabulary: Vocabulary, observe: Observe
) -> None:
    text = "track.ok == true and track.status == 200 and not refused"
    evidence = observe(ok=True, status=200)._replace(held={text: 747.1})

    assert explain(parse(f"stable({text}, '5m')", vocabulary), evidence) == (
        f"stable({text}, '5m') (true for 4 min 12 s; 5 min needed)"
    )


@pytest.mark.parametrize(
    ("ok", "values"),
    [
        (True, "(track.ok true for 4 min 12 s; 5 min needed)"),
        (False, "(track.ok = false)"),
        (None, "(track.ok not known)"),
    ],
)
def test_stable_tells_how_long_it_has_held_or_what_broke_it(
    ok: bool | None, values: str, vocabulary: Vocabulary, observe: Observe
) -> None:
    evidence = observe(ok=ok)._replace(held={"track.ok": 747.1})

    assert (
        explain(parse("stable(track.ok, '5m')", vocabulary), evidence) == f"stable(track.ok, '5m') {values}"
    )


def test_an_empty_undo_list_is_said_to_hold_nothing(vocabulary: Vocabulary) -> None:
    told = explain(parse("undo.has('breaker')", vocabulary), Evidence(mono=0.0))

    assert told == "undo.has('breaker') (to undo: nothing)"


def test_a_reason_stays_a_line() -> None:
    names = [f"n{n}" for n in range(15)]
    condition = parse(" or ".join(names), Vocabulary(dict.fromkeys(names, Unit.ANY)))

    assert explain(condition, Evidence(mono=0.0)).endswith("n10 not known, n11 not known, and 3 more)")


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("track.ok or track.ms > 2000", "track.ok = false, track.ms = 1240"),
        ("track.ok and track.ms > 2000", "track.ok = false"),
        ("not track.ok or track.ms > 800", "track.ok = false"),
        ("undo.open == 0 and track.ok", "undo.open = 1"),
        ("errors.rate > 0.5 and track.ms > 800", "errors.rate not known"),
        ("track_down and track.ms > 2000", "track.ms = 1240"),
        ("not track_down", "track.ok = false, track.status = 503"),
        (
            "not track_down or track.ok or track.ms > 2000 or track.error",
            "track.ok = false, track.status = 503, track.ms = 1240, and 1 more",
        ),
        ("true", ""),
    ],
)
def test_what_settles_a_condition_is_told_in_a_few_values_without_its_facts(
    text: str, values: str, vocabulary: Vocabulary, observe: Observe, facts: Mapping[str, Expression]
) -> None:
    evidence = observe(ok=False, ms=1240, status=503, error="none")._replace(facts=facts)

    assert decisive(parse(text, vocabulary), evidence) == values

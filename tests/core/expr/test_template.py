from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cio_tui.core.evidence import Evidence
from cio_tui.core.expr import Vocabulary, check_template, fill

if TYPE_CHECKING:
    from tests.core.expr.conftest import Observe


@pytest.mark.parametrize(
    ("template", "filled"),
    [
        ("Track answers {track.status} in {track.ms} ms", "Track answers 503 in 1,240 ms"),
        ("{ track.error }", "dns"),
        ("{incident} by {role.ic}", "INC-1 by ?"),
        ("{tls.days_left} days, {track.ok}", "? days, ?"),
        ("{track_down}", "?"),
        ("{refused}", "false"),
        ("{undo.open} to undo after {step.size-up.elapsed} s", "1 to undo after 90 s"),
        ("a brace: {{track.status}}", "a brace: {track.status}"),
        ("{{{track.status}}}", "{503}"),
        ("clears in {eta(track.depth, var.drain_rate)}", "clears in about 20 min"),
        ("{eta( 120 ,1)} and {eta(track.depth, 0.5)}", "about 2 min and about 40 h"),
        ("{eta(tls.days_left, 3)}", "?"),
        ("{eta(3, 0)}", "?"),
        ("{eta(track.error, 3)} {eta(refused, 3)} {eta(track.huge, 3)} {eta(track.less, 3)}", "? ? ? ?"),
        ("alone } and { stay", "alone } and { stay"),
        ("{nonsense(} {}", "? ?"),
        ("", ""),
    ],
)
def test_placeholders_are_filled_and_the_unknown_is_a_question_mark(
    template: str, filled: str, observe: Observe
) -> None:
    evidence = observe(status=503, ms=1240, error="dns", depth=72_000, huge=10**400, less=-1)

    assert fill(template, evidence) == filled


def test_what_is_filled_in_can_neither_act_nor_break_the_line(observe: Observe) -> None:
    evidence = observe(error="a\x1b]0;owned\x07\nb\u202ec")

    assert fill("<{track.error}>", evidence) == "<a␛]0;owned␇ b�c>"


def test_what_is_filled_in_is_not_filled_again(observe: Observe) -> None:
    assert fill("{track.error}", observe(error="{config.region}")) == "{config.region}"


@given(st.text(st.sampled_from("{}() ,.aeta1"), max_size=40))
def test_filling_never_fails(template: str) -> None:
    fill(template, Evidence(mono=0.0))


@pytest.mark.parametrize(
    ("template", "faults"),
    [
        ("{track.status} {incident} {role.ic} {undo.open} {{x}} {refused}", []),
        ("{eta(errors.rate, var.drain_rate)} {eta(120, 0.5)}", []),
        ("at {trak.status}", [(5, "unknown name trak.status; did you mean track.status?")]),
        (
            "{incidnt}\n{zzzz}",
            [(2, "unknown name incidnt; did you mean incident?"), (12, "unknown name zzzz")],
        ),
        ("a { b", [(3, "this { stands alone; write {{ for a brace")]),
        ("a } b", [(3, "this } stands alone; write }} for a brace")]),
        ("{}", [(2, "an empty placeholder; write {name}, or {{}} for braces")]),
        ("{track.status > 3}", [(2, "unknown name track.status > 3; did you mean track.status?")]),
        ("{stable(track.ok, '5m')}", [(2, "the only function in a text is eta(amount, rate)")]),
        ("{eta(track.ms)}", [(2, "the only function in a text is eta(amount, rate)")]),
        (
            "{eta(track.mz, dns.failed)}",
            [
                (6, "unknown name track.mz; did you mean track.ms?"),
                (16, "eta(amount, rate) divides numbers, and dns.failed is not one"),
            ],
        ),
    ],
)
def test_every_fault_of_a_text_is_found_with_its_column(
    template: str, faults: list[tuple[int, str]], vocabulary: Vocabulary
) -> None:
    assert [(fault.column, fault.message) for fault in check_template(template, vocabulary)] == faults

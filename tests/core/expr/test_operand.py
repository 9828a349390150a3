from __future__ import annotations

import pytest

from cio_tui.core.evidence import Evidence
from cio_tui.core.expr import ExpressionError, Vocabulary, parse, truth
from cio_tui.core.probe import Unit


@pytest.mark.parametrize(
    ("source", "canonical"),
    [
        ("track.ms > 5s", "track.ms > 5000"),
        ("track.ms > 800ms", "track.ms > 800"),
        ("5s < track.ms", "5000 < track.ms"),
        ("track.age > 2m", "track.age > 120"),
        ("track.age > 800ms", "track.age > 0.8"),
        ("tls.days_left < 21d", "tls.days_left < 21"),
        ("tls.days_left < 36h", "tls.days_left < 1.5"),
        ("step.size-up.elapsed > 15m", "step.size-up.elapsed > 900"),
        ("track.age in [5m, 10m]", "track.age in [300, 600]"),
        ("latency.rate_failed > 5%", "latency.rate_failed > 0.05"),
        ("track.ms > (5s)", "track.ms > 5000"),
    ],
)
def test_a_duration_takes_the_unit_of_the_name_it_meets(
    source: str, canonical: str, vocabulary: Vocabulary
) -> None:
    assert parse(source, vocabulary).text == canonical


@pytest.mark.parametrize(
    ("source", "column", "message"),
    [
        (
            "track.status > 5m",
            16,
            "track.status has no unit of time to compare 5m with; write a plain number",
        ),
        ("5m < errors.rate", 1, "errors.rate has no unit of time to compare 5m with; write a plain number"),
        ("5m > 3m", 1, "3m has no unit of time to compare 5m with; write a plain number"),
        (
            "track.status in [5m]",
            18,
            "track.status has no unit of time to compare 5m with; write a plain number",
        ),
        ("5m in [1, 2]", 1, "1 has no unit of time to compare 5m with; write a plain number"),
        ("5m in dns.failed", 1, "dns.failed has no unit of time to compare 5m with; write a plain number"),
        ("track.ok == 1", 13, "track.ok is true or false and 1 is a number: they cannot be compared"),
        (
            "track.status == '503'",
            17,
            "track.status is a number and '503' is a text: they cannot be compared",
        ),
        ("'dns' != track.ok", 10, "'dns' is a text and track.ok is true or false: they cannot be compared"),
        ("track.ms > track.age", 12, "track.ms is in milliseconds and track.age in seconds"),
        ("track.error > 'a'", 1, "> compares numbers, and track.error is a text"),
        ("track.workspace >= true", 20, ">= compares numbers, and true is true or false"),
        ("track.status < dns.failed", 16, "dns.failed is a list; write 'value' in dns.failed"),
        ("dns.failed == 'a'", 1, "dns.failed is a list; write 'value' in dns.failed"),
        (
            "track.status in [200, 'x']",
            23,
            "track.status is a number and 'x' is a text: they cannot be compared",
        ),
        ("track.workspace in [1, 'x']", 24, "1 is a number and 'x' is a text: they cannot be compared"),
        ("'a' in track.error", 8, "track.error is no list; write in [a, b], or in and a name that is a list"),
        ("'a' in (track.ok)", 9, "track.ok is no list; write in [a, b], or in and a name that is a list"),
        ("'a' in 'abc'", 8, "'abc' is no list; write in [a, b], or in and a name that is a list"),
        ("3 in dns.failed", 1, "dns.failed lists texts, and 3 is a number"),
        (
            "track.status == 401 or 403",
            24,
            "403 alone decides nothing; compare it, or write name in [a, b] for several values",
        ),
        ("not 'x'", 5, "'x' alone decides nothing; compare it, or write name in [a, b] for several values"),
        ("5m", 1, "5m alone decides nothing; compare it, or write name in [a, b] for several values"),
        ("none", 1, "none alone decides nothing; compare it, or write name in [a, b] for several values"),
    ],
)
def test_what_the_units_can_refuse_is_refused_at_load(
    source: str, column: int, message: str, vocabulary: Vocabulary
) -> None:
    with pytest.raises(ExpressionError) as caught:
        parse(source, vocabulary)

    assert (caught.value.column, caught.value.message) == (column, message)


@pytest.mark.parametrize(
    "source",
    [
        "track.workspace == config.workspace_id",
        "track.workspace == 'x'",
        "track.status > threshold.queue_depth",
        "track.ms > threshold.queue_depth",
        "track.error == none",
        "'a' in track.workspace",
        "track.workspace in dns.failed",
        "track_down == true",
        "true",
    ],
)
def test_what_only_the_value_can_tell_is_left_to_evaluation(source: str, vocabulary: Vocabulary) -> None:
    assert parse(source, vocabulary).text == source


TYPED = Vocabulary({"var.canary": Unit.PERCENT, "threshold.bounce_rate": Unit.SHARE})


@pytest.mark.parametrize("source", ["var.canary > 1.5%", "1.5% < var.canary", "var.canary in [1.5%, 5%]"])
def test_what_is_typed_in_per_cent_is_compared_in_per_cent(source: str) -> None:
    assert "1.5" in parse(source, TYPED).text
    typed = Evidence(0.0, variables={"canary": 1.2})
    assert truth(parse("var.canary > 1%", TYPED), typed) is True
    assert truth(parse("var.canary > 1.5%", TYPED), typed) is False


@pytest.mark.parametrize(
    "source", ["var.canary > threshold.bounce_rate", "threshold.bounce_rate < var.canary"]
)
def test_per_cent_and_a_share_are_refused_at_load(source: str) -> None:
    with pytest.raises(ExpressionError, match=r"var\.canary is typed in per cent \(1\.5\) and threshold"):
        parse(source, TYPED)

from __future__ import annotations

import pytest

from cio_tui.core.expr import Vocabulary, parse

CANONICAL = [
    "track.ok",
    "not track.ok",
    "not track.ok == true",
    "not (track.ok or refused)",
    "not not track.ok",
    "track.ok or refused and track_down",
    "(track.ok or refused) and track_down",
    "track.status in [200, 204]",
    "track.status not in [200]",
    "not track.status not in [200]",
    "'a' in dns.failed",
    "'a' not in dns.failed",
    "(track.ok and refused) == true",
    "(not track.ok) in [true]",
    "(track.ok == true) == false",
    "track.error in [none, 'dns']",
    'track.error == "it\'s"',
    "track.error == 'say \"no\"'",
    "track.status == -3",
    "latency.rate_failed > 0.00001",
    "stable(track.ok or refused, '10m')",
    "undo.has('breaker') and undo.open == 0",
    "true",
]


@pytest.mark.parametrize("text", CANONICAL)
def test_canonical_source_reads_back_as_itself(text: str, vocabulary: Vocabulary) -> None:
    expression = parse(text, vocabulary)

    assert expression.text == text
    assert parse(expression.text, vocabulary).tree == expression.tree


@pytest.mark.parametrize(
    ("source", "canonical"),
    [
        (" track.ok==true\n\tand(refused) ", "track.ok == true and refused"),
        ("track.ok and (refused and track_down)", "track.ok and refused and track_down"),
        ("(track.ok or refused) or track_down", "track.ok or refused or track_down"),
        ("not (track.status in [200])", "track.status not in [200]"),
        ("(track.ok and refused) or track_down", "track.ok and refused or track_down"),
        ('track.error == "dns"', "track.error == 'dns'"),
        ("track.error == 'none'", "track.error == none"),
        ("track.status == 200.0", "track.status == 200"),
        ("track.status == -0.0", "track.status == 0"),
        ("latency.rate_failed > 0.001%", "latency.rate_failed > 0.00001"),
        ('stable(track.ok, "600s")', "stable(track.ok, '10m')"),
    ],
)
def test_conditions_that_mean_the_same_are_written_the_same(
    source: str, canonical: str, vocabulary: Vocabulary
) -> None:
    assert parse(source, vocabulary).text == canonical

from __future__ import annotations

import json
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cio_tui.core.kept import Kept, kept_of
from cio_tui.core.proof.phases import phases_of
from cio_tui.core.reading import Verdict


def line(**changes: object) -> bytes:
    table: dict[str, object] = {
        "verdict": "failing",
        "at": "2026-11-21T20:21:07.114Z",
        "mono": 3.5,
        "probe": "track",
        "summary": "503 in 212 ms",
        "reasons": ["status >= 500 (status = 503)"],
        "fields": {"status": 503, "ms": 212.4},
        "detail": {"phases": {"dns": 3.1}},
    }
    return json.dumps(table | changes).encode()


def kept(**changes: object) -> Kept:
    found = kept_of(line(**changes))
    assert found is not None
    return found


def test_a_sample_is_read_back_as_it_was_kept() -> None:
    sample = kept()
    assert sample.at == datetime(2026, 11, 21, 20, 21, 7, 114_000, tzinfo=UTC)
    assert (sample.probe, sample.verdict, sample.summary) == ("track", Verdict.FAILING, "503 in 212 ms")
    assert sample.reasons == ("status >= 500 (status = 503)",)
    assert sample.fields == {"status": 503, "ms": 212.4}
    assert sample.detail == {"phases": {"dns": 3.1}}


def test_a_number_that_no_float_can_hold_is_larger_than_all_others() -> None:
    sample = kept(fields={"ms": 10**400}, detail={"phases": {"dns": 10**400}})
    assert sample.fields == {"ms": float("inf")}
    assert phases_of(sample.detail) == ()


def test_what_no_probe_can_publish_is_not_known() -> None:
    fields = kept(fields={"hosts": ["a", "\x1b"], "worse": {"x": 1}, "none": None}).fields
    assert fields == {"hosts": ("a", "␛"), "worse": None, "none": None}


@pytest.mark.parametrize("detail", [None, [], "x", 7])
def test_a_sample_without_evidence_has_an_empty_one(detail: object) -> None:
    assert kept(detail=detail).detail == {}


@pytest.mark.parametrize("levels", [50, 900])
def test_evidence_nested_past_all_reason_is_none(levels: int) -> None:
    nested = line(detail={"x": 1}).replace(b'"x": 1', b'"x": ' + b"[" * levels + b"]" * levels)
    sample = kept_of(nested)
    assert sample is not None
    assert sample.detail == {}


def test_nothing_in_it_can_act_on_a_terminal() -> None:
    sample = kept(
        summary="\x1b]0;x\x07", reasons=["\x1b[2J"], fields={"\x9b": "\x1b"}, detail={"\x1b": ["\x1b"]}
    )
    shown = f"{sample.summary}{sample.reasons}{dict(sample.fields)}{dict(sample.detail)}"
    assert shown.isprintable()
    assert "␛" in shown


@pytest.mark.parametrize(
    "changes",
    [
        {"verdict": "fine"},
        {"at": "yesterday"},
        {"at": "2026-11-21T20:21:07"},
        {"at": 7},
        {"fields": []},
        {"probe": 1},
        {"mono": "3"},
        {"mono": float("nan")},
        {"at": "0001-01-01T00:00:00+05:00"},
    ],
)
def test_the_word_of_another_hand_is_no_sample(changes: dict[str, object]) -> None:
    assert kept_of(line(**changes)) is None


@given(st.binary(max_size=200) | st.text(max_size=200).map(lambda text: json.dumps({"probe": text}).encode()))
def test_no_line_breaks_the_reader(data: bytes) -> None:
    assert kept_of(data) is None

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from cio_tui.core.reading import Reading, Sample, Verdict
from cio_tui.runtime.kept_readings import read_kept
from cio_tui.runtime.readings_file import ReadingsFile, line_of

if TYPE_CHECKING:
    from cio_tui.runtime.incident_folder import IncidentFolder

AT = datetime(2026, 11, 21, 20, 21, 7, 114_000, tzinfo=UTC)


def reading(number: int, verdict: Verdict = Verdict.OK, summary: str = "200 in 87 ms") -> Reading:
    sample = Sample(
        "track", AT + timedelta(seconds=number), float(number), {"status": 200, "hosts": ("a", "b"), "tls_ms": None},
        summary, {"headers": {"server": "x"}, "verdict": "ok"},
    )  # fmt: skip
    return Reading(sample, verdict, ("ms > 800 (ms = 1240)",) if verdict != Verdict.OK else (), 45.0)


def test_every_sample_can_be_read_back(folder: IncidentFolder) -> None:
    file = ReadingsFile(folder)
    file.keep(reading(0))
    file.keep(reading(1, Verdict.FAILING))
    file.close()
    first, second = read_kept(folder)
    assert first[:7] == (
        "track", AT, 0.0, Verdict.OK, "200 in 87 ms", (), {"status": 200, "hosts": ("a", "b"), "tls_ms": None},
    )  # fmt: skip
    assert first.detail == {"headers": {"server": "x"}, "verdict": "ok"}
    assert second.reasons == ("ms > 800 (ms = 1240)",)
    assert Path(folder.readings).stat().st_mode & 0o777 == 0o600


def test_a_later_session_adds_to_it(folder: IncidentFolder) -> None:
    for number in range(3):
        file = ReadingsFile(folder)
        file.keep(reading(number))
        file.close()
    assert [each.mono for each in read_kept(folder)] == [0.0, 1.0, 2.0]


def test_a_full_file_keeps_failures_longest_and_its_order(folder: IncidentFolder) -> None:
    largest = 100 * len(line_of(reading(0)))
    file = ReadingsFile(folder, largest)
    for number in range(900):
        file.keep(reading(number, Verdict.FAILING if number in range(40, 50) else Verdict.OK))
    file.close(60)
    kept = list(read_kept(folder))
    assert Path(folder.readings).stat().st_size <= largest
    assert [each.mono for each in kept if each.verdict is Verdict.FAILING] == [
        float(n) for n in range(40, 50)
    ]
    assert kept[-1].mono == 899.0
    assert [each.mono for each in kept] == sorted(each.mono for each in kept)


def test_evidence_that_is_too_long_is_left_out_and_that_is_said(folder: IncidentFolder) -> None:
    sample = Sample("track", AT, 0.0, {"status": 200}, "200 in 87 ms", {"body": "x" * (1 << 20)})
    file = ReadingsFile(folder)
    file.keep(Reading(sample, Verdict.FAILING, (), 45.0))
    file.close()
    (kept,) = read_kept(folder)
    assert kept.summary == "200 in 87 ms"
    assert kept.detail == {"left_out": "1,048,740 bytes"}


def test_what_is_no_sample_is_passed_over(folder: IncidentFolder) -> None:
    Path(folder.readings).write_bytes(
        b"\x00\n[1]\n" + b"[" * 100_000 + b"\n" + line_of(reading(1)) + b'{"torn'
    )
    assert [each.mono for each in read_kept(folder)] == [1.0]


def test_what_was_written_by_others_cannot_act_on_a_terminal(folder: IncidentFolder) -> None:
    Path(folder.readings).write_bytes(line_of(reading(1, summary="\x1b]0;x\x07")))
    assert next(read_kept(folder)).summary == "␛]0;x␇"


def test_no_file_is_no_samples_and_a_disk_that_refuses_stops_nobody(folder: IncidentFolder) -> None:
    assert list(read_kept(folder)) == []
    Path(folder.readings).mkdir()
    file = ReadingsFile(folder)
    file.keep(reading(0))
    file.close()
    assert list(read_kept(folder)) == []

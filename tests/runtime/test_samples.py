from __future__ import annotations

import os
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from cio_tui.core.reading import Reading, Sample, Verdict
from cio_tui.runtime.readings_file import line_of
from cio_tui.runtime.samples import Samples

if TYPE_CHECKING:
    from cio_tui.runtime.incident_folder import IncidentFolder

AT = datetime(2026, 11, 21, 20, 21, 7, 114_000, tzinfo=UTC)


def reading(number: int, probe: str = "track") -> Reading:
    sample = Sample(probe, AT + timedelta(seconds=number), float(number), {"ms": 1.0}, f"sample {number}")
    return Reading(sample, Verdict.OK, (), 45.0)


def write(folder: IncidentFolder, *lines: bytes) -> None:
    with Path(folder.readings).open("ab") as file:
        file.writelines(lines)


def put_in_place(folder: IncidentFolder, content: bytes) -> None:
    smaller = Path(f"{folder.readings}.part")
    smaller.write_bytes(content)
    smaller.replace(folder.readings)


async def summaries(samples: Samples) -> list[str]:
    return [kept.summary for kept in await samples.read()]


async def test_only_the_samples_of_the_probe_are_read_and_in_their_order(folder: IncidentFolder) -> None:
    write(folder, line_of(reading(1)), line_of(reading(2, "app")), line_of(reading(3)))
    assert await summaries(Samples(folder, "track")) == ["sample 1", "sample 3"]


async def test_what_is_added_later_is_seen_at_the_next_look(folder: IncidentFolder) -> None:
    samples = Samples(folder, "track")
    assert await samples.read() == ()
    write(folder, line_of(reading(1)))
    assert await summaries(samples) == ["sample 1"]
    write(folder, line_of(reading(2)))
    assert await summaries(samples) == ["sample 1", "sample 2"]


async def test_half_a_line_is_read_once_it_is_whole(folder: IncidentFolder) -> None:
    samples = Samples(folder, "track")
    line = line_of(reading(2))
    write(folder, line_of(reading(1)), line[:40])
    assert await summaries(samples) == ["sample 1"]
    write(folder, line[40:])
    assert await summaries(samples) == ["sample 1", "sample 2"]


async def test_a_file_that_was_thinned_out_is_read_anew(folder: IncidentFolder) -> None:
    write(folder, *(line_of(reading(number)) for number in range(9)))
    samples = Samples(folder, "track")
    assert len(await samples.read()) == 9
    put_in_place(folder, line_of(reading(4)) + line_of(reading(8)))
    assert await summaries(samples) == ["sample 4", "sample 8"]


async def test_a_file_that_was_cut_is_read_anew(folder: IncidentFolder) -> None:
    write(folder, line_of(reading(1)), line_of(reading(2)))
    samples = Samples(folder, "track")
    await samples.read()
    os.truncate(folder.readings, len(line_of(reading(1))))
    assert await summaries(samples) == ["sample 1"]


async def test_what_is_no_sample_is_passed_over(folder: IncidentFolder) -> None:
    write(
        folder, b'\x00\n["track"]\n', b"[" * 100_000 + b'"track"\n', line_of(reading(1)), b'{"probe":"track"'
    )
    assert await summaries(Samples(folder, "track")) == ["sample 1"]


async def test_a_sample_kept_twice_is_one_sample(folder: IncidentFolder) -> None:
    write(folder, line_of(reading(1)), line_of(reading(1)))
    assert await summaries(Samples(folder, "track")) == ["sample 1"]


async def test_the_latest_is_there_before_the_disk_has_it_and_once_after(folder: IncidentFolder) -> None:
    write(folder, line_of(reading(1)))
    samples = Samples(folder, "track", lambda: reading(2))
    assert await summaries(samples) == ["sample 1", "sample 2"]
    write(folder, line_of(reading(2)))
    assert await summaries(samples) == ["sample 1", "sample 2"]


async def test_a_disk_that_refuses_to_be_read_leaves_what_was_seen(folder: IncidentFolder) -> None:
    write(folder, line_of(reading(1)))
    samples = Samples(folder, "track")
    await samples.read()
    os.unlink(folder.readings)
    os.symlink("/proc/self/mem", folder.readings)  # a regular file that answers EIO
    assert await summaries(samples) == ["sample 1"]


async def test_what_is_no_file_holds_no_samples_and_nobody_waits_for_it(folder: IncidentFolder) -> None:
    os.mkfifo(folder.readings)
    assert await Samples(folder, "track").read() == ()

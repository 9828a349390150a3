"""Killed processes, failing disks and sessions that fight over the pen: no acknowledged event is ever lost."""

from __future__ import annotations

import os
import random
import select
import shutil
import signal
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from cio_tui.core.chain import trace
from cio_tui.core.events import Note
from cio_tui.runtime.incident_folder import IncidentFolder, create_incident
from cio_tui.runtime.log_opening import begin_log
from cio_tui.runtime.log_reader import read_history
from tests.runtime.conftest import AT

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cio_tui.core.record import Recorded
    from cio_tui.runtime.pen import Holder
    from tests.runtime.conftest import Notes

ROOT = Path(__file__).parents[2]
CHILD = Path(__file__).with_name("writer_child.py")


class Writers:
    """A process that forks writers, so that each costs milliseconds and not an interpreter's start."""

    def __init__(self) -> None:
        self._process = subprocess.Popen(
            [sys.executable, str(CHILD), "serve"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd=ROOT
        )  # fmt: skip
        self._rest = b""

    def run_and_kill(
        self, folder: IncidentFolder, pieces: int, acknowledgements: int, delay: float
    ) -> Killed:
        """Let one write, kill it so many seconds after so many acknowledgements, and say what it had promised."""
        assert self._process.stdin is not None
        self._process.stdin.write(f"{folder.path} {pieces}\n".encode())
        self._process.stdin.flush()
        pid = int(self._line().removeprefix("pid "))
        said = [self._line() for _ in range(acknowledgements)]
        assert self._process.stdout is not None
        select.select([], [], [], delay)
        os.kill(pid, signal.SIGKILL)
        while (line := self._line()) != "gone":
            said.append(line)
        assert all(line.startswith("ack ") for line in said), said
        return Killed([int(line.removeprefix("ack ")) for line in said])

    def close(self) -> None:
        """End the forking process; it has no writer left."""
        self._process.communicate()

    def _line(self) -> str:
        assert self._process.stdout is not None
        while b"\n" not in self._rest:
            part = os.read(self._process.stdout.fileno(), 65_536)
            assert part, "the writers' process has ended"
            self._rest += part
        line, self._rest = self._rest.split(b"\n", 1)
        return line.decode()


@dataclass(frozen=True)
class Killed:
    """What a writer had promised before it died."""

    acknowledged: list[int]


@pytest.fixture
def writers() -> Iterator[Writers]:
    made = Writers()
    yield made
    made.close()


def check(folder: IncidentFolder) -> int:
    """How many events the log holds; each has to be the one that was written."""
    if not folder.logs():  # killed before it was created
        return 0
    history = read_history(folder)
    assert history.damage is None or history.damage.kind == "torn"
    for recorded in history.records[1:]:
        assert isinstance(recorded.event, Note)
        assert recorded.event.text == f"note {recorded.seq} " + "x" * (recorded.seq * 37 % 300)
    return len(history.records)


SIZES = [
    pytest.param(120, id="120"),
    pytest.param(10_000, id="10000", marks=[pytest.mark.soak, pytest.mark.timeout(3600)]),
]


@pytest.mark.parametrize("pieces", [pytest.param(0, id="whole"), pytest.param(60, id="torn")])
@pytest.mark.parametrize("rounds", SIZES)
def test_a_writer_killed_at_any_moment_loses_nothing_it_acknowledged(
    tmp_path: Path, writers: Writers, rounds: int, pieces: int
) -> None:
    rng = random.Random(rounds + pieces)
    acknowledged = torn = 0
    folder = create_incident(str(tmp_path), AT)
    for number in range(rounds):
        if number % 25 == 0:
            folder = create_incident(str(tmp_path), AT)
        killed = writers.run_and_kill(folder, pieces, rng.randint(0, 4), rng.random() * 0.003)
        held = check(folder)
        assert held >= max(killed.acknowledged, default=0)
        acknowledged += len(killed.acknowledged)
        torn += bool(folder.logs() and read_history(folder).log.rest)
    assert acknowledged > rounds
    assert torn or not pieces  # or the kills came at the wrong moments, and prove nothing


@pytest.mark.parametrize(
    "trials", [2000, pytest.param(100_000, marks=[pytest.mark.soak, pytest.mark.timeout(3600)])]
)
def test_after_a_power_cut_what_was_synced_is_still_there(
    folder: IncidentFolder, me: Holder, notes: Notes, trials: int
) -> None:
    """The synced part is whole; of the last event any sectors are there, zeros, or what the disk held."""
    rng = random.Random(trials)
    log = Path(folder.log())
    with_three = _bytes_of(folder, me, notes(3))
    last = _bytes_of(folder, me, [*notes(3), *notes(1, first=4, text="x" * 1500)])[len(with_three) :]
    before = trace(with_three).digests
    sectors = [last[start : start + 512] for start in range(0, len(last), 512)]
    for _ in range(trials):
        left = sectors[: rng.randint(0, len(sectors))]
        tail = b"".join(
            rng.choice([sector, bytes(len(sector)), rng.randbytes(len(sector))]) for sector in left
        )
        log.write_bytes(with_three + tail)
        history = read_history(folder)
        assert list(history.log.digests[:3]) == before
        assert history.log.seq == 3 + (tail == last)
        assert history.damage is None or history.damage.kind == "torn"


def _bytes_of(folder: IncidentFolder, me: Holder, records: list[Recorded]) -> bytes:
    for path in folder.logs():
        Path(path).unlink()
    writer = begin_log(folder, me).writer
    writer.write(records)
    writer.close()
    return Path(folder.log()).read_bytes()


FAULTS = [
    *(f"{call}:error={error}" for call in ("write", "fsync") for error in ("EIO", "ENOSPC", "EDQUOT")),
    "write:error=EINTR",
    "write:signal=KILL",
    "fsync:signal=KILL",
]
EVERY = [1, 2, 4, *(pytest.param(k, marks=pytest.mark.soak) for k in (3, 5, 6))]


@pytest.mark.parametrize("when", EVERY)
@pytest.mark.parametrize("fault", FAULTS)
def test_a_system_call_that_fails_once_costs_no_event(folder: IncidentFolder, fault: str, when: int) -> None:
    """The kernel answers the k-th call on the log with an error, or kills the process in the middle of it."""
    said, code = under_strace(folder, f"inject={fault}:when={when}")
    acknowledged = [int(line.removeprefix("ack ")) for line in said if line.startswith("ack ")]
    is_kill = "signal" in fault
    assert acknowledged == list(range(1, len(acknowledged) + 1))
    assert (code == 0) != (is_kill and when <= 5)
    assert len(acknowledged) == 5 or code != 0
    assert any(line.startswith("refused") for line in said) == (fault == "write:error=EIO" and when <= 5)
    if acknowledged:
        assert check(folder) >= len(acknowledged)


@pytest.mark.parametrize("when", [1, 3])
def test_a_half_written_event_that_cannot_be_taken_back_costs_none_either(
    folder: IncidentFolder, when: int
) -> None:
    said, code = under_strace(folder, f"inject=fsync:error=EIO:when={when}", "inject=ftruncate:error=EIO")
    assert ([line for line in said if line.startswith("ack")], code) == ([f"ack {n}" for n in range(1, 6)], 0)
    assert check(folder) == 5
    assert len(folder.logs()) == 2


def under_strace(folder: IncidentFolder, *faults: str) -> tuple[list[str], int]:
    """What a writer of five events says, and its exit code, while calls on its log are tampered with."""
    if not shutil.which("strace"):
        pytest.skip("needs strace to let system calls fail; install it to run this")
    tamper = [word for fault in faults for word in ("-e", fault)]
    command = [
        "strace",
        "-f",
        "-qq",
        "-o",
        os.devnull,
        "-P",
        folder.log(),
        "-e",
        "trace=write,fsync,ftruncate",
        *tamper,
    ]
    done = subprocess.run(
        [*command, sys.executable, str(CHILD), "write", folder.path, "5"],
        capture_output=True, text=True, check=False, cwd=ROOT, timeout=60,
    )  # fmt: skip
    if "Operation not permitted" in done.stderr:
        pytest.skip(f"strace may not trace here: {done.stderr.strip()}")
    return done.stdout.splitlines(), done.returncode


@pytest.mark.parametrize(("count", "rounds"), [(4, 10), pytest.param(8, 100, marks=pytest.mark.soak)])
def test_of_several_who_take_the_pen_from_each_other_every_event_has_one_author(
    folder: IncidentFolder, me: Holder, notes: Notes, count: int, rounds: int
) -> None:
    writer = begin_log(folder, me).writer
    writer.write(notes(1))
    writer.close()
    fighters = [
        subprocess.Popen(
            [sys.executable, str(CHILD), "fight", folder.path, str(rounds)],
            stdout=subprocess.PIPE,
            text=True,
            cwd=ROOT,
        )
        for _ in range(count)
    ]
    said = [fighter.communicate()[0].splitlines() for fighter in fighters]
    assert [fighter.returncode for fighter in fighters] == [0] * count
    acknowledged = sorted(int(line.removeprefix("ack ")) for lines in said for line in lines)
    assert acknowledged == list(range(2, len(acknowledged) + 2))
    assert check(folder) == len(acknowledged) + 1
    assert read_history(folder).damage is None

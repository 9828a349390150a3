"""The demo app in a terminal, and what it wrote down."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

import pytest

from tests.screen import Terminal

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

ROOT = Path(__file__).parents[3]


@dataclass(frozen=True)
class Record:
    """What the demo wrote to its file."""

    path: Path

    @property
    def lines(self) -> list[str]:
        """Everything but the beats."""
        return [line for line in self._read() if not line.startswith("beat")]

    @property
    def beats(self) -> list[float]:
        """When the event loop came round, on the monotonic clock."""
        return [float(line.split()[1]) for line in self._read() if line.startswith("beat")]

    @property
    def longest_gap(self) -> float:
        """Seconds for which the event loop stood still."""
        return max(after - before for before, after in pairwise(self.beats))

    def _read(self) -> list[str]:
        return self.path.read_text().splitlines()


class Demo(Protocol):
    """Makes a terminal with the demo in it; see `demo.py` for its kinds."""

    def __call__(
        self,
        kind: str = "quiet",
        *,
        size: tuple[int, int] = (80, 24),
        environment: Mapping[str, str] | None = None,
        ignored: Sequence[str] = (),
        words: Sequence[str] = (),
        shell: bool = False,
    ) -> Terminal: ...


@pytest.fixture
def record(tmp_path: Path) -> Record:
    """Of the demo that this test starts last."""
    return Record(tmp_path / "record")


@pytest.fixture
def demo(record: Record) -> Demo:
    """The demo app."""

    def make(
        kind: str = "quiet",
        *,
        size: tuple[int, int] = (80, 24),
        environment: Mapping[str, str] | None = None,
        ignored: Sequence[str] = (),
        words: Sequence[str] = (),
        shell: bool = False,
    ) -> Terminal:
        record.path.unlink(missing_ok=True)
        command = (sys.executable, "-m", "tests.tui.terminal.demo", kind, str(record.path), *words)
        return Terminal(
            command, size=size, environment=environment, folder=ROOT, ignored=ignored, shell=shell
        )

    return make

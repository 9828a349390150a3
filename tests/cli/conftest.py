"""The command line as its user meets it: a process with arguments, two streams and an exit code."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol

import pytest

if TYPE_CHECKING:
    from pathlib import Path


@dataclass(frozen=True)
class Finished:
    """What a run of the program left behind."""

    code: int
    stdout: str
    stderr: str

    @property
    def document(self) -> Any:
        """stdout as JSON."""
        return json.loads(self.stdout)


class Cli(Protocol):
    """Runs `cio-tui` with these words, in this environment."""

    def __call__(self, *words: str, stdin: str = "", **environment: str) -> Finished: ...


@pytest.fixture
def cli(tmp_path: Path) -> Cli:
    """The program in a process of its own, in an empty home."""

    def run(*words: str, stdin: str = "", **environment: str) -> Finished:
        done = subprocess.run(
            [sys.executable, "-m", "cio_tui", *words],
            input=stdin, capture_output=True, text=True, timeout=60, check=False, cwd=tmp_path,
            env={**os.environ, "HOME": str(tmp_path), **environment},
        )  # fmt: skip
        return Finished(done.returncode, done.stdout, done.stderr)

    return run

"""The command line as its user meets it: a process with arguments, two streams and an exit code."""

from __future__ import annotations

import asyncio
import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol

import pytest

from cio_tui.cli import main
from cio_tui.probes.exchange import Request
from cio_tui.probes.transport import fetch
from cio_tui.runtime.clock import SystemClock
from cio_tui.runtime.credentials import Credentials
from cio_tui.runtime.grounding import make_ground
from cio_tui.runtime.settings import load_settings
from cio_tui.sim.child import SimulatorProcess

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


@dataclass(frozen=True)
class Played:
    """A running simulator and the file that points at it."""

    config: Path
    already: int = 0
    """Requests of whoever used it before."""

    @property
    def requests(self) -> list[dict[str, Any]]:
        """What it was asked so far, as it reports itself."""
        settings = load_settings(str(self.config), {})
        ground = make_ground(settings, Credentials(settings, {}), SystemClock(), {})
        report = Request("GET", "https://control.example.net/__requests", max_body=1 << 20)
        found = json.loads(asyncio.run(fetch(ground, report, 10)).body)["requests"]
        assert isinstance(found, list)
        return found[self.already :]


Play = Callable[..., Played]


@pytest.fixture
def play(tmp_path: Path) -> Iterator[Play]:
    """Starts a scenario in a process of its own: one that ships, or one whose changes at the start are given."""
    with ExitStack() as exits:

        def start(scenario: str = "", changes: str = "") -> Played:
            if changes:
                scenario = str(tmp_path / "scenario.toml")
                head = '[scenario]\nid = "test"\ntitle = "a test"\n[[change]]\nat = "0s"\n'
                (tmp_path / "scenario.toml").write_text(head + changes)
            simulator = exits.enter_context(SimulatorProcess(scenario or "healthy"))
            config = tmp_path / "simulated.toml"
            config.write_text(simulator.configuration())
            return Played(config)

        yield start


@pytest.fixture
def quick(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], no_waiting: None
) -> Callable[..., Finished]:
    """The program in this process, without the pace of the App API: for commands that read a dozen lists."""
    monkeypatch.setenv("HOME", str(tmp_path))

    def run(*words: str) -> Finished:
        capsys.readouterr()
        code = main.run(words)
        return Finished(code, *capsys.readouterr())

    return run


@pytest.fixture(scope="session")
def healthy_config(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A simulator in which nothing is wrong, shared by all that only read."""
    config = tmp_path_factory.mktemp("healthy") / "simulated.toml"
    with SimulatorProcess("healthy") as simulator:
        config.write_text(simulator.configuration())
        yield config


@pytest.fixture
def healthy(healthy_config: Path) -> Played:
    """The shared one, and the requests of this test alone."""
    return Played(healthy_config, len(Played(healthy_config).requests))

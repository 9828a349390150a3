"""A responder's second shell in a drill: the commands that a book names, run in the folder of the simulator's files."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from threading import Event, Thread

import pytest

from cio_tui.cli import main
from cio_tui.sim.scenario import load_scenario, shipped_scenarios
from cio_tui.sim.simulator import Simulator


class Story:
    """A scenario that stands still between two moments, served from a thread of its own."""

    def __init__(self, scenario: str) -> None:
        self.simulator = Simulator(load_scenario(shipped_scenarios()[scenario]), speed=0)
        self._loop = asyncio.new_event_loop()
        self._up = Event()
        self._ends = asyncio.Event()
        self._thread = Thread(target=self._loop.run_until_complete, args=(self._serve(),))

    def __enter__(self) -> Story:
        self._thread.start()
        assert self._up.wait(20)
        return self

    def __exit__(self, *_: object) -> None:
        self._loop.call_soon_threadsafe(self._ends.set)
        self._thread.join()
        self._loop.close()

    async def _serve(self) -> None:
        async with self.simulator:
            self._up.set()
            await self._ends.wait()

    def seek(self, seconds: float) -> None:
        """Go to a second of the story, and lay its files out."""
        self.simulator.seek(seconds)
        self.simulator.hand_out()

    @property
    def written(self) -> list[str]:
        """Requests that do not promise to change nothing."""
        return [f"{each.method} {each.path}" for each in self.simulator.requests if not each.reads]


@dataclass
class Shell:
    """Runs commands at a desk."""

    story: Story
    capsys: pytest.CaptureFixture[str]

    def run(self, command: str) -> tuple[int, str]:
        """Exit code and stdout."""
        self.capsys.readouterr()
        code = main.run(command.split())
        return code, self.capsys.readouterr().out

    def first_failing(self, command: str) -> str:
        """The word of the first failing line of the findings; `none` without one."""
        _, _, findings = self.run(command)[1].rpartition("  found\n")
        rows = (line.split() for line in findings.splitlines())
        return next((row[2] for row in rows if row[1:2] == ["failing"]), "none")


Sit = Callable[[str], Shell]


@pytest.fixture
def sit(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], no_waiting: None
) -> Iterator[Sit]:
    """Sits down at the desk of a scenario's first second."""
    with ExitStack() as exits:

        def start(scenario: str) -> Shell:
            story = exits.enter_context(Story(scenario))
            monkeypatch.chdir(story.simulator.folder)
            monkeypatch.setenv("CIO_TUI_CONFIG", str(story.simulator.folder / "config.toml"))
            return Shell(story, capsys)

        yield start
        monkeypatch.undo()

"""The simulator as a child process, so that a drill's screen does not share its processor time with the servers.

The child lives as long as the pipe to its stdin: also when its parent is killed, it ends and removes its files.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Self

from cio_tui.core.errors import UserError

if TYPE_CHECKING:
    from types import TracebackType

_PATIENCE = 3.0
"""Seconds the child gets to close its servers and remove its folder."""


_START = "import sys; sys.path.append(sys.argv.pop(1)); from cio_tui.__main__ import main; main()"
"""The same package again, installed or not. With `-P` nothing is imported from the current folder, unlike with `-m`."""


class SimulatorProcess:
    """Started at once, so that the parent can go on importing; `configuration` waits until it is up."""

    def __init__(self, scenario: str, *, speed: float = 1.0, told_s: float = 0.0) -> None:
        """`scenario` is an id or a path; it is played from its second `told_s` on."""
        begin = ("--from", f"{told_s:.3f}s")
        words = ("sim", scenario, "--speed", str(speed), *begin, "--until-eof", "--quiet")
        self._process = subprocess.Popen(
            (sys.executable, "-P", "-c", _START, str(Path(__file__).parents[2]), *words),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            encoding="utf-8",
            start_new_session=True,  # Ctrl-C in the drill's terminal is for the drill
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def configuration(self) -> str:
        """The configuration that points at the child. Raises UserError with its words when it did not start."""
        if self._process.stdout is None or self._process.stderr is None:
            raise UserError("The simulator has no output.")
        text = self._process.stdout.read()
        if not text:
            said = self._process.stderr.read().strip()
            raise UserError(said or f"The simulator did not start (exit code {self._process.wait()}).")
        return text

    def close(self) -> None:
        """End the child and wait until its files are gone."""
        if self._process.stdin is not None:
            self._process.stdin.close()
        try:
            self._process.wait(_PATIENCE)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        for stream in (self._process.stdout, self._process.stderr):
            if stream is not None:
                stream.close()

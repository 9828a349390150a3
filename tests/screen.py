"""A terminal for tests: one program in a pseudo-terminal of its own, its screen read back with pyte.

Nothing is read behind the test's back. A terminal that has stopped reading is one that the test does not look at.
"""

from __future__ import annotations

import codecs
import fcntl
import os
import pty
import re
import select
import signal
import struct
import subprocess
import sys
import termios
import time
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Self

import pyte

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from types import TracebackType

START = """
import fcntl, os, signal, sys, termios
fcntl.ioctl(0, termios.TIOCSCTTY, 0)
for name in sys.argv[1].split():
    signal.signal(signal.Signals[name], signal.SIG_IGN)
os.execvp(sys.argv[2], sys.argv[2:])
"""
"""Make the terminal the controlling one and ignore some signals, as nohup does."""

SHELL = """
import os, signal, subprocess, sys
signal.signal(signal.SIGTTOU, signal.SIG_IGN)
child = subprocess.Popen(sys.argv[1:], process_group=0, restore_signals=True,
                         preexec_fn=lambda: signal.signal(signal.SIGTTOU, signal.SIG_DFL))
os.tcsetpgrp(0, child.pid)
def foreground(*_):
    os.tcsetpgrp(0, child.pid)
    os.killpg(child.pid, signal.SIGCONT)
signal.signal(signal.SIGUSR1, foreground)
while True:
    _, status = os.waitpid(child.pid, os.WUNTRACED)
    os.tcsetpgrp(0, os.getpgrp())
    if not os.WIFSTOPPED(status):
        sys.exit(os.waitstatus_to_exitcode(status))
"""
"""The job control of a shell: `fg` is SIGUSR1."""

KEYS = {
    "up": "\x1b[A", "down": "\x1b[B", "right": "\x1b[C", "left": "\x1b[D", "pageup": "\x1b[5~", "pagedown": "\x1b[6~",
    "home": "\x1b[H", "end": "\x1b[F", "enter": "\r", "tab": "\t", "space": " ", "escape": "\x1b", "backspace": "\x7f",
    "f1": "\x1bOP", "f2": "\x1bOQ", "f3": "\x1bOR", "f4": "\x1bOS", "f5": "\x1b[15~", "f8": "\x1b[19~",
}  # fmt: skip

NOT_PYTES = re.compile(
    r"\x1b\[[<=>][0-9;]*u"  # the kitty keyboard protocol
    r"|\x1b\[\?[0-9;]*\$p"  # a question about a mode
    r"|\x1b\][^\x07\x1b]*(?:\x07|\x1b\\)"  # titles, clipboard, pointer shapes
)
"""What pyte 0.8 would print."""

ASKED = b"\x1b[?2026$p"
ANSWER = b"\x1b[?2026;2$y"
"""Frames may be marked, so that they are painted at once."""

MODES = re.compile(r"\x1b\[\?([0-9;]+)([hl])")
HARMLESS = {7, 12, 25, 2026}
"""Line wrap, the cursor and its blinking are on in a normal terminal; frames are only marked for a moment."""

PATIENCE = 60.0
"""Seconds until a test gives up; generous, since the machine may be busy."""


class Terminal:
    """A context manager; on leaving, the program is killed if it still runs."""

    def __init__(
        self,
        words: Sequence[str],
        *,
        size: tuple[int, int] = (80, 24),
        environment: Mapping[str, str] | None = None,
        folder: str | os.PathLike[str] | None = None,
        ignored: Sequence[str] = (),
        shell: bool = False,
    ) -> None:
        """Without `shell` the program leads the terminal's session, as under `ssh -t host program`."""
        self.size = size
        self._has_shell = shell
        words = (sys.executable, "-ISc", SHELL, *words) if shell else words
        self._words = (sys.executable, "-ISc", START, " ".join(ignored), *words)
        self._environment = {
            **os.environ,
            "TERM": "xterm-256color",
            "COLORTERM": "truecolor",
            **(environment or {}),
        }
        self._folder = folder
        self._decode = codecs.getincrementaldecoder("utf-8")("replace").decode
        self._tail = ""
        self.received = bytearray()
        """Every byte the program has written so far, as far as it was read."""
        self.modes: set[int] = set()
        """Private modes that are on and are not in a normal terminal."""

    def __enter__(self) -> Self:
        self.descriptor, theirs = pty.openpty()
        self.screen = pyte.Screen(*self.size)
        self._stream = pyte.Stream(self.screen)
        self.resize(*self.size)
        self.process = subprocess.Popen(
            self._words, stdin=theirs, stdout=theirs, stderr=theirs, env=self._environment, cwd=self._folder,
            start_new_session=True,
        )  # fmt: skip
        self._theirs = theirs
        self.before = termios.tcgetattr(theirs)
        os.set_blocking(self.descriptor, False)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.hang_up()
        if self.process.poll() is None:
            self.process.kill()
        self.process.wait()

    # -- what a person does

    def press(self, *keys: str) -> None:
        """Keys by name (`up`, `enter`, `ctrl+q`), or text as it is."""
        for key in keys:
            control = key.startswith("ctrl+") and len(key) == 6
            self.send((chr(ord(key[5].upper()) & 0x1F) if control else KEYS.get(key, key)).encode())

    def send(self, data: bytes) -> None:
        """Bytes as they are. What the program writes meanwhile is read, so that neither waits for the other."""
        while data:
            try:
                data = data[os.write(self.descriptor, data) :]
            except BlockingIOError:
                self.read(0.01)
            except OSError:  # the program has gone
                return

    def resize(self, columns: int, lines: int) -> None:
        """Change the size of the window."""
        self.size = (columns, lines)
        self.screen.resize(lines, columns)
        fcntl.ioctl(self.descriptor, termios.TIOCSWINSZ, struct.pack("HHHH", lines, columns, 0, 0))

    def hang_up(self) -> None:
        """Close the window."""
        if self.descriptor >= 0:
            os.close(self._theirs)
            os.close(self.descriptor)
            self.descriptor = -1

    # -- what a person sees

    def read(self, seconds: float, most: int = 65536) -> bool:
        """Read what comes within so many seconds; False when nothing did."""
        if not select.select([self.descriptor], [], [], seconds)[0]:
            return False
        try:
            data = os.read(self.descriptor, most)
        except OSError:
            return False
        self.received += data
        if ASKED in data:
            self.send(ANSWER)
        text = self._tail + self._decode(data)
        cut = re.search(r"\x1b(?:\[[^@-~]*|\][^\x07\x1b]*|)\Z", text)
        text, self._tail = (text[: cut.start()], cut[0]) if cut else (text, "")
        for modes, switch in MODES.findall(text):
            changed = {int(mode) for mode in modes.split(";")} - HARMLESS
            self.modes = self.modes | changed if switch == "h" else self.modes - changed
        text = re.sub(r"\x1b\[\?1049[hl]", "\x1b[2J\x1b[H", text)  # pyte has one screen only
        self._stream.feed(NOT_PYTES.sub("", text))
        return True

    @property
    def text(self) -> str:
        """The screen, after reading whatever is there."""
        while self.read(0.0):
            pass
        return "\n".join(line.rstrip() for line in self.screen.display)

    def wait_for(self, wanted: str, seconds: float = PATIENCE) -> str:
        """The screen, once this regular expression matches it."""
        return self._wait(lambda text: re.search(wanted, text, re.MULTILINE) is not None, wanted, seconds)

    def wait_until_gone(self, unwanted: str, seconds: float = PATIENCE) -> str:
        """The screen, once this regular expression matches it no more."""
        return self._wait(
            lambda text: re.search(unwanted, text, re.MULTILINE) is None, f"no {unwanted}", seconds
        )

    def settle(self, quiet: float = 0.3) -> str:
        """The screen, once nothing more has come for so many seconds; after PATIENCE as it is then."""
        end = time.monotonic() + PATIENCE
        while self.read(quiet) and time.monotonic() < end:
            pass
        return self.text

    def _wait(self, holds: Callable[[str], bool], wanted: str, seconds: float) -> str:
        end = time.monotonic() + seconds
        while not holds(text := self.text):
            if time.monotonic() > end or (self.process.poll() is not None and not self.read(0.0)):
                raise AssertionError(
                    f"The screen never showed {wanted!r} (exit code {self.process.poll()}):\n{text}"
                )
            self.read(0.05)
        return text

    # -- how it ends

    @property
    def pid(self) -> int:
        """Of the program, not of its shell."""
        if not self._has_shell:
            return self.process.pid
        children = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children")
        return int(children.read_text().split()[0])

    def signal(self, number: signal.Signals) -> None:
        """Send the program a signal."""
        os.kill(self.pid, number)

    def foreground(self) -> None:
        """Type `fg`."""
        os.kill(self.process.pid, signal.SIGUSR1)

    def wait(self, seconds: float = PATIENCE, *, reading: bool = True) -> int:
        """The exit code, -1 if the program still runs; without `reading` nothing it writes is taken from it."""
        end = time.monotonic() + seconds
        while self.process.poll() is None and time.monotonic() < end:
            if reading:
                self.read(0.01)
            else:
                with suppress(subprocess.TimeoutExpired):
                    self.process.wait(0.01)
        return -1 if self.process.returncode is None else self.process.returncode

    @property
    def is_normal(self) -> bool:
        """Whether the terminal is as it was before the program: no mode on, keys echoed, the cursor there."""
        self.settle(0.1)
        return (
            not self.modes
            and not self.screen.cursor.hidden
            and termios.tcgetattr(self._theirs) == self.before
        )

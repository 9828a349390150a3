"""Textual's driver for Linux with our input and output: it survives what a terminal sends and what it does not take."""

from __future__ import annotations

import asyncio
import os
import signal
from typing import TYPE_CHECKING

from textual import events
from textual.drivers.linux_driver import LinuxDriver

from cio_tui.tui.terminal.encoding import encode, terminal_encoding
from cio_tui.tui.terminal.modes import force_normal
from cio_tui.tui.terminal.reader import InputReader
from cio_tui.tui.terminal.writer import FrameWriter

if TYPE_CHECKING:
    from textual.message import Message

    from cio_tui.tui.terminal.safe_app import SafeApp

STDERR = 2
"""Where Textual draws."""

PATIENCE = 0.2
"""Seconds a terminal gets to take the last bytes before it is made normal by force."""


class TerminalDriver(LinuxDriver):
    """Draws on stderr and reads stdin, as Textual does."""

    def __init__(
        self, app: SafeApp, *, debug: bool = False, mouse: bool = True, size: tuple[int, int] | None = None
    ) -> None:
        super().__init__(app, debug=debug, mouse=mouse, size=size)
        self._owner = app
        self._encoding = terminal_encoding()
        self._main_loop = asyncio.get_running_loop()
        self._input = InputReader(self.fileno, self._encoding)
        self._output = FrameWriter(STDERR, self._main_loop, app.caught_up)
        self._is_open = False
        self._is_suspended = False
        self._said_goodbye = False
        app.terminal = self

    @property
    def is_stalled(self) -> bool:
        """Whether the terminal is so far behind that frames should be left out."""
        return self._output.is_stalled

    # -- taking the terminal over and giving it back

    def start_application_mode(self) -> None:
        """Take the terminal over."""
        self._is_open, self._is_suspended, self._said_goodbye = True, False, False
        self._input.open()
        super().start_application_mode()  # type: ignore[no-untyped-call]

    def stop_application_mode(self) -> None:
        """Write what gives the terminal back."""
        super().stop_application_mode()
        self._said_goodbye = True

    def disable_input(self) -> None:
        """Stop reading; at once, where Textual waits for its next look."""
        self._input.stop()
        super().disable_input()

    def close(self) -> None:
        """See to it that the terminal has been given back."""
        super().close()
        if self._is_open:
            if not (self._output.finish(PATIENCE) and self._said_goodbye):
                self.force_normal()
            self._is_open = False

    def release(self) -> None:
        """Forget the terminal for good: another app may open it after this one."""
        for number in (signal.SIGTSTP, signal.SIGCONT):
            signal.signal(number, signal.SIG_DFL)
        self._output.close()
        self._input.close()

    def force_normal(self) -> None:
        """Give the terminal back without its help, from any thread; nothing if that has been done."""
        if self._is_open:
            force_normal(self._output.descriptor, self.attrs_before)

    # -- output and input

    def write(self, data: str) -> None:
        """Write, or keep until the terminal takes it."""
        self._output.write(encode(data, self._encoding))

    def run_input_thread(self) -> None:
        """Read until told to stop."""
        self._input.run(self.process_message)

    def process_message(self, message: Message) -> None:
        """Pass on what was read, but for a size, which nobody asked for: the kernel tells the real one."""
        if not isinstance(message, events.Resize):
            super().process_message(message)

    # -- job control

    def _sigtstp_application(self, *_: object) -> None:
        """Suspend from the loop: in a signal handler, joining threads can wait for a lock that we hold ourselves."""
        self._main_loop.call_soon_threadsafe(self._suspend)

    def _sigcont_application(self, *_: object) -> None:
        """Come back, also from a stop that nobody told us about."""
        self._main_loop.call_soon_threadsafe(self._come_back)

    def _suspend(self) -> None:
        if _has_shell():
            self._is_suspended = True
            super()._sigtstp_application()

    def _come_back(self) -> None:
        if self._is_open:
            self.suspend_application_mode()
        elif not self._is_suspended:
            return
        self.resume_application_mode()
        self._owner.repaint()


def _has_shell() -> bool:
    """Whether a shell could continue us: under `ssh -t host cio-tui` a stopped process stays stopped for good."""
    try:
        return os.getsid(os.getppid()) == os.getsid(0)
    except OSError:
        return False

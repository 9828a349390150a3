"""Whoever or whatever ends this process, it ends in order and in time.

A Python signal handler waits for the main thread, which may be stuck; so the handlers here do nothing, and a daemon
thread reads the numbers from the pipe that the interpreter's own handler writes to. The same thread polls the terminal:
where SIGHUP is ignored, as under nohup, nothing else says that it has gone. A second thread holds the deadline.
"""

from __future__ import annotations

import os
import select
import signal
from threading import Event, Lock, Thread
from typing import TYPE_CHECKING, NamedTuple, Self

if TYPE_CHECKING:
    from collections.abc import Callable
    from types import FrameType, TracebackType

DEADLINE = 1.5
"""Seconds from a signal to the end of the process; an app at rest needs 0.2."""


class Ending(NamedTuple):
    """What ends the process, in words for the log, and the exit code that tells the shell the same."""

    reason: str
    code: int


SIGNALS = {
    signal.SIGHUP: Ending("the connection dropped (SIGHUP)", 128 + signal.SIGHUP),
    signal.SIGINT: Ending("interrupted (SIGINT)", 128 + signal.SIGINT),
    signal.SIGQUIT: Ending("told to quit (SIGQUIT)", 128 + signal.SIGQUIT),
    signal.SIGTERM: Ending("told to end (SIGTERM)", 128 + signal.SIGTERM),
}
"""A signal that is ignored when we start stays ignored: whoever started us asked for that."""

OVER = b"\0"
"""No signal's number: the watch ends."""

TERMINAL_GONE = Ending("the terminal has gone", 128 + signal.SIGHUP)


class Endings:
    """While entered, the first ending calls `begin` on a thread of its own; past the deadline `give_up` is called and
    the process ends there and then. To be entered on the main thread, before any event loop runs.
    """

    def __init__(
        self,
        begin: Callable[[Ending], None],
        give_up: Callable[[], None] = lambda: None,
        *,
        terminal: int | None = None,
        deadline: float = DEADLINE,
    ) -> None:
        self.ending: Ending | None = None
        """What is ending us; None while nothing does."""
        self._begin = begin
        self._give_up = give_up
        self._terminal = terminal
        self._deadline = deadline
        self._first = Lock()
        self._is_over = Event()

    def __enter__(self) -> Self:
        self._numbers, self._pipe = os.pipe2(os.O_NONBLOCK | os.O_CLOEXEC)
        self._wakeup = signal.set_wakeup_fd(self._pipe, warn_on_full_buffer=False)
        self._handlers = {
            number: signal.signal(number, _do_nothing)
            for number in SIGNALS
            if signal.getsignal(number) not in (signal.SIG_IGN, None)
        }
        self._watcher = Thread(target=self._watch, name="endings", daemon=True)
        self._watcher.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for number, handler in self._handlers.items():
            signal.signal(number, handler)
        signal.set_wakeup_fd(self._wakeup)
        os.write(self._pipe, OVER)
        self._watcher.join()  # it may be closing the log, and the deadline goes on
        self._is_over.set()
        os.close(self._pipe)
        os.close(self._numbers)

    def end(self, ending: Ending) -> None:
        """Begin to end for this reason, unless another one came first. From any thread but the main one."""
        if self._first.acquire(blocking=False):
            self.ending = ending
            self.end_within(self._deadline, ending.code)
            self._begin(ending)

    def end_within(self, seconds: float, code: int) -> None:
        """Whatever hangs from now on, end the process after so many seconds, with this exit code."""
        Thread(target=self._enforce, args=(seconds, code), name="deadline", daemon=True).start()

    def _enforce(self, seconds: float, code: int) -> None:
        if not self._is_over.wait(seconds):
            self._give_up()
            os._exit(code)

    def _watch(self) -> None:
        poller = select.poll()
        poller.register(self._numbers, select.POLLIN)
        if self._terminal is not None:
            poller.register(self._terminal, 0)  # a hang-up is reported without being asked for
        numbers = b""
        while OVER not in numbers:
            numbers = b""
            for descriptor, _ in poller.poll():
                if descriptor == self._numbers:
                    numbers = os.read(self._numbers, 64)
                else:
                    poller.unregister(descriptor)
                    self.end(TERMINAL_GONE)
            for number in self._handlers:  # SIGWINCH and others arrive in the pipe as well
                if number in numbers:
                    self.end(SIGNALS[number])


def _do_nothing(_number: int, _frame: FrameType | None) -> None:
    """Be there, so that the interpreter writes the number to the pipe and system calls return."""

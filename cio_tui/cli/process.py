"""How the process ends: no traceback, no teardown.

An unexpected error is one sentence and exit code 70. The interpreter's own teardown is skipped: it costs 50 ms after
Textual and waits for a name lookup that hangs. Whatever has to be closed is closed by its context manager before.
"""

from __future__ import annotations

import os
import sys

TYPE_CHECKING = False  # `from typing import TYPE_CHECKING` costs 0.3 × `python -c pass`
if TYPE_CHECKING:
    from types import TracebackType
    from typing import NoReturn


def leave(code: int) -> NoReturn:
    """End the process with this exit code, once its streams are flushed."""
    for stream in (sys.stdout, sys.stderr):
        try:
            if stream is not None:
                stream.flush()
        except (OSError, ValueError):  # the reader has gone, or the stream is closed: nobody is left to tell
            pass
    os._exit(code)


def report_bug(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    """The process-wide `sys.excepthook`: where it broke, but neither the message nor a local variable."""
    if issubclass(kind, KeyboardInterrupt):
        leave(130)
    if "--debug" in sys.argv:
        sys.__excepthook__(kind, error, trace)
    else:
        where = f" at {_innermost(trace)}" if trace else ""
        sentence = f"cio-tui: a bug in cio-tui: {kind.__name__}{where}."
        notes = getattr(error, "__notes__", ())
        _complain(" ".join((sentence, *notes, "Run it again with --debug and report what it prints.")))
    leave(70)


def _innermost(trace: TracebackType) -> str:
    """`cio_tui/runtime/journal.py:120`, the last place in our own code."""
    place = ""
    current: TracebackType | None = trace
    while current is not None:
        name = current.tb_frame.f_code.co_filename
        _, found, rest = name.rpartition("cio_tui" + os.sep)
        if found:
            place = f"cio_tui/{rest}:{current.tb_lineno}"
        current = current.tb_next
    return place or "an unknown place"


def _complain(sentence: str) -> None:
    if sys.stderr is not None:
        sys.stderr.write(sentence + "\n")

"""stdout is data, stderr is narration. This module alone writes stdout, and imports nothing heavy to do so.

JSON is ASCII, so that it is the same in every locale. `--quiet` drops words, never a document that was asked for.
"""

from __future__ import annotations

import errno
import os
import sys
from contextlib import suppress
from io import StringIO
from typing import TYPE_CHECKING

from cio_tui.cli.marks import Mark
from cio_tui.cli.tables import align, draw
from cio_tui.core.errors import Undecided

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from typing import Literal, TextIO

    Color = Literal["auto", "always", "never"]


_SGR = {"green": "32", "yellow": "33", "bold red": "1;31", "magenta": "35", "bold": "1", "dim": "2"}

Cell = str | Mark


class ClosedStream(StringIO):
    """Stands for a stdout that the caller closed: whoever writes to it must not believe that it was read."""

    def write(self, text: str) -> int:  # noqa: ARG002  there is nowhere to put it
        """Never done."""
        raise OSError(errno.EBADF, "it is closed")


class Output:
    """The two streams of one run of the command line."""

    def __init__(
        self,
        stdout: TextIO | None = None,
        stderr: TextIO | None = None,
        *,
        quiet: bool = False,
        color: Color = "auto",
        environment: Mapping[str, str] = os.environ,
    ) -> None:
        self._stdout = stdout or sys.stdout or ClosedStream()  # a stream closed by the caller is None
        self._stderr = stderr or sys.stderr or StringIO()
        self.quiet = quiet
        self.is_terminal = self._stdout.isatty()
        self.colored = _wants_color(color, environment, is_terminal=self.is_terminal)
        self._speaks_utf8 = (getattr(self._stdout, "encoding", "") or "").lower().replace("-", "") == "utf8"
        for stream in (self._stdout, self._stderr):
            if hasattr(stream, "reconfigure"):
                stream.reconfigure(errors="backslashreplace")  # a Latin-1 locale must not end a command

    def write_text(self, text: str) -> None:
        """A document that was asked for, as it is; `--quiet` does not drop it."""
        try:
            self._stdout.write(text)
            self._stdout.flush()
        except BrokenPipeError:
            raise
        except OSError as error:
            raise Undecided(f"stdout cannot be written: {error.strerror}.") from error

    def write_bytes(self, rows: bytes) -> None:
        """Lines of ids that another program reads on: as they came, whatever the locale. Not for a terminal."""
        self._stdout.flush()
        try:
            if isinstance(self._stdout, ClosedStream):
                self._stdout.write("")
            self._stdout.buffer.write(rows)
        except BrokenPipeError:
            raise
        except OSError as error:
            raise Undecided(f"stdout cannot be written: {error.strerror}.") from error

    def end_stdout(self) -> None:
        """Nothing more will come: who reads a pipe sees its end now, while the process goes on."""
        self._stdout.flush()
        if self.is_terminal:
            return
        with suppress(OSError):  # a stream in memory has no descriptor
            nowhere = os.open(os.devnull, os.O_WRONLY)
            os.dup2(nowhere, self._stdout.fileno())
            os.close(nowhere)

    def write_json(self, command: str, fields: Mapping[str, object]) -> None:
        """One document, `{"schema": "cio-tui/<command>/1", …}`; a datetime in it must be UTC."""
        import json

        document = {"schema": f"cio-tui/{command}/1", **fields}
        self.write_text(json.dumps(document, indent=2, default=_jsonable) + "\n")

    def write_line(self, text: str = "", style: str = "") -> None:
        """A line for people, seen at once also through a pipe."""
        if not self.quiet:
            self.write_text(self.paint(text, style) + "\n")

    def write_table(self, head: Sequence[str], rows: Sequence[Sequence[Cell]]) -> None:
        """Rows under a heading; wrapped to the width of a terminal, one line a row in a pipe."""
        if self.quiet:
            return
        if self.is_terminal:
            self.write_text(
                draw(head, [[self._styled(cell) for cell in row] for row in rows], colored=self.colored)
            )
        else:
            self.write_text(align([list(head), *([self.word(cell) for cell in row] for row in rows)]))

    def narrate(self, sentence: str) -> None:
        """What is going on, on stderr."""
        if not self.quiet:
            self._say(sentence)

    def complain(self, sentence: str) -> None:
        """An error with its remedy, on stderr after everything already said on stdout."""
        with suppress(OSError):  # stdout may be what the error is about
            self._stdout.flush()
        self._say(sentence)

    def word(self, cell: Cell) -> str:
        """A mark as `✓ ok`, or `[OK] ok` where the locale has no check mark."""
        if isinstance(cell, Mark):
            return f"{cell.shape if self._speaks_utf8 else cell.plain} {cell.word}"
        return cell

    def paint(self, text: str, style: str) -> str:
        """The text in a style of the palette, if colour is wanted."""
        return f"\x1b[{_SGR[style]}m{text}\x1b[0m" if self.colored and style else text

    def _styled(self, cell: Cell) -> tuple[str, str]:
        return self.word(cell), cell.style if isinstance(cell, Mark) else ""

    def _say(self, sentence: str) -> None:
        self._stderr.write(sentence + "\n")
        self._stderr.flush()


def _wants_color(color: Color, environment: Mapping[str, str], *, is_terminal: bool) -> bool:
    """`--color`, then NO_COLOR, then FORCE_COLOR, then whether someone is looking."""
    if color != "auto":
        return color == "always"
    if environment.get("NO_COLOR"):
        return False
    if environment.get("FORCE_COLOR"):
        return True
    return is_terminal and environment.get("TERM") != "dumb"


def _jsonable(value: object) -> object:
    """What json does not know: times, dates and paths."""
    from datetime import date, datetime

    from cio_tui.core.times import stamp

    match value:
        case datetime():
            return stamp(value)
        case date():
            return value.isoformat()
        case os.PathLike():
            return os.fspath(value)
        case _:
            raise TypeError(f"{type(value).__name__} cannot be written as JSON")

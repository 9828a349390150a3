from __future__ import annotations

import io
import json
from datetime import date, datetime, timedelta, timezone
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from cio_tui.cli.marks import MARKS
from cio_tui.cli.output import Output

if TYPE_CHECKING:
    from cio_tui.cli.output import Color


class Terminal(io.StringIO):
    encoding = "utf-8"

    def isatty(self) -> bool:
        return True


class Latin(io.StringIO):
    encoding = "iso-8859-1"


def test_data_goes_to_stdout_and_words_to_stderr() -> None:
    stdout, stderr = io.StringIO(), io.StringIO()
    output = Output(stdout, stderr)
    output.write_line("data")
    output.narrate("words")
    output.complain("trouble")
    assert (stdout.getvalue(), stderr.getvalue()) == ("data\n", "words\ntrouble\n")


def test_quiet_keeps_documents_and_errors_and_drops_the_rest() -> None:
    stdout, stderr = io.StringIO(), io.StringIO()
    output = Output(stdout, stderr, quiet=True)
    output.write_line("a report")
    output.write_table(("a",), [("b",)])
    output.narrate("words")
    output.write_text("a document\n")
    output.complain("trouble")
    assert (stdout.getvalue(), stderr.getvalue()) == ("a document\n", "trouble\n")


def test_json_carries_its_schema_and_is_plain_ascii_with_utc_milliseconds() -> None:
    stdout = io.StringIO()
    east = datetime(2026, 11, 21, 21, 3, 4, 56789, tzinfo=timezone(timedelta(hours=1)))
    Output(stdout).write_json("x", {"at": east, "day": date(2026, 9, 1), "path": Path("/a"), "text": "é"})
    assert stdout.getvalue().isascii()
    assert json.loads(stdout.getvalue()) == {
        "schema": "cio-tui/x/1", "at": "2026-11-21T20:03:04.056Z", "day": "2026-09-01", "path": "/a", "text": "é",
    }  # fmt: skip


def test_what_is_no_json_is_refused() -> None:
    with pytest.raises(TypeError, match="object cannot be written as JSON"):
        Output(io.StringIO()).write_json("x", {"a": object()})


def test_a_table_in_a_pipe_is_aligned_and_neither_wrapped_nor_coloured() -> None:
    stdout = io.StringIO()
    Output(stdout).write_table(("verdict", "what"), [(MARKS["failing"], "x" * 300), (MARKS["ok"], "short")])
    head, first, second = stdout.getvalue().splitlines()
    assert head.split() == ["verdict", "what"]
    assert first.endswith("x" * 300)
    assert second.index("short") == first.index("x")
    assert "\x1b" not in stdout.getvalue()


def test_a_table_on_a_terminal_never_reads_its_cells_as_markup() -> None:
    stdout = Terminal()
    Output(stdout, environment={"TERM": "xterm"}).write_table(("a",), [("[red]text[/nope]",)])
    assert "[red]text[/nope]" in stdout.getvalue()


def test_a_verdict_is_shape_and_word_also_without_colour_or_unicode() -> None:
    assert Output(Terminal()).word(MARKS["unknown"]) == "? unknown"
    assert Output(Latin()).word(MARKS["ok"]) == "[OK] ok"


@pytest.mark.parametrize(
    ("color", "environment", "stream", "colored"),
    [
        ("auto", {"TERM": "xterm"}, Terminal, True),
        ("auto", {"TERM": "dumb"}, Terminal, False),
        ("auto", {"TERM": "xterm", "NO_COLOR": "1"}, Terminal, False),
        ("auto", {"TERM": "xterm", "NO_COLOR": ""}, Terminal, True),
        ("auto", {"FORCE_COLOR": "1"}, io.StringIO, True),
        ("auto", {}, io.StringIO, False),
        ("always", {"NO_COLOR": "1"}, io.StringIO, True),
        ("never", {"FORCE_COLOR": "1"}, Terminal, False),
    ],
)
def test_colour_is_the_flag_then_the_environment_then_the_terminal(
    color: Color, environment: dict[str, str], stream: type[io.StringIO], *, colored: bool
) -> None:
    output = Output(stream(), color=color, environment=environment)
    assert output.paint("x", "bold") == ("\x1b[1mx\x1b[0m" if colored else "x")

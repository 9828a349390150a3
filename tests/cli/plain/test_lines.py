from __future__ import annotations

import asyncio
import os
import threading
from io import StringIO
from typing import TextIO

import pytest

from cio_tui.cli.plain.lines import LONGEST, listen


async def heard(source: TextIO) -> list[str]:
    """Every line until the end."""
    lines: list[str] = []
    over = asyncio.Event()
    listen(source, lines.append, over.set)
    async with asyncio.timeout(20):
        await over.wait()
    return lines


async def test_lines_come_one_by_one_without_their_ends() -> None:
    assert await heard(StringIO("one\r\ntwo\n\nthree")) == ["one", "two", "", "three"]


async def test_a_line_too_long_is_cut_and_not_taken_for_two() -> None:
    lines = await heard(StringIO("x" * 3 * LONGEST + "\nnext\n"))
    assert [len(line) for line in lines] == [LONGEST, 4]
    assert lines[0].endswith(" characters; the rest is not in the log]")


@pytest.mark.parametrize("end", ["\n", "\r\n", ""])
async def test_the_longest_line_is_whole(end: str) -> None:
    assert await heard(StringIO("x" * LONGEST + end)) == ["x" * LONGEST]


async def test_what_is_not_text_does_no_harm() -> None:
    read, write = os.pipe()
    with os.fdopen(write, "wb") as pipe:
        pipe.write(b"caf\xe9 \xff\n\x1b[2Jclear\n")
    with os.fdopen(read, encoding="utf-8") as source:
        assert await heard(source) == ["caf� �", "␛[2Jclear"]


async def test_a_stream_that_is_closed_has_ended() -> None:
    source = StringIO("never read")
    source.close()
    assert await heard(source) == []


def test_nobody_listening_any_more_is_no_error() -> None:
    read, write = os.pipe()
    lines: list[str] = []

    async def leave_at_once(source: TextIO) -> None:
        listen(source, lines.append, lambda: None)

    with os.fdopen(read) as source:
        asyncio.run(leave_at_once(source))
        with os.fdopen(write, "w") as pipe:
            pipe.write("too late\n")
        for thread in threading.enumerate():
            if thread.name == "stdin":
                thread.join()
    assert lines == []

from __future__ import annotations

import asyncio
import os
import pty
import tty
from typing import TYPE_CHECKING

import pytest

from cio_tui.tui.terminal.writer import MOST_WAITING, FrameWriter

if TYPE_CHECKING:
    from collections.abc import Iterator

MORE_THAN_A_TERMINAL_HOLDS = 1_000_000


@pytest.fixture
def pair() -> Iterator[tuple[int, int]]:
    """Our end of a terminal and the program's."""
    ours, theirs = pty.openpty()
    tty.setraw(theirs)
    yield ours, theirs
    for descriptor in (ours, theirs):
        os.close(descriptor)


def read(descriptor: int, size: int) -> bytes:
    data = b""
    while len(data) < size:
        data += os.read(descriptor, size - len(data))
    return data


async def test_what_fits_is_written_at_once(pair: tuple[int, int]) -> None:
    ours, theirs = pair
    writer = FrameWriter(theirs, asyncio.get_running_loop(), lambda: None)
    writer.write(b"frame")
    assert read(ours, 5) == b"frame"
    assert not writer.is_stalled
    writer.close()


async def test_what_does_not_fit_arrives_whole_and_in_order_and_then_we_hear_of_it(
    pair: tuple[int, int],
) -> None:
    ours, theirs = pair
    drained = asyncio.Event()
    writer = FrameWriter(theirs, asyncio.get_running_loop(), drained.set)
    frames = [bytes([65 + turn % 26]) * 10_000 for turn in range(100)]
    for frame in frames:
        writer.write(frame)
    stalled = [writer.is_stalled]
    assert await asyncio.to_thread(read, ours, MORE_THAN_A_TERMINAL_HOLDS) == b"".join(frames)
    await drained.wait()
    assert [*stalled, writer.is_stalled] == [True, False]
    writer.close()


async def test_a_little_that_waits_is_no_reason_to_leave_frames_out(pair: tuple[int, int]) -> None:
    _, theirs = pair
    writer = FrameWriter(theirs, asyncio.get_running_loop(), lambda: None)
    taken = 0
    while not writer.is_stalled:
        writer.write(b"x" * 1000)
        taken += 1000
    assert taken > MOST_WAITING
    writer.close()


async def test_finishing_waits_for_a_terminal_that_reads(pair: tuple[int, int]) -> None:
    ours, theirs = pair
    writer = FrameWriter(theirs, asyncio.get_running_loop(), lambda: None)
    writer.write(b"x" * MORE_THAN_A_TERMINAL_HOLDS)
    reading = asyncio.create_task(asyncio.to_thread(read, ours, MORE_THAN_A_TERMINAL_HOLDS))
    await asyncio.sleep(0)
    assert writer.finish(20)
    await reading
    writer.close()


async def test_finishing_gives_up_on_one_that_does_not(pair: tuple[int, int]) -> None:
    _, theirs = pair
    writer = FrameWriter(theirs, asyncio.get_running_loop(), lambda: None)
    writer.write(b"x" * MORE_THAN_A_TERMINAL_HOLDS)
    assert not writer.finish(0.05)
    assert not writer.is_stalled
    writer.close()


async def test_a_terminal_that_has_gone_is_written_to_in_vain(pair: tuple[int, int]) -> None:
    ours, theirs = pair
    heard = []
    writer = FrameWriter(theirs, asyncio.get_running_loop(), lambda: heard.append("drained"))
    writer.write(b"x" * MORE_THAN_A_TERMINAL_HOLDS)
    os.close(ours)
    await asyncio.sleep(0.05)
    writer.write(b"more")
    assert writer.is_stalled
    assert not writer.finish(0.05)
    assert heard == []
    writer.close()
    os.dup2(theirs, ours)  # for the fixture to close


async def test_the_file_that_the_shell_shares_stays_blocking(pair: tuple[int, int]) -> None:
    _, theirs = pair
    writer = FrameWriter(theirs, asyncio.get_running_loop(), lambda: None)
    assert os.get_blocking(theirs)
    writer.close()
    assert os.get_blocking(theirs)


async def test_a_terminal_that_cannot_be_opened_by_name_is_shared_and_given_back(
    pair: tuple[int, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    ours, theirs = pair
    monkeypatch.setattr(os, "ttyname", lambda _: "/nonexistent/tty")  # as under `sudo -u somebody`
    writer = FrameWriter(theirs, asyncio.get_running_loop(), lambda: None)
    writer.write(b"frame")
    assert read(ours, 5) == b"frame"
    writer.close()
    assert os.get_blocking(theirs)

from __future__ import annotations

import asyncio
import os
from io import StringIO
from typing import TYPE_CHECKING, Self

import pytest

from cio_tui.cli.output import Output
from cio_tui.cli.plain.walk import PlainWalk
from cio_tui.runtime.conductor import Conductor
from tests.runtime.office import PATIENCE, Queue, furnish, open_office, until

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path


class Talk:
    """A conversation with a plain walk through a pipe, in this process."""

    def __init__(self, conductor: Conductor, *, ends_with_input: bool = True) -> None:
        read, self._write = os.pipe()
        self._source = os.fdopen(read)
        self._stream = StringIO()
        self._walk = PlainWalk(
            conductor, Output(self._stream, StringIO()), self._source, ends_with_input=ends_with_input
        )
        self._heard = 0
        self._conductor = conductor

    async def __aenter__(self) -> Self:
        self._running = asyncio.create_task(self._walk.run())
        return self

    async def __aexit__(self, *_: object) -> None:
        self.end()
        self._running.cancel()
        await asyncio.gather(self._running, return_exceptions=True)
        await asyncio.to_thread(self._source.close)

    def say(self, *lines: str) -> None:
        """Type lines, all at once."""
        os.write(self._write, "".join(f"{line}\n" for line in lines).encode())

    def end(self) -> None:
        """No more lines."""
        if self._write >= 0:
            os.close(self._write)
            self._write = -1

    async def until(self, start: str) -> list[str]:
        """What is said up to the next line that begins like this."""
        async with asyncio.timeout(PATIENCE):
            while True:
                lines = self._stream.getvalue().splitlines()[self._heard :]
                for number, line in enumerate(lines, 1):
                    if line.startswith(start):
                        self._heard += number
                        return lines[:number]
                await asyncio.sleep(0)

    async def over(self) -> list[str]:
        """What is said until the walk has ended."""
        async with asyncio.timeout(PATIENCE):
            await self._running
        return self._stream.getvalue().splitlines()[self._heard :]


@pytest.fixture
async def queue() -> AsyncIterator[Queue]:
    """A queue that answers on loopback."""
    served = Queue()
    async with await served.open():
        yield served


@pytest.fixture
async def conductor(tmp_path: Path, queue: Queue) -> AsyncIterator[Conductor]:
    """Amira's session with an incident on book a."""
    async with Conductor(open_office(furnish(tmp_path, queue.url))) as conductor:
        await conductor.open("a")
        yield conductor


async def test_a_walk_is_talked_through_to_its_close(conductor: Conductor, queue: Queue) -> None:
    async with Talk(conductor) as talk:
        await talk.until("ASK What do you see?")
        talk.say("seen")
        assert 'DONE first attested: "seen"' in await talk.until("STEP fill")
        queue.depth = 7
        await talk.until("DONE fill sensed: queue.depth > 0")
        await talk.until("ASK a number from 1 to 2")
        talk.say("2")
        await talk.until("ASK send it")
        talk.say("sent")
        await talk.until("ASK type: close")
        talk.say("close")
        assert (await talk.over())[-1].startswith("CLOSED /")


async def test_a_reason_is_asked_for_and_the_next_line_is_it(conductor: Conductor) -> None:
    async with Talk(conductor) as talk:
        await talk.until("ASK What do you see?")
        talk.say(":skip")
        await talk.until("ASK Skipping this step needs a reason")
        talk.say("no time")
        await talk.until("DONE skipped first - no time")


async def test_what_cannot_be_done_is_an_error_and_the_question_stands(conductor: Conductor) -> None:
    async with Talk(conductor) as talk:
        await talk.until("ASK")
        talk.say(":goto nowhere", ":dance", ":role boss bo")
        await talk.until("ERROR Book a has no step called nowhere.")
        await talk.until("ERROR There is no :dance.")
        await talk.until("ERROR This book has no role boss.")
        talk.say("seen")
        await talk.until("STEP fill")


async def test_a_refused_answer_is_followed_by_the_question_and_a_pending_reason_is_not(
    conductor: Conductor, queue: Queue
) -> None:
    async with Talk(conductor) as talk:
        await talk.until("ASK")
        talk.say(":dance")
        await talk.until("ERROR There is no :dance.")
        assert await talk.until("ASK") == ["ASK What do you see?"]
        talk.say(":skip", ":dance")
        await talk.until("ASK Skipping this step needs a reason")
        await talk.until("ERROR There is no :dance.")
        talk.say("no time")
        await talk.until("DONE skipped first - no time")
        queue.depth = 7
        await talk.until("STEP over")
        await talk.until("ASK a number from 1 to 2")
        talk.say("yes")
        await talk.until("ERROR Type a number.")
        assert await talk.until("ASK") == ["ASK a number from 1 to 2"]


async def test_a_mark_taken_back_tells_what_stays_switched(tmp_path: Path, queue: Queue) -> None:
    config = furnish(tmp_path / "own", queue.url)
    book = config.parent / "books" / "a.toml"
    switching = 'title = "First"\nchanges = true\nundo = "tell"'
    book.write_text(book.read_text().replace('title = "First"', switching))
    async with Conductor(open_office(config)) as conductor:
        await conductor.open("a")
        async with Talk(conductor) as talk:
            await talk.until("ASK")
            talk.say("seen")
            await talk.until("UNDO")
            await talk.until("STEP fill")
            talk.say(":undo")
            told = await talk.until("STEP first")
            assert "DONE took back attested of first" in told
            assert "UNDO still open: Tell; taking a mark back switches nothing" in told


async def test_commands_that_only_tell_change_nothing(conductor: Conductor) -> None:
    async with Talk(conductor) as talk:
        await talk.until("ASK")
        talk.say(":who", ":help", ":refresh", ":state", ":take")
        assert await talk.until("NOTE you are amira, ic nobody")
        await talk.until("NOTE :note TEXT")
        await talk.until("INCIDENT INC-")
        await talk.until("ERROR This session holds the pen already.")
        session = conductor.scene().session
        assert session is not None
        assert session.step == "first"


def with_a_watch(folder: Path, queue: Queue) -> Path:
    """A configuration whose book a has a watch in place of the step that is sensed."""
    config = furnish(folder, queue.url)
    book = config.parent / "books" / "a.toml"
    text = book.read_text().replace(
        'kind = "do"\ntitle = "Fill"\nsensed', 'kind = "watch"\ntitle = "Fill"\nuntil'
    )
    book.write_text(text)
    return config


async def test_answers_given_beforehand_wait_for_a_step_that_moves_on_by_itself(
    tmp_path: Path, queue: Queue
) -> None:
    async with Conductor(open_office(with_a_watch(tmp_path / "own", queue))) as conductor:
        await conductor.open("a")
        async with Talk(conductor) as talk:
            talk.say("seen", "2", "sent", ":note heard at once", "close")
            talk.end()
            await talk.until("STEP fill")
            await talk.until("NOTE note: heard at once")
            queue.depth = 7
            assert (await talk.over())[-1].startswith("CLOSED /")


async def test_on_hold_no_answer_waits_for_a_step_that_cannot_move_on(tmp_path: Path, queue: Queue) -> None:
    async with Conductor(open_office(with_a_watch(tmp_path / "own", queue))) as conductor:
        await conductor.open("a")
        async with Talk(conductor) as talk:
            talk.say("seen", "2", "sent")
            await talk.until("STEP fill")
            talk.say(":hold lunch", "close")
            talk.end()
            assert (await talk.over())[-1].startswith("NOTE left; resume with: ")


async def test_the_end_of_input_leaves_the_incident_open(conductor: Conductor) -> None:
    async with Talk(conductor) as talk:
        await talk.until("ASK")
        talk.end()
        told = await talk.over()
    session = conductor.scene().session
    assert session is not None
    assert session.closed is None
    assert told[-1] == f"NOTE left; resume with: cio-tui resume {conductor.scene().folder.rpartition('/')[2]}"


async def test_quitting_leaves_it_too(conductor: Conductor) -> None:
    async with Talk(conductor) as talk:
        talk.say(":quit", "seen")
        await talk.over()
    assert conductor.scene().session is not None


async def test_who_only_reads_hears_everything_until_the_close(conductor: Conductor, tmp_path: Path) -> None:
    incident = conductor.scene().folder.rpartition("/")[2]
    async with Conductor(open_office(tmp_path / "config.toml", person="bo")) as reader:
        await reader.follow(incident)
        async with Talk(reader, ends_with_input=False) as heard, Talk(conductor) as talk:
            assert "amira@" in (await heard.until("NOTE amira@"))[-1]
            await heard.until("STEP first")
            heard.say("mine")
            await heard.until("ERROR amira@")
            heard.end()
            talk.say("seen")
            await heard.until("STEP fill")
            talk.say(":goto close", "close", "enough")
            assert (await heard.over())[-1].startswith("CLOSED /")


async def test_a_reader_may_take_the_pen(conductor: Conductor, tmp_path: Path) -> None:
    incident = conductor.scene().folder.rpartition("/")[2]
    async with Conductor(open_office(tmp_path / "config.toml", person="bo")) as reader:
        await reader.follow(incident)
        async with Talk(reader) as talk, Talk(conductor) as loser:
            await talk.until("STEP first")
            talk.say(":take")
            await talk.until("NOTE the pen is yours")
            assert "bo@" in (await loser.until("NOTE bo@"))[-1]
            loser.say("seen")
            await loser.until("ERROR bo@")
            talk.say("seen by bo")
            await loser.until("STEP fill")


async def test_the_evidence_of_a_probe_is_told_and_attached(conductor: Conductor) -> None:
    await until(conductor, lambda: "queue" in conductor.scene().evidence.readings)
    async with Talk(conductor) as talk:
        await talk.until("ASK What do you see?")
        talk.say(":evidence queue")
        told = await talk.until("TEXT ask it again: curl ")
        assert any(line.startswith("PROBE queue ") and "samples are kept" in line for line in told)
        assert any(line.startswith("TEXT 1: ") and "✓ ok, 200 in" in line for line in told)
        assert any(line.startswith("TEXT RULE: ✓ ok: none of 2 rules holds") for line in told)
        assert all("\x1b" not in line for line in told)
        talk.say(":attach queue")
        (*_, attached) = await talk.until("NOTE attached to first: queue ok at ")
        assert attached.isprintable()


async def test_evidence_that_is_not_there_is_an_error_with_the_remedy(conductor: Conductor) -> None:
    await until(conductor, lambda: "queue" in conductor.scene().evidence.readings)
    async with Talk(conductor) as talk:
        await talk.until("ASK")
        talk.say(":evidence", ":attach nothing", ":evidence queue 999999")
        assert (await talk.until("ERROR Name one of the probes: "))[-1].endswith("the Nth newest sample")
        await talk.until("ERROR Name one of the probes: ")
        assert (await talk.until("ERROR "))[-1].endswith("samples of queue are kept.")


async def test_whoever_types_more_than_a_line_holds_is_told_that_it_was_cut(conductor: Conductor) -> None:
    async with Talk(conductor) as talk:
        await talk.until("ASK")
        talk.say(f":note {'x' * 12_000}")
        await talk.until("NOTE cut after 9,9")

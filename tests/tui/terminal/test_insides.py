"""When Textual is upgraded: what has changed under our feet, and what it now does well by itself."""

from __future__ import annotations

import hashlib
import inspect
import signal
from importlib import import_module
from io import StringIO
from operator import attrgetter
from threading import Thread
from typing import TYPE_CHECKING

import pytest
from textual import events
from textual.drivers._writer_thread import WriterThread

from cio_tui.tui.terminal.insides import INSIDES, Inside, XTermParser
from tests.tui.terminal.demo import CANARY
from tests.tui.terminal.test_job_control import threads_of

if TYPE_CHECKING:
    from tests.tui.terminal.conftest import Demo


@pytest.mark.parametrize("inside", INSIDES, ids=lambda inside: inside.name)
def test_what_we_lean_on_is_as_it_was(inside: Inside) -> None:
    module, _, path = inside.name.partition(":")
    source = inspect.getsource(attrgetter(path)(import_module(module)))
    digest = hashlib.sha256(source.encode()).hexdigest()[:12]
    assert digest == inside.digest, f"Read {inside.name} again. {inside.role}"


def test_stock_textual_still_dies_of_one_invalid_byte(demo: Demo) -> None:
    with demo("stock") as terminal:
        terminal.wait_for("ready")
        terminal.send(b"\xe9a")
        assert terminal.wait(5) != -1


@pytest.mark.parametrize("report", ["\x1b[97:65;2u", "\x1b[;;4294967295u"])
def test_the_stock_parser_still_raises_on_some_reports(report: str) -> None:
    with pytest.raises((ValueError, OverflowError)):
        list(XTermParser().feed(report))


def test_the_stock_parser_still_plays_what_follows_an_escape_in_a_paste() -> None:
    messages = list(XTermParser().feed("\x1b[200~a\x1b" + "y" * 40 + "\x1b[201~"))
    assert any(isinstance(message, events.Key) and message.key == "y" for message in messages)


def test_the_stock_parser_still_takes_a_size_that_nobody_asked_for() -> None:
    messages = list(XTermParser().feed("\x1b[48;99999;99999;1;1t"))
    assert [type(message) for message in messages] == [events.Resize]


def test_the_stock_writer_still_blocks_when_30_pieces_wait() -> None:
    writer = WriterThread(StringIO())  # not started: a terminal that takes nothing

    def fill() -> None:
        for _ in range(31):
            writer.write("x")

    filling = Thread(target=fill, daemon=True)
    filling.start()
    filling.join(0.2)
    assert filling.is_alive()
    writer.start()
    filling.join()
    writer.stop()


def test_stock_textual_still_starts_a_second_reader_after_a_stop(demo: Demo) -> None:
    with demo("stock") as terminal:
        terminal.wait_for("ready")
        terminal.settle()
        before = threads_of(terminal)
        terminal.signal(signal.SIGCONT)
        terminal.settle()
        assert threads_of(terminal) > before


def test_stock_textual_still_prints_local_variables(demo: Demo) -> None:
    with demo("stock", size=(160, 60)) as terminal:
        terminal.wait_for("ready")
        terminal.press("f1")
        terminal.wait()
        terminal.settle()
        assert CANARY.encode() in terminal.received


def test_stock_textual_still_dies_of_a_signal_with_the_terminal_in_disorder(demo: Demo) -> None:
    with demo("stock") as terminal:
        terminal.wait_for("ready")
        terminal.signal(signal.SIGTERM)
        assert terminal.wait() == -signal.SIGTERM
        assert not terminal.is_normal

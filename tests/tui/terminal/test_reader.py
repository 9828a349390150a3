from __future__ import annotations

import os
import random
from concurrent.futures import ThreadPoolExecutor
from threading import Thread
from time import monotonic, sleep
from typing import TYPE_CHECKING

import pytest
from textual import events

from cio_tui.tui.terminal import reader
from cio_tui.tui.terminal.reader import InputReader

if TYPE_CHECKING:
    from collections.abc import Iterator

    from textual.message import Message

    from tests.tui.terminal.conftest import Demo

PIECES = (
    b"\x1b", b"[", b"]", b"?", b"<", b"0", b"1", b"9", b";", b":", b"u", b"~", b"M", b"m", b"t", b"R", b"48;",
    b"\x1b[200~", b"\x1b[201~", b"$y", b"a", "é".encode(), b"\xe9", b"\xff", b"\x00", b"\x9b", b"\xf0\x9f",
    b"\x1b[97:65;2u", b"\x1b[;;4294967295u", b"\x1b[M\xc3\xa9\x80", b"\x1b[48;99999;99999;1;1t", b"\x1b[<0;1;1M",
)  # fmt: skip
"""What terminals send, in pieces: keys, marks of pastes, reports of mouse and size, bytes of other encodings."""


def noise(generator: random.Random, size: int) -> bytes:
    """Half bytes at random, half pieces of sequences."""
    data = b""
    while len(data) < size:
        data += generator.randbytes(4) if generator.random() < 0.5 else generator.choice(PIECES)
    return data


class Keyboard:
    """A reader on its thread at one end, bytes at the other."""

    def __init__(self) -> None:
        read, self._write = os.pipe()
        self.taken: list[Message] = []
        self._reader = InputReader(read, "utf-8")
        self._reader.open()
        self._thread = Thread(target=self._reader.run, args=(self.taken.append,))
        self._thread.start()

    def send(self, data: bytes) -> None:
        os.write(self._write, data)

    def wait_for(self, kind: type[Message]) -> None:
        """Until such a message was read."""
        began = monotonic()
        while not any(isinstance(message, kind) for message in self.taken):
            assert monotonic() - began < 20, self.taken
            sleep(0.01)

    def hang_up(self) -> None:
        """End of input, after all of it was read."""
        os.close(self._write)
        self._thread.join(20)
        assert not self._thread.is_alive()

    def stop(self) -> None:
        self._reader.stop()
        self._thread.join(20)
        assert not self._thread.is_alive()

    @property
    def keys(self) -> list[str]:
        return [message.key for message in self.taken if isinstance(message, events.Key)]


@pytest.fixture
def keyboard() -> Iterator[Keyboard]:
    """One that is stopped after the test."""
    keyboard = Keyboard()
    yield keyboard
    keyboard.stop()


def test_keys_come_back_after_a_paste_that_never_ends(
    keyboard: Keyboard, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reader, "PATIENCE", 0.3)
    keyboard.send(b"\x1b[200~half a paste")
    keyboard.wait_for(events.Paste)
    keyboard.send(b"j")
    keyboard.hang_up()
    assert keyboard.keys == ["j"]


def test_keys_arrive_in_order(keyboard: Keyboard) -> None:
    keyboard.send("aé✓".encode() + b"\x1b[A\r")
    keyboard.hang_up()
    assert keyboard.keys == ["a", "é", "check_mark", "up", "enter"]


def test_a_byte_that_is_no_utf_8_is_a_key_like_any_other(keyboard: Keyboard) -> None:
    keyboard.send(b"\xe9")
    keyboard.send(b"a")
    keyboard.hang_up()
    assert keyboard.keys[-1] == "a"


@pytest.mark.parametrize(
    "report", [b"\x1b[97:65;2u", b"\x1b[;;1114112u", b"\x1b[1:2;3;4u", b"\x1b[99999999999999u"]
)
def test_a_report_that_makes_no_sense_is_left_out(report: bytes, keyboard: Keyboard) -> None:
    keyboard.send(report)
    while len(keyboard.keys) == 0:
        keyboard.send(b"a")
    keyboard.hang_up()
    assert keyboard.keys[-1] == "a"


def test_escape_alone_is_a_key_once_nothing_follows(keyboard: Keyboard) -> None:
    keyboard.send(b"\x1b")
    while not keyboard.keys:
        pass
    assert keyboard.keys == ["escape"]


def test_nothing_at_all_wakes_it_but_a_stop(keyboard: Keyboard) -> None:
    keyboard.stop()
    assert keyboard.taken == []


def test_no_noise_ends_it(keyboard: Keyboard) -> None:
    generator = random.Random(20261121)
    for _ in range(300):
        keyboard.send(noise(generator, 200))
    keyboard.send(b"\x1b[201~")
    while "z" not in keyboard.keys:
        keyboard.send(b"z" * 40)


def session(demo: Demo, seed: int) -> int:
    """The exit code of one session with noise on its keyboard, ended by SIGTERM."""
    generator = random.Random(seed)
    with demo("deaf") as terminal:
        terminal.wait_for("ready")
        for _ in range(5):
            terminal.send(noise(generator, 400))
            terminal.read(0.02)
        terminal.send(b"\x1b[201~\x1b")
        terminal.settle(0.2)
        terminal.process.terminate()
        return terminal.wait()


@pytest.mark.parametrize("first", range(0, 40, 10))
def test_sessions_survive_whatever_is_typed(first: int, demo: Demo) -> None:
    with ThreadPoolExecutor(4) as pool:
        codes = list(pool.map(lambda seed: session(demo, seed), range(first, first + 10)))
    assert codes == [143] * 10


@pytest.mark.soak
def test_a_thousand_sessions_survive_whatever_is_typed(demo: Demo) -> None:
    with ThreadPoolExecutor(4) as pool:
        codes = list(pool.map(lambda seed: session(demo, seed), range(1000, 2000)))
    assert codes == [143] * 1000


def test_a_paste_is_cleaned_before_it_reaches_a_widget(demo: Demo) -> None:
    with demo() as terminal:
        terminal.wait_for("ready")
        terminal.send(b"\x1b[200~one\x07two\x9b31m\x1b]0;PROD-OK\x07\xe2\x80\xaethree\x1b[201~")
        screen = terminal.wait_for("three")
        assert "one␇two" in screen
        assert b"\x1b]0;" not in terminal.received
        assert "\u202e" not in terminal.received.decode()
        terminal.press("tab")
        terminal.settle()
        terminal.send(b"\x1b[200~first\rsecond\x1b[201~")
        terminal.wait_for("second")
        terminal.press("ctrl+q")
        assert terminal.wait() == 0

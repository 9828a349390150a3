"""The program on a terminal that goes away, stops reading or sends nonsense: the log is closed, nothing is lost."""

from __future__ import annotations

import random
import signal
import socket
import time
from typing import TYPE_CHECKING

import pytest

from cio_tui.runtime.clock import SystemClock
from cio_tui.runtime.settings import load_settings
from cio_tui.runtime.workplace import make_workplace
from tests.tui.terminal.test_reader import noise

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.screen import Terminal
    from tests.tui.conftest import Incident, Program
    from tests.tui.hands import OpenApp

DRILL = ("drill", "total-outage")
CANARY = "0f1e2d3c4b5a" + "69788796"
SIGNALS_AND_QUIT = b"\x03\x11\x1a\x1c"
"""What ctrl+c, ctrl+q, ctrl+z and ctrl+\\ send: once the program has quit they are for whoever comes next."""

ENDINGS = [
    (signal.SIGHUP, 129, "the connection dropped (SIGHUP)"),
    (signal.SIGINT, 130, "interrupted (SIGINT)"),
    (signal.SIGQUIT, 131, "told to quit (SIGQUIT)"),
    (signal.SIGTERM, 143, "told to end (SIGTERM)"),
]


def walking(terminal: Terminal) -> None:
    """Until the first step is on screen and the probes have answered."""
    terminal.wait_for(r"Log \(saved\)")
    terminal.wait_for("failing")


@pytest.mark.parametrize(("number", "code", "reason"), ENDINGS)
def test_a_signal_closes_the_log_and_gives_the_terminal_back(
    number: signal.Signals, code: int, reason: str, program: Program, incident: Incident
) -> None:
    with program(*DRILL) as terminal:
        walking(terminal)
        terminal.signal(number)
        assert terminal.wait() == code
        assert terminal.is_normal
        assert incident.kinds[-1] == "incident.detached"
        assert incident.reasons[-1] == reason


def test_probes_go_on_and_the_log_is_closed_while_the_terminal_reads_nothing(
    program: Program, incident: Incident
) -> None:
    with program(*DRILL, "--speed", "20") as terminal:
        walking(terminal)
        samples = incident.samples
        while incident.samples < samples + 10:
            time.sleep(0.05)
        terminal.signal(signal.SIGTERM)
        assert terminal.wait(reading=False) == 143
        assert terminal.is_normal
        assert incident.kinds[-1] == "incident.detached"


@pytest.mark.parametrize("ignored", [(), ("SIGHUP",)])
def test_a_lost_line_closes_the_log_also_under_nohup(
    ignored: tuple[str, ...], program: Program, incident: Incident
) -> None:
    with program(*DRILL, ignored=ignored) as terminal:
        walking(terminal)
        terminal.hang_up()
        assert terminal.process.wait(10) == 129
        assert incident.kinds[-1] == "incident.detached"


@pytest.fixture
def black_hole(tmp_path: Path) -> Iterator[str]:
    """A configuration whose every endpoint takes a connection and says nothing."""
    with socket.create_server(("127.0.0.1", 0), backlog=100) as server:
        url = f"http://127.0.0.1:{server.getsockname()[1]}"
        names = ("track", "app", "status", "control", "errors", "queue", "webhook")
        keys = "".join(
            f"{name} = {{ env = 'CANARY' }}\n" for name in ("site_id", "track_api_key", "app_api_key")
        )
        path = tmp_path / "config.toml"
        path.write_text(
            "[endpoints]\n" + "".join(f"{name} = '{url}'\n" for name in names) + f"[credentials]\n{keys}"
        )
        yield str(path)


@pytest.mark.parametrize("how", ["key", "signal"])
def test_every_probe_hanging_does_not_hold_up_the_end(
    how: str, black_hole: str, program: Program, incident: Incident
) -> None:
    with program("walk", "p1-outage", "--config", black_hole, environment={"CANARY": CANARY}) as terminal:
        terminal.wait_for("asking")
        if how == "key":
            terminal.press("ctrl+q")
        else:
            terminal.signal(signal.SIGTERM)
        assert terminal.wait(4) == (0 if how == "key" else 143)  # the probes would hang for 5 s
        assert terminal.is_normal
        assert incident.kinds[-1] == "incident.detached"


def test_no_credential_is_on_the_command_line_the_screen_or_the_disk(
    black_hole: str, program: Program, incident: Incident, tmp_path: Path
) -> None:
    with program("walk", "p1-outage", "--config", black_hole, environment={"CANARY": CANARY}) as terminal:
        terminal.wait_for("asking")
        process = f"/proc/{terminal.process.pid}"
        with open(f"{process}/cmdline", "rb") as words, open(f"{process}/limits", encoding="ascii") as limits:
            assert CANARY.encode() not in words.read()
            core = next(line for line in limits if line.startswith("Max core file size"))
            assert core.split()[4:6] == ["0", "0"]
        terminal.press("n")
        terminal.wait_for("Note")
        terminal.press(f"the key is {CANARY}", "enter")
        terminal.wait_for("the key is")
        terminal.settle()
        typed = bytes(terminal.received).count(CANARY.encode())
        terminal.press("ctrl+q")
        assert terminal.wait() == 0
        assert bytes(terminal.received).count(CANARY.encode()) == typed
        assert "note" in incident.kinds
        for path in tmp_path.rglob("*"):
            if path.is_file():
                assert CANARY.encode() not in path.read_bytes(), path
                assert path.stat().st_mode & 0o077 == 0 or path.name == "config.toml", path


async def test_a_picture_of_the_screen_holds_no_credential(
    black_hole: str, open_app: OpenApp, state: dict[str, str]
) -> None:
    environment = {**state, "CANARY": CANARY}
    place = make_workplace(load_settings(black_hole, environment=environment), SystemClock(), environment)
    async with open_app("p1-outage", size=(120, 40), place=place) as hands:
        await hands.press("n")
        await hands.type(f"the key is {CANARY}")
        await hands.press("enter")
        await hands.until(lambda: "the key is" in hands.screen and CANARY not in hands.screen)
        picture = hands.app.export_screenshot()
        assert "key" in picture
        assert CANARY not in picture


@pytest.mark.parametrize("size", [(1, 1), (20, 5), (79, 23), (300, 100)])
def test_it_opens_and_ends_at_any_size(size: tuple[int, int], program: Program) -> None:
    with program(*DRILL, size=size) as terminal:
        while 1049 not in terminal.modes:
            terminal.read(0.1)
        for _ in range(10):
            terminal.read(0.1)
        terminal.press("ctrl+q")
        assert terminal.wait() == 0
        assert terminal.is_normal


def type_nonsense(program: Program, seed: int) -> int:
    """The exit code of a drill with noise on its keyboard."""
    generator = random.Random(seed)
    with program(*DRILL) as terminal:
        walking(terminal)
        for _ in range(10):
            terminal.send(noise(generator, 300).translate(None, SIGNALS_AND_QUIT))
            terminal.press(*generator.choices("jknsudg?/:[]123 \t\r", k=20))
            terminal.read(0.05)
        terminal.settle(0.2)
        if terminal.process.poll() is None:
            terminal.process.terminate()
        return terminal.wait()


@pytest.mark.parametrize("seed", range(3))
def test_nonsense_on_the_keyboard_never_crashes_it(seed: int, program: Program) -> None:
    assert type_nonsense(program, seed) in (0, 143)


@pytest.mark.soak
def test_two_hundred_sessions_of_nonsense_never_crash_it(program: Program) -> None:
    for seed in range(100, 300):
        assert type_nonsense(program, seed) in (0, 143), seed


BOOK = """
schema = 1
[runbook]
id = "short"
title = "A short one"
severity = "P4"
owner = "us"
reviewed = 2026-11-21
review_days = 3650

[[step]]
id = "end"
kind = "close"
title = "Close the incident"
"""


def test_what_to_keep_of_a_closed_incident_is_printed_on_the_way_out(
    program: Program, incident: Incident, tmp_path: Path
) -> None:
    (tmp_path / "books").mkdir()
    (tmp_path / "books" / "short.toml").write_text(BOOK)
    (tmp_path / "config.toml").write_text(f'runbooks = ["{tmp_path / "books"}"]\n')
    with program("walk", "short", "--config", str(tmp_path / "config.toml")) as terminal:
        terminal.wait_for(r"Log \(saved\)")
        terminal.send(b" ")
        terminal.wait_for("close and seal")
        terminal.send(b"\r")
        terminal.wait_for(r"log [0-9a-f]{12}#\d+ +keep this in the ticket")
        terminal.send(b"q")
        terminal.wait_for("is sealed, log")
        terminal.send(b"q")
        assert terminal.wait() == 0
        assert f"{incident.folder.name} is sealed, log " in terminal.text

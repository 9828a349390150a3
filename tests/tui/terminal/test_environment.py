from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from cio_tui.tui.terminal.environment import prepare, wants_mouse

if TYPE_CHECKING:
    from tests.tui.terminal.conftest import Demo

SGR = re.compile(rb"\x1b\[([0-9;]*)m")
COLORS = re.compile(r"\b(?:3[0-8]|4[0-8]|9[0-7]|10[0-7])\b")


def test_nothing_moves() -> None:
    environment: dict[str, str] = {"TEXTUAL_ANIMATIONS": "full"}
    prepare(environment)
    assert environment == {"TEXTUAL_ANIMATIONS": "none", "TEXTUAL_SMOOTH_SCROLL": "0"}


def test_the_size_is_that_of_the_window_whatever_was_exported(demo: Demo) -> None:
    with demo(size=(70, 20), environment={"COLUMNS": "132", "LINES": "50"}) as terminal:
        terminal.wait_for("^▊.{68}▎$")


@pytest.mark.parametrize(
    "name",
    ["TEXTUAL", "TEXTUAL_DEBUG", "TEXTUAL_DRIVER", "TEXTUAL_LOG", "TEXTUAL_PRESS", "TEXTUAL_SCREENSHOT"],
)
def test_no_variable_records_keys_or_presses_them(name: str) -> None:
    environment = {name: "1"}
    prepare(environment)
    assert name not in environment


def test_how_it_looks_is_left_to_the_user() -> None:
    chosen = {"TEXTUAL_THEME": "nord", "TEXTUAL_FPS": "30", "TERM": "tmux-256color", "COLORTERM": "truecolor"}
    environment = dict(chosen)
    prepare(environment)
    assert chosen.items() <= environment.items()


def test_an_empty_no_color_means_nothing() -> None:
    environment = {"NO_COLOR": ""}
    prepare(environment)
    assert "NO_COLOR" not in environment


@pytest.mark.parametrize(
    ("environment", "wanted"),
    [({}, True), ({"SSH_CONNECTION": "10.0.0.1 1 10.0.0.2 22"}, False), ({"SSH_TTY": "/dev/pts/1"}, False)],
)
def test_the_mouse_is_off_over_ssh(environment: dict[str, str], wanted: bool) -> None:
    assert wants_mouse(environment) == wanted


def test_over_ssh_the_terminal_keeps_its_mouse(demo: Demo) -> None:
    with demo(environment={"SSH_CONNECTION": "10.0.0.1 1 10.0.0.2 22"}) as terminal:
        terminal.wait_for("ready")
        terminal.settle()
        assert terminal.modes & {1000, 1002, 1003, 1006, 1016} == set()


def colors(received: bytes) -> set[str]:
    found: set[str] = set()
    for codes in SGR.findall(received):
        found |= set(COLORS.findall(codes.decode().replace(";", " ")))
    return found


@pytest.mark.parametrize(("value", "is_colored"), [("1", False), ("", True)])
def test_no_color_is_meant_as_the_standard_says(value: str, is_colored: bool, demo: Demo) -> None:
    with demo(environment={"NO_COLOR": value}) as terminal:
        terminal.wait_for("ready")
        terminal.settle()
        assert bool(colors(bytes(terminal.received))) == is_colored


@pytest.mark.parametrize(
    "environment",
    [
        {"TERM": "tmux-256color", "COLORTERM": ""},
        {"TERM": "screen", "COLORTERM": ""},
        {"TERM": "vt100", "COLORTERM": "nonsense"},
        {"TERM": "xterm-kitty", "TEXTUAL_DISABLE_KITTY_KEY": "1"},
        {"LC_ALL": "C", "LANG": ""},
        {"LC_ALL": "en_US.ISO-8859-1"},
        {"COLUMNS": "0", "LINES": "-3"},
    ],
    ids=lambda environment: " ".join(f"{name}={value}" for name, value in environment.items()),
)
def test_a_terminal_of_any_kind_is_drawn_and_given_back(environment: dict[str, str], demo: Demo) -> None:
    with demo(environment=environment) as terminal:
        terminal.wait_for("ready")
        terminal.press("ctrl+q")
        assert terminal.wait() == 0
        assert terminal.is_normal

"""Whatever is typed faster than the screen changes goes to the screen it was typed for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.events import Key

from cio_tui.tui.terminal.safe_app import SafeApp

if TYPE_CHECKING:
    from tests.tui.terminal.conftest import Demo


def test_what_is_typed_before_a_dialog_is_open_goes_into_the_dialog(demo: Demo) -> None:
    with demo() as terminal:
        terminal.wait_for("ready")
        terminal.press("f8", "one", "enter", "f8", "two", "enter", "f8", "three", "enter", "x")
        terminal.wait_for("^answered one two three$")
        terminal.wait_for("x")  # in the line of the screen below
        terminal.press("ctrl+q")
        assert terminal.wait() == 0


def test_a_paste_waits_for_its_turn_as_well(demo: Demo) -> None:
    with demo() as terminal:
        terminal.wait_for("ready")
        terminal.send(b"\x1b[19~\x1b[200~pasted\x1b[201~\r")
        terminal.wait_for("^answered pasted$")


def test_keys_typed_into_a_dialog_that_is_closing_end_nothing(demo: Demo) -> None:
    with demo() as terminal:
        terminal.wait_for("ready")
        for turn in range(1, 21):
            terminal.press("f8", "a", "enter", "enter", "tab", "up", "down")
            terminal.wait_for(f"^answered {' '.join('a' * turn)}")
        terminal.press("ctrl+q")
        assert terminal.wait() == 0


def test_a_long_line_typed_at_once_arrives_whole_and_in_order(demo: Demo) -> None:
    line = "".join(chr(ord("a") + turn % 26) for turn in range(70))
    with demo(size=(200, 24)) as terminal:
        terminal.wait_for("ready")
        terminal.press(line)
        terminal.wait_for(line)


async def test_a_key_that_comes_when_the_screens_are_gone_is_for_nobody() -> None:
    app = SafeApp()
    async with app.run_test():
        pass
    await app.on_event(Key("x", "x"))
    assert app.crash is None

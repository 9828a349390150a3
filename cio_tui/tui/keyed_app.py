"""What every app of ours shares: themes, sizes, and the keys of the screen in front as its help and its palette."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol, runtime_checkable

from textual.app import App, SystemCommand

from cio_tui.tui.terminal.safe_app import SafeApp
from cio_tui.tui.themes import THEMES

if TYPE_CHECKING:
    from collections.abc import Iterable

    from textual.screen import Screen

    from cio_tui.tui.keys import Key


@runtime_checkable
class Keyed(Protocol):
    """A screen that says which keys are its own."""

    PLACE: str
    """As the help's title names it: `walking an incident`."""
    KEYS: tuple[Key, ...]


class KeyedApp(SafeApp):
    """The base of the app and of the review by itself."""

    CSS_PATH = "app.tcss"
    TITLE = "cio-tui"
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (110, "-wide")]  # noqa: RUF012  Textual declares it on instances
    VERTICAL_BREAKPOINTS = [(0, "-cramped"), (20, "-short"), (30, "-tall")]  # noqa: RUF012
    SHARED: tuple[Key, ...] = ()
    """The keys that work on every screen."""

    def __init__(self) -> None:
        super().__init__()
        for theme in THEMES:
            self.register_theme(theme)
        self.set_reactive(App.theme, THEMES[0].name)  # watched, it would have all styles applied twice

    def action_help(self) -> None:
        """The keys that fit here."""
        from cio_tui.tui.screens.help import HelpScreen

        screen: Screen[object] = self.screen
        if isinstance(screen, Keyed):
            self.push_screen(HelpScreen(screen.PLACE, (*screen.KEYS, *self.SHARED)))

    async def action_leave_review(self) -> None:
        """From a review to whatever it was opened over."""
        await self.pop_screen()

    def action_redraw(self) -> None:
        """Draw everything anew, whatever is on the screen."""
        self.repaint()

    def get_system_commands(self, screen: Screen[object]) -> Iterable[SystemCommand]:
        """Every action by name, so that no key has to be remembered."""
        own = screen.KEYS if isinstance(screen, Keyed) else ()
        for key in (*own, *self.SHARED):
            target = self if key in self.SHARED else screen
            yield SystemCommand(
                f"{key.word}  ({key.label})",
                key.tooltip,
                lambda key=key, target=target: self._run(key.action, target),
            )

    def _run(self, action: str, target: SafeApp | Screen[object]) -> None:
        self.call_later(self.run_action, action, target)

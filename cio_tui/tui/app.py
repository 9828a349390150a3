"""The app: screens, theme and exit, nothing else. It is enclosed by the conductor, which outlives it."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Protocol, runtime_checkable

from cio_tui.core.sealing import sealed
from cio_tui.tui.bindings import bindings
from cio_tui.tui.keyed_app import KeyedApp
from cio_tui.tui.keys import ANYWHERE
from cio_tui.tui.screens.start import StartScreen

if TYPE_CHECKING:
    from textual.binding import BindingType
    from textual.screen import Screen

    from cio_tui.runtime.conductor import Conductor
    from cio_tui.runtime.scene import Scene

CLOCK = 1.0
"""Seconds between repaints while nothing happens: clocks and ages move on."""


@runtime_checkable
class Drawn(Protocol):
    """A screen that shows scenes."""

    def draw(self, scene: Scene) -> None:
        """Show a scene."""


class CioTui(KeyedApp):
    """Shows whatever the conductor's scene holds: the start screen, or the walk of its incident."""

    SHARED = ANYWHERE
    BINDINGS: ClassVar[list[BindingType]] = list(bindings(ANYWHERE))

    def __init__(self, conductor: Conductor) -> None:
        super().__init__()
        self._conductor = conductor
        self._start = StartScreen(conductor)
        self._drawing = False
        self.wanted_drill = ""
        """The scenario to practise once this app has ended: a drill has ground and clocks of its own."""
        self.sealed = ""
        """What to keep of the incident that was closed last; empty when none was."""

    def get_default_screen(self) -> Screen[None]:
        """The start screen lies below everything; one of Textual's own below that would be laid out for nothing."""
        return self._start

    async def on_mount(self) -> None:
        self._unsubscribe = self._conductor.subscribe(self._changed)
        self._show_incident()
        self.set_interval(CLOCK, self._draw)

    def on_ready(self) -> None:
        """The first screen is painted: what is heavy may be imported and read."""
        self.run_worker(self._conductor.look_around(), group="look", exit_on_error=True)

    def on_unmount(self) -> None:
        self._unsubscribe()

    def _changed(self) -> None:
        """Coalesce: any number of changes in one turn of the loop are one repaint."""
        if not self._drawing:
            self._drawing = True
            self.call_later(self._draw)

    def _draw(self) -> None:
        self._drawing = False
        if not self.is_running:  # the widgets go before the timers do
            return
        self._show_incident()
        for screen in reversed(self.screen_stack):  # behind a dialog, the clock and DRILL go on
            is_ready = screen.is_mounted
            if isinstance(screen, Drawn):
                if is_ready:
                    screen.draw(self._conductor.scene())
                break

    def _show_incident(self) -> None:
        """The walk while an incident is open, the start screen while none is."""
        if self._conductor.session is not None and self.screen is self._start:
            from cio_tui.tui.screens.walk import WalkScreen

            self.push_screen(WalkScreen(self._conductor))

    @property
    def _is_walking(self) -> bool:
        screen: Screen[object] = self.screen
        return screen is not self._start and isinstance(screen, Drawn)

    # -- keys that work everywhere

    def action_refresh_probes(self) -> None:
        """Ask every probe again."""
        self._conductor.monitor.refresh()

    def action_pause(self) -> None:
        """Stop asking by itself, or go on."""
        self._conductor.monitor.pause(paused=not self._conductor.monitor.paused)
        self._draw()

    async def action_leave_incident(self) -> None:
        """From the walk to the start screen; the incident stays open and saved."""
        scene = self._conductor.scene()
        incident = scene.folder.rpartition("/")[2]
        is_open = scene.session is not None and scene.session.closed is None
        self.remember_seal()
        await self._conductor.leave("left")
        if self._is_walking:
            await self.pop_screen()
        stays = f"Open, but left over: {scene.trouble}" if scene.trouble else "Open and saved."
        said = f"{stays} Later: cio-tui resume {incident}" if is_open else self.sealed
        self._start.come_back(incident, said, is_open=is_open)
        self._draw()

    def remember_seal(self) -> None:
        """Whoever leaves a closed incident, or the app with one, is told what to keep of it."""
        scene = self._conductor.scene()
        if scene.session is not None and (words := sealed(scene.session)):
            self.sealed = f"{scene.folder.rpartition('/')[2]} is {words}."

    def action_practise(self, scenario: str) -> None:
        """End, and ask for a drill."""
        self.wanted_drill = scenario
        self.exit(return_code=0)

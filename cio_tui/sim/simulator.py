"""The stand-in as a whole: one scenario, played on loopback from the moment it is entered until it is left.

Two clocks are kept apart. The story runs `speed` times as fast as the wall, and so do the dates of what happens in
it; a latency and a Date header are what a client compares with its own clock, so they stay in real time.
"""

from __future__ import annotations

import os
import tempfile
import time
from contextlib import AsyncExitStack
from pathlib import Path
from typing import TYPE_CHECKING, Self

from cio_tui.sim.certificates import Authority
from cio_tui.sim.configuration import configuration_text, shell_environment
from cio_tui.sim.dns_server import NameServer
from cio_tui.sim.handouts import handouts
from cio_tui.sim.http_server import HttpsServer
from cio_tui.sim.keyring import Credentials, KeyRing, new_key_ring
from cio_tui.sim.record import Record
from cio_tui.sim.scene import Scene
from cio_tui.sim.timeline import Timeline
from cio_tui.sim.world import World

if TYPE_CHECKING:
    from types import TracebackType

    from cio_tui.sim.faults import Conditions
    from cio_tui.sim.record import Request
    from cio_tui.sim.scenario import Scenario

ADDRESS = "127.0.0.1"


class Simulator:
    """Plays a scenario inside `async with`. `speed = 0` stops the story; `seek` moves it."""

    def __init__(self, scenario: Scenario, *, speed: float = 1.0, told_s: float = 0.0) -> None:
        """The story begins at its second `told_s`, as if all before had happened just now."""
        self.scenario = scenario
        self.told_s = told_s
        self.world = World()
        self._speed = speed
        self._timeline = Timeline(scenario.changes)
        self._record = Record()
        self._ring: KeyRing = new_key_ring()
        self._authority = Authority()
        self._dns = NameServer(ADDRESS, scenario.region, lambda: self.conditions)
        self._https = HttpsServer(self._authority, scenario.region, self._scene, self._record)
        self._exits = AsyncExitStack()
        self._folder = Path()
        self._offset = 0.0
        self._mono = time.monotonic()
        self._began = time.time()

    async def __aenter__(self) -> Self:
        async with AsyncExitStack() as exits:
            self._folder = Path(exits.enter_context(tempfile.TemporaryDirectory(prefix="cio-tui-sim-")))
            self._write_files()
            exits.push_async_callback(self._dns.stop)
            await self._dns.start()
            exits.push_async_callback(self._https.stop)
            await self._https.start(ADDRESS)
            self._exits = exits.pop_all()
        self.seek(self.told_s)
        self._began = time.time() - self.told_s
        self._write("config.toml", self.configuration().encode())
        self._write("env", shell_environment(self.folder).encode())
        self.hand_out()
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self._exits.aclose()

    @property
    def elapsed(self) -> float:
        """Scenario seconds since the start."""
        return self._offset + (time.monotonic() - self._mono) * self._speed

    @property
    def now(self) -> float:
        """Unix time in the world: the start plus the story."""
        return self._began + self.elapsed

    @property
    def conditions(self) -> Conditions:
        """What holds at this moment."""
        return self._timeline.at(self.elapsed)

    @property
    def requests(self) -> tuple[Request, ...]:
        """Every request received, oldest first."""
        return self._record.all()

    def seek(self, elapsed: float) -> None:
        """Move the story to a scenario second; it runs on from there."""
        self._offset = elapsed
        self._mono = time.monotonic()

    @property
    def folder(self) -> Path:
        """Where its files lie: keys, `config.toml`, `env` to be sourced, and what `hand_out` writes."""
        return self._folder

    def hand_out(self) -> None:
        """Write the files of a responder's desk as they are at this moment of the story."""
        for name, text in handouts(self._scene()).items():
            self._write(name, text.encode())

    def configuration(self) -> str:
        """A configuration file that points cio-tui here; valid until the simulator is left."""
        return configuration_text(
            self.scenario, self._folder, https_port=self._https.port, dns_port=self._dns.port
        )

    def _scene(self) -> Scene:
        elapsed = self.elapsed
        conditions = self._timeline.at(elapsed)
        self.world.play(conditions.people, int(self._began + elapsed))
        return Scene(
            self.world, conditions, self._ring, self.scenario.region, elapsed, self._began, self._timeline
        )

    def _write_files(self) -> None:
        self._write("ca.pem", self._authority.pem)
        for suffix, credentials in (("", self._ring.current), (".new", self._ring.rotated)):
            for name in Credentials.__slots__:
                self._write(name + suffix, str(getattr(credentials, name)).encode())

    def _write(self, name: str, content: bytes) -> None:
        """A file that only we may read, from its first moment on; one that is there is replaced whole."""
        fresh = self._folder / f"{name}~"
        descriptor = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "wb") as file:
            file.write(content)
        fresh.replace(self._folder / name)

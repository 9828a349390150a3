"""Two worlds: the simulator as it is configured for a drill, and servers of the test's own on loopback."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import AsyncExitStack
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from cio_tui.probes.ground import ConnectTo, Ground, Network
from cio_tui.runtime.clock import SystemClock
from cio_tui.runtime.credentials import Credentials
from cio_tui.runtime.grounding import make_ground as ground_of
from cio_tui.runtime.library import Library
from cio_tui.runtime.settings import load_settings
from cio_tui.runtime.shared_probes import shared_probes
from cio_tui.sim.scenario import load_scenario, parse_scenario, shipped_scenarios
from cio_tui.sim.simulator import Simulator
from tests.customerio.sound_domain import look
from tests.probes.conftest import Site, answer, authority, ca_file, loopback, make_ground

if TYPE_CHECKING:
    from cio_tui.core.probe import Probe
    from tests.probes.conftest import Loopback, MakeGround, Received

__all__ = ["authority", "ca_file", "look", "loopback", "make_ground"]

HEAD = '[scenario]\nid = "test"\ntitle = "a test"\n[[change]]\nat = "0s"\n'
APP_HOST = "api.customer.io"


@dataclass
class Stage:
    """A running simulator and the ground that its printed configuration makes, with the wall clock of its world."""

    simulator: Simulator
    ground: Ground

    @property
    def written(self) -> list[str]:
        """Every request that does not promise to change nothing."""
        return [f"{each.method} {each.host}{each.path}" for each in self.simulator.requests if not each.reads]

    @property
    def asked(self) -> list[str]:
        """Path and query of every request, in order."""
        return [f"{each.path}?{each.query}".rstrip("?") for each in self.simulator.requests]


Play = Callable[..., Awaitable[Stage]]
Answers = Mapping[str, object]
"""Path to JSON document, or to a whole HTTP answer in bytes."""


@pytest.fixture
async def play(tmp_path: Path) -> AsyncIterator[Play]:
    """Starts a shipped scenario by name, or one whose changes are given; its time stands still until `seek`."""
    async with AsyncExitStack() as exits:

        async def start(scenario: str = "", changes: str = "", at: float = 0.0) -> Stage:
            played = (
                load_scenario(shipped_scenarios()[scenario])
                if scenario
                else parse_scenario("test.toml", (HEAD + changes).encode())
            )
            simulator = await exits.enter_async_context(Simulator(played, speed=0))
            simulator.seek(at)
            config = tmp_path / "config.toml"
            config.write_text(simulator.configuration())
            settings = load_settings(str(config), {})
            ground = ground_of(settings, Credentials(settings, {}), SystemClock(), {})
            return Stage(simulator, ground._replace(wall=lambda: datetime.fromtimestamp(simulator.now, UTC)))

        yield start


@pytest.fixture(scope="session")
def shipped_probes() -> Mapping[str, Probe]:
    """The probes of lib/probes.toml with their rules, by id."""
    return shared_probes(Library([Path(__file__).parents[2] / "runbooks"]))


Serve = Callable[[Answers], Awaitable[tuple[Site, Ground]]]


@pytest.fixture
def serve(loopback: Loopback, make_ground: MakeGround, ca_file: str) -> Serve:
    """An App API of the test's own, behind the real name: documents by path, 404 for any other."""

    async def start(answers: Answers) -> tuple[Site, Ground]:
        def respond(request: Received) -> bytes:
            found = answers.get(request.target, answers.get(request.target.partition("?")[0]))
            if isinstance(found, bytes):
                return found
            if found is None:
                return answer('{"errors": [{"detail": "not found", "status": "404"}]}', 404)
            return answer(json.dumps(found), headers={"Content-Type": "application/json"})

        site = await loopback.http(respond, loopback.certificate(APP_HOST))
        detour = ConnectTo(APP_HOST, 443, "127.0.0.1", site.port)
        network = Network(ca_file=ca_file, connect_to=(detour,))
        return site, make_ground(network, app=f"https://{APP_HOST}")

    return start

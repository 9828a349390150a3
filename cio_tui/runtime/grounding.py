"""From a configuration to the ground that probes stand on; the simulator's configuration takes the same way."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cio_tui.probes.ground import ConnectTo, Ground, Network, Sending
from cio_tui.probes.memory import Memory
from cio_tui.probes.proxy import Proxies
from cio_tui.probes.shared import Shared

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cio_tui.runtime.clock import Clock
    from cio_tui.runtime.credentials import Credentials
    from cio_tui.runtime.settings import Settings


def make_ground(
    settings: Settings, credentials: Credentials, clock: Clock, environment: Mapping[str, str]
) -> Ground:
    """The ground of one session. `credentials` should have found all before an event loop runs."""
    network, sending = settings.network, settings.sending
    return Ground(
        endpoints=settings.endpoints,
        credential=credentials,
        wall=clock.now,
        mono=clock.mono,
        shared=Shared(),
        memory=Memory(),
        network=Network(
            dns=network.dns,
            ca_file=network.ca_file,
            connect_to=tuple(map(ConnectTo.parse, network.connect_to)),
            hosts=network.hosts,
        ),
        sending=Sending(sending.domain, sending.account, sending.selectors, sending.links),
        proxies=Proxies.from_environment(environment),
    )

"""What all probes of one ground share, built when first asked for and never on the event loop."""

from __future__ import annotations

import asyncio
import contextlib
import sys
from importlib import import_module
from typing import TYPE_CHECKING

from cio_tui.probes.failure import SetupError
from cio_tui.probes.host_lookup import HostLookups
from cio_tui.probes.registry import MODULES
from cio_tui.probes.trust_reading import TrustReading

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from cio_tui.core.probe import ProbeKind
    from cio_tui.core.redact import Redactor
    from cio_tui.core.secret import Secret
    from cio_tui.probes.ground import Network
    from cio_tui.probes.trust import Trust

_LATE = ("cio_tui.core.redact",)
"""What the first request would import otherwise, inside its timing."""

_LOOKING_UP = (
    "cio_tui.probes.dns_query",
    "cio_tui.probes.dns_servers",
    "dns.rdtypes.IN.A",
    "dns.rdtypes.IN.AAAA",
)
"""The same where names are asked of `[network] dns`: dnspython, 35 ms."""


class Shared:
    """A cache: it changes what things cost, never what they say."""

    def __init__(self) -> None:
        self.lookups = HostLookups()
        self._trust = TrustReading()
        self._redactor: tuple[Mapping[str, Secret], Redactor] | None = None

    async def trust(self, ca_file: str) -> Trust:
        """The trust store, read in a thread the first time. Raises SetupError."""
        return await self._trust.trust(ca_file)

    def begin_trust(self, ca_file: str) -> None:
        """Have a thread read the trust store: it is there when first asked for, whatever is imported meanwhile."""
        self._trust.begin(ca_file)

    def load(self, network: Network, kinds: Iterable[ProbeKind]) -> None:
        """Import what these kinds of probe need: for a command that has no event loop to keep waiting."""
        _import(_unloaded(network, kinds))

    async def prewarm(self, network: Network, kinds: Iterable[ProbeKind]) -> None:
        """Import what these kinds of probe need, while OpenSSL reads the trust store without the interpreter."""
        self.begin_trust(network.ca_file)
        if names := _unloaded(network, kinds):
            await asyncio.to_thread(_import, names)
        with contextlib.suppress(SetupError):  # every probe that needs it will say so
            await self.trust(network.ca_file)

    def redactor(self, secrets: Mapping[str, Secret]) -> Redactor:
        """A redactor of these secrets, built again only when one has changed."""
        from cio_tui.core.redact import Redactor  # light commands make a Ground and never redact

        if self._redactor is None or self._redactor[0] != secrets:
            self._redactor = (secrets, Redactor(secrets))
        return self._redactor[1]


def _unloaded(network: Network, kinds: Iterable[ProbeKind]) -> list[str]:
    names = (*(MODULES[kind] for kind in kinds), *_LATE, *(_LOOKING_UP if network.dns else ()))
    return [name for name in names if name not in sys.modules]


def _import(names: Iterable[str]) -> None:
    for name in names:
        with contextlib.suppress(ImportError):  # the guard reports it for the one probe that needs it
            import_module(name)

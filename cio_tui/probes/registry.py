"""Which module measures which kind: adding a kind is one module and one line here.

Names instead of imports, since the modules are heavy and the last three live in `customerio`, which imports
this package. Each module offers `async def measure(probe: Probe, ground: Ground) -> Sample`.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Protocol, cast

from cio_tui.core.probe_kind import ProbeKind

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cio_tui.core.probe import Probe
    from cio_tui.core.reading import Sample
    from cio_tui.probes.ground import Ground

MODULES: Mapping[ProbeKind, str] = {
    ProbeKind.HTTP: "cio_tui.probes.http",
    ProbeKind.STATUSPAGE: "cio_tui.probes.statuspage",
    ProbeKind.DNS: "cio_tui.probes.dns",
    ProbeKind.TLS: "cio_tui.probes.tls",
    ProbeKind.LATENCY: "cio_tui.probes.latency",
    ProbeKind.DELIVERY: "cio_tui.customerio.delivery",
    ProbeKind.DOMAIN: "cio_tui.customerio.domain",
    ProbeKind.WEBHOOK: "cio_tui.customerio.webhook",
}


class Measure(Protocol):
    """One measurement of one probe. It keeps the probe's timeout itself and names the phase that ran out."""

    async def __call__(self, probe: Probe, ground: Ground) -> Sample: ...


def measure_of(kind: ProbeKind) -> Measure:
    """The measurement of a kind, imported on first use."""
    return cast("Measure", import_module(MODULES[kind]).measure)

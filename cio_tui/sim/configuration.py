"""The configuration that points a cio-tui at a running simulator: an ordinary one, read by a drill like any other."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from shlex import quote
from typing import TYPE_CHECKING

import tomli_w

from cio_tui.sim.faults import WORKSPACE_ID
from cio_tui.sim.sites import CONTROL_HOST, METRICS_HOST, RECEIVER_HOST, SITES, STATUS_HOST, Place, host_of
from cio_tui.sim.zones import ACCOUNT_DOMAIN, FROM_DOMAIN, LINK_HOST, SELECTOR

if TYPE_CHECKING:
    from pathlib import Path

    from cio_tui.sim.scenario import Scenario

LABEL = "drill"

_KEYS = ("site_id", "track_api_key", "app_api_key", "webhook_signing_key")


def configuration_text(scenario: Scenario, folder: Path, *, https_port: int, dns_port: int) -> str:
    """TOML. `connect_to` leaves the address empty, so names are still resolved and DNS faults reach every probe."""
    region = scenario.region
    document = {
        "region": region,
        "label": LABEL,
        "workspace_id": WORKSPACE_ID,
        "endpoints": {
            "track": f"https://{host_of(Place.TRACK, region)}",
            "app": f"https://{host_of(Place.APP, region)}",
            "status": f"https://{STATUS_HOST}",
            "control": f"https://{CONTROL_HOST}/generate_204",
            "webhook": f"https://{RECEIVER_HOST}/customerio",
            "errors": f"https://{METRICS_HOST}/errors",
            "queue": f"https://{METRICS_HOST}/queue",
        },
        "network": {
            "dns": [f"127.0.0.1:{dns_port}"],
            "ca_file": str(folder / "ca.pem"),
            "connect_to": [f"{host}:443::{https_port}" for host in SITES],
        },
        "credentials": {
            **{name: {"file": str(folder / name)} for name in _KEYS},
            "rotated": (datetime.now(UTC) - timedelta(days=30)).date(),
        },
        "sending": {
            "from": FROM_DOMAIN,
            "account": ACCOUNT_DOMAIN,
            "selectors": [SELECTOR],
            "links": LINK_HOST,
        },
    }
    heading = f"# cio-tui simulator, scenario {scenario.id}: valid while it runs\n\n"
    return heading + tomli_w.dumps(document)


def shell_environment(folder: Path) -> str:
    """What a second shell sources to run the commands that a book names against the simulator."""
    at = quote(str(folder))
    return f"export CIO_TUI_CONFIG={at}/config.toml\ncd {at}\n"

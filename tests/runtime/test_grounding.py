from __future__ import annotations

from typing import TYPE_CHECKING

from cio_tui.core.secret import Secret
from cio_tui.probes.ground import ConnectTo
from cio_tui.runtime.clock import FastClock
from cio_tui.runtime.credentials import Credentials
from cio_tui.runtime.grounding import make_ground
from cio_tui.runtime.settings import load_settings

if TYPE_CHECKING:
    from pathlib import Path


def test_probes_stand_on_what_the_configuration_says(tmp_path: Path) -> None:
    file = tmp_path / "c.toml"
    file.write_text(
        '[network]\nconnect_to = ["track.customer.io:443:127.0.0.1:8443"]\ndns = ["127.0.0.1:5353"]\n'
        '[sending]\nfrom = "example.com"\n'
    )
    environment = {
        "CUSTOMERIO_SITE_ID": "a1b2c3d4e5f60718293a",
        "HTTPS_PROXY": "http://proxy.example.com:3128",
    }
    settings, clock = load_settings(str(file), environment), FastClock(10)
    ground = make_ground(settings, Credentials(settings, environment), clock, environment)
    assert ground.endpoints == settings.endpoints
    assert ground.network.connect_to == (ConnectTo("track.customer.io", 443, "127.0.0.1", 8443),)
    assert ground.network.dns == ("127.0.0.1:5353",)
    assert ground.sending.domain == "example.com"
    assert ground.credential("site_id") == Secret("a1b2c3d4e5f60718293a")
    assert ground.credential("app_api_key") is None
    assert ground.proxies
    assert ground.proxies.host == "proxy.example.com"
    assert clock.now() <= ground.wall() <= clock.now()

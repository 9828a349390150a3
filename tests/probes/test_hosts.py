from __future__ import annotations

from datetime import UTC, datetime

import pytest

from cio_tui.probes.failure import SetupError
from cio_tui.probes.ground import Ground
from cio_tui.probes.hosts import HostPort, is_address, named_hosts
from cio_tui.probes.memory import Memory
from cio_tui.probes.shared import Shared

GROUND = Ground(
    endpoints={"track": "https://track.customer.io/", "errors": "http://127.0.0.1:9090/metrics", "queue": ""},
    credential=lambda _: None,
    wall=lambda: datetime(2026, 11, 21, tzinfo=UTC),
    mono=lambda: 0.0,
    shared=Shared(),
    memory=Memory(),
)


@pytest.mark.parametrize(
    ("name", "host", "port"),
    [
        ("{track}", "track.customer.io", 443),
        ("{errors}", "127.0.0.1", 9090),
        ("Example.COM.", "example.com", 443),
        ("example.com:8443", "example.com", 8443),
        ("http://example.com/x", "example.com", 80),
        ("[2001:db8::1]:8443", "2001:db8::1", 8443),
    ],
)
def test_a_name_stands_for_a_host_and_a_port(name: str, host: str, port: int) -> None:
    assert named_hosts([name], GROUND) == (HostPort(host, port),)


def test_what_is_not_configured_or_named_twice_is_left_out() -> None:
    assert named_hosts(["{queue}", "{track}", "track.customer.io"], GROUND) == (
        HostPort("track.customer.io", 443),
    )


@pytest.mark.parametrize(
    "name", ["https://", "example.com:99999", "ftp://example.com", "[::1", ":443", "/path"]
)
def test_what_names_no_host_is_refused_with_the_remedy(name: str) -> None:
    with pytest.raises(SetupError, match=r"names no host: give a name such as track\.customer\.io"):
        named_hosts([name], GROUND)


def test_a_port_is_shown_only_where_it_is_unusual() -> None:
    assert str(HostPort("example.com", 443)) == "example.com"
    assert str(HostPort("::1", 8443)) == "[::1]:8443"


def test_addresses_are_told_from_names() -> None:
    assert is_address("10.0.0.2")
    assert is_address("::1")
    assert not is_address("track.customer.io")

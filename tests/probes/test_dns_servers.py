from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from cio_tui.probes.dns_servers import NameServer, chosen_servers, host_servers
from cio_tui.probes.failure import SetupError

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize(
    ("text", "address", "port", "shown"),
    [
        ("10.0.0.2", "10.0.0.2", 53, "10.0.0.2"),
        ("127.0.0.1:5353", "127.0.0.1", 5353, "127.0.0.1:5353"),
        ("2001:db8::1", "2001:db8::1", 53, "2001:db8::1"),
        ("[2001:db8::1]", "2001:db8::1", 53, "2001:db8::1"),
        ("[2001:db8::1]:53", "2001:db8::1", 53, "2001:db8::1"),
        ("[2001:db8::1]:5353", "2001:db8::1", 5353, "[2001:db8::1]:5353"),
        ("fe80::1%eth0", "fe80::1%eth0", 53, "fe80::1%eth0"),
    ],
)
def test_a_server_is_an_address_with_or_without_a_port(
    text: str, address: str, port: int, shown: str
) -> None:
    server = NameServer.parse(text)
    assert server == NameServer(address, port)
    assert str(server) == shown


@pytest.mark.parametrize(
    "text", ["", "resolver.example", "10.0.0.2:0", "10.0.0.2:66000", "10.0.0.2:dns", "10.0.0.2:-1"]
)
def test_anything_else_is_refused_with_an_example(text: str) -> None:
    with pytest.raises(SetupError, match=r"is not a name server: give an address such as 10\.0\.0\.2:53"):
        NameServer.parse(text)


def test_the_book_goes_before_the_configuration_and_repetition_is_dropped() -> None:
    assert chosen_servers(["10.0.0.2", "10.0.0.2:53"], ["10.0.0.3"]) == (NameServer("10.0.0.2"),)
    assert chosen_servers([], ["10.0.0.3"]) == (NameServer("10.0.0.3"),)


def test_this_host_names_its_own_servers(tmp_path: Path) -> None:
    conf = tmp_path / "resolv.conf"
    conf.write_text("search example.com\nnameserver 10.0.0.2\n# nameserver 10.0.0.9\nnameserver ::1\n")
    assert host_servers(conf) == [NameServer("10.0.0.2"), NameServer("::1")]


@pytest.mark.parametrize("content", [None, "", "search example.com\n", "nameserver not-an-address\n"])
def test_a_host_without_servers_is_told_where_to_list_them(tmp_path: Path, content: str | None) -> None:
    conf = tmp_path / "resolv.conf"
    if content is not None:
        conf.write_text(content)
    with pytest.raises(SetupError, match=r"names no name server; list them under dns in \[network\]"):
        host_servers(conf)

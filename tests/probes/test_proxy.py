from __future__ import annotations

import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cio_tui.probes.failure import SetupError
from cio_tui.probes.proxy import Proxies

HOST = "track.customer.io"


@pytest.mark.parametrize(
    ("value", "name"),
    [
        ("http://proxy.corp:3128", "proxy.corp:3128"),
        ("proxy.corp:3128", "proxy.corp:3128"),
        ("http://proxy.corp", "proxy.corp:80"),
        ("http://me:s%40cret@proxy.corp:3128/", "proxy.corp:3128"),
        (" http://10.0.0.1:8080 ", "10.0.0.1:8080"),
        ("http://[2001:db8::1]:3128", "[2001:db8::1]:3128"),
    ],
)
def test_a_proxy_is_read_and_named_without_its_password(value: str, name: str) -> None:
    proxies = Proxies.from_environment({"HTTPS_PROXY": value})
    assert proxies.name == name
    assert proxies.carries(HOST, 443)


def test_a_proxys_password_is_decoded_and_kept_secret() -> None:
    proxies = Proxies.from_environment({"HTTPS_PROXY": "http://me:s%40cret@proxy.corp:3128"})
    assert proxies.user == "me"
    assert proxies.password
    assert proxies.password.reveal() == "s@cret"
    assert "s@cret" not in repr(proxies)


def test_lower_case_wins_as_it_does_for_curl_and_http_proxy_is_not_for_us() -> None:
    environment = {
        "https_proxy": "http://lower:1",
        "HTTPS_PROXY": "http://upper:2",
        "HTTP_PROXY": "http://plain:3",
    }
    assert Proxies.from_environment(environment).name == "lower:1"
    assert Proxies.from_environment({"HTTP_PROXY": "http://plain:3"}).name == ""


def test_no_proxy_means_a_direct_way() -> None:
    assert not Proxies.from_environment({}).carries(HOST, 443)
    assert not Proxies.from_environment({"HTTPS_PROXY": " "}).carries(HOST, 443)


@pytest.mark.parametrize(
    "value",
    [
        "socks5://proxy:1080",
        "https://proxy:3128",
        "http://",
        "http://proxy:port",
        "http://[::1",
        "http://u:hunter2@:x",
    ],
)
def test_a_value_that_is_no_proxy_is_a_sentence_and_not_a_crash(value: str) -> None:
    proxies = Proxies.from_environment({"HTTPS_PROXY": value})
    with pytest.raises(SetupError, match="HTTPS_PROXY") as raised:
        proxies.carries(HOST, 443)
    assert "http://proxy.example.com:3128" in str(raised.value)
    assert "hunter2" not in str(raised.value)


@pytest.mark.parametrize(
    ("exempt", "host"),
    [
        ("*", HOST),
        ("customer.io", HOST),
        (".customer.io", HOST),
        ("*.customer.io", HOST),
        ("other.example, Track.Customer.IO", "track.customer.io."),
        ("track.customer.io:443", HOST),
        ("10.0.0.0/8", "10.1.2.3"),
        ("fd00::/8", "fd00::17"),
        ("10.1.2.3", "10.1.2.3"),
        ("[fd00::17]:443", "fd00::17"),
        ("fd00::17", "fd00::17"),
    ],
)
def test_no_proxy_exempts_names_addresses_and_networks(exempt: str, host: str) -> None:
    assert not Proxies.from_environment({"HTTPS_PROXY": "http://p:1", "NO_PROXY": exempt}).carries(host, 443)


@pytest.mark.parametrize(
    ("exempt", "host"),
    [
        ("stomer.io", HOST),
        ("track.customer.io:8443", HOST),
        ("10.0.0.0/8", "11.1.2.3"),
        ("10.0.0.0/99", "10.1.2.3"),
        ("fd00::/8", "10.1.2.3"),
        ("10.0.0.0/8", "10.example.com"),
        (". , *.", HOST),
    ],
)
def test_everything_else_goes_through_the_proxy(exempt: str, host: str) -> None:
    assert Proxies.from_environment({"HTTPS_PROXY": "http://p:1", "NO_PROXY": exempt}).carries(host, 443)


@pytest.mark.parametrize("host", ["localhost", "127.0.0.1", "127.9.9.9", "::1"])
def test_this_machines_own_loopback_never_goes_through_a_proxy(host: str) -> None:
    assert not Proxies.from_environment({"HTTPS_PROXY": "nonsense://"}).carries(host, 443)


@given(st.text(max_size=60), st.text(max_size=60), st.text(max_size=20))
def test_no_environment_whatever_it_says_raises_anything_else(value: str, exempt: str, host: str) -> None:
    proxies = Proxies.from_environment({"HTTPS_PROXY": value, "NO_PROXY": exempt})
    with contextlib.suppress(SetupError):
        assert proxies.carries(host, 443) in (True, False)

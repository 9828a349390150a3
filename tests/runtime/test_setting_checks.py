from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from cio_tui.runtime.setting_checks import (
    CredentialSource,
    address,
    amount,
    count,
    credential,
    day,
    detour,
    host,
    listed,
    path,
    reachable,
    share,
    text,
    url,
)

if TYPE_CHECKING:
    from cio_tui.runtime.setting_checks import Check


@pytest.mark.parametrize(
    ("check", "value", "used"),
    [
        (url, "https://track.customer.io/", "https://track.customer.io"),
        (url, "http://[::1]:8080/metrics?query=up", "http://[::1]:8080/metrics?query=up"),
        (host, "Example.COM.", "example.com"),
        (reachable, "Metrics.Example.com:9443", "metrics.example.com:9443"),
        (reachable, "status.example.com.", "status.example.com"),
        (reachable, "10.0.0.2", "10.0.0.2"),
        (reachable, "[2001:DB8::1]", "2001:db8::1"),
        (address, "10.0.0.2", "10.0.0.2"),
        (address, "[::1]:53", "[::1]:53"),
        (detour, "track.customer.io:443:127.0.0.1:8443", "track.customer.io:443:127.0.0.1:8443"),
        (detour, "::127.0.0.1:8443", "::127.0.0.1:8443"),
        (share, 1, 1),
        (credential, {"env": "A"}, CredentialSource("env", ("A",))),
        (listed(text), ["a", "b"], ("a", "b")),
    ],
)
def test_what_is_right_is_returned_as_it_is_used(check: Check, value: object, used: object) -> None:
    assert check(value) == used


@pytest.mark.parametrize(
    ("check", "value"),
    [
        (url, "track.customer.io"),
        (url, "https://user:password@track.customer.io"),
        (url, "https://track.customer.io:99999"),
        (url, "https://track.customer.io:0"),
        (url, "file:///etc/passwd"),
        (url, "https://x/\n"),
        (host, "https://example.com"),
        (host, "-example.com"),
        (host, ""),
        (reachable, "https://example.com"),
        (reachable, "example.com:"),
        (reachable, "example.com:https"),
        (reachable, "example.com:0"),
        (reachable, "example.com:65536"),
        (reachable, "example.com:443:443"),
        (address, "localhost"),
        (address, "127.0.0.1:dns"),
        (address, "127.0.0.1:70000"),
        (address, "300.0.0.1"),
        (detour, "a:b"),
        (count, -1),
        (count, True),
        (count, 1.5),
        (amount, float("nan")),
        (amount, float("inf")),
        (amount, "5"),
        (share, 5),
        (day, "2026-09-01"),
        (path, ""),
        (text, ["a"]),
        (listed(text), "a"),
        (credential, {}),
        (credential, {"env": "A", "file": "b"}),
        (credential, {"env": ""}),
        (credential, {"key": "A"}),
        (credential, {"command": "op read x"}),
        (credential, {"command": []}),
        (credential, {"command": ["op", 3]}),
    ],
)
def test_what_is_wrong_ends_the_sentence_with_what_would_be_right(check: Check, value: object) -> None:
    with pytest.raises(ValueError, match=r"^(must|holds|has|is|cannot) "):
        check(value)


def test_a_password_in_an_address_is_not_said_again() -> None:
    with pytest.raises(ValueError, match=r'not "https://…@track\.customer\.io"$'):
        url("https://amira:p@ss/word@track.customer.io")


def test_a_home_is_found_in_a_path(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", "/home/amira")
    assert path("~/books") == "/home/amira/books"

"""No test reads the developer's own configuration, and none reaches beyond this host."""

from __future__ import annotations

import ipaddress
import os
import signal
import socket
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings

if TYPE_CHECKING:
    from collections.abc import Iterator

FOREIGN = ("CIO_TUI_", "CUSTOMERIO_", "XDG_", "PYTHON")
ALSO = (
    "NO_COLOR",
    "FORCE_COLOR",
    "HTTPS_PROXY",
    "HTTP_PROXY",
    "NO_PROXY",
    "https_proxy",
    "http_proxy",
    "no_proxy",
    "TMUX",
    "SUDO_USER",
)


# A shell's background job ignores these two, and so would every program that a test starts and sends them to.
for number, usual in ((signal.SIGINT, signal.default_int_handler), (signal.SIGQUIT, signal.SIG_DFL)):
    signal.signal(number, usual)

# A busy machine is no failure, and the same commit always meets the same examples; `make soak` looks for new ones.
settings.register_profile("repeatable", deadline=None, derandomize=True)
settings.register_profile("search", deadline=None, max_examples=3000)
settings.load_profile("repeatable")


@pytest.fixture(autouse=True, scope="session")
def own_home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """An empty home for the whole run, and nothing of the developer's in the environment."""
    with pytest.MonkeyPatch.context() as patch:
        for name in [name for name in os.environ if name.startswith(FOREIGN) or name in ALSO]:
            patch.delenv(name)
        patch.setenv("HOME", str(tmp_path_factory.mktemp("home")))
        patch.setenv("TERM", "xterm-256color")
        patch.setenv("PYTHONPATH", str(Path(__file__).parents[1]))  # for processes started elsewhere
        yield


@pytest.fixture
def no_waiting(monkeypatch: pytest.MonkeyPatch) -> None:
    """No pause between requests to the App API: it is tested with the client, elsewhere it would only cost time."""
    monkeypatch.setattr("cio_tui.customerio.turns.SECONDS_EACH", 0.0)


@pytest.fixture
def closed_port() -> Iterator[int]:
    """A port of this host that refuses connections; held, so that no test beside this one gets it to listen on."""
    with socket.socket() as bound:
        bound.bind(("127.0.0.1", 0))
        yield int(bound.getsockname()[1])


def _stay_at_home(event: str, arguments: tuple[object, ...]) -> None:
    """Refuse to connect or send to an address that is not this host's own."""
    if event not in ("socket.connect", "socket.sendto"):
        return
    address = arguments[1]
    if isinstance(address, tuple) and not _is_loopback(str(address[0])):
        raise RuntimeError(f"A test tried to reach {address}")


def _is_loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host.partition("%")[0]).is_loopback
    except ValueError:
        return host in ("", "localhost")


sys.addaudithook(_stay_at_home)

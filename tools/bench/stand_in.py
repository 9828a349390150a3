"""The simulator as a process of its own: near by, 50 ms away, hanging; and a network that swallows everything."""

from __future__ import annotations

import re
import socket
import subprocess
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from tools.bench.place import Place

ROUND_TRIP = 0.05
"""Seconds, as from another continent's edge."""
PROGRAMS = Path(__file__).parent / "programs"


@contextmanager
def near(place: Place, scenario: str = "healthy") -> Iterator[Path]:
    """On this host; yields the configuration that points at it."""
    command = [place.program, "--quiet", "sim", scenario, "--until-eof"]
    with _printing(place, f"{scenario}.toml", command) as config:
        yield config


def named_by_this_host(place: Place, config: Path) -> Path:
    """The same stand-in for somebody without `[network] dns`: no name is asked of a server of ours."""
    text = re.sub(r"^dns = \[.*?^\]\n", "", config.read_text(), flags=re.MULTILINE | re.DOTALL)
    plain = place.folder / "plain.toml"
    plain.write_text(text.replace(":443::", ":443:localhost:"))
    return plain


@contextmanager
def far(place: Place) -> Iterator[Path]:
    """The same, ROUND_TRIP away."""
    with near(place) as config:
        command = [place.python, str(PROGRAMS / "relay.py"), str(config), str(ROUND_TRIP)]
        with _printing(place, "far.toml", command) as relayed:
            yield relayed


@contextmanager
def black_hole(place: Place) -> Iterator[Path]:
    """Hosts for whose names nobody answers."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as silent:
        silent.bind(("127.0.0.1", 0))
        config = place.folder / "black-hole.toml"
        config.write_text(f'[network]\ndns = ["127.0.0.1:{silent.getsockname()[1]}"]\n')
        yield config


@contextmanager
def _printing(place: Place, name: str, command: Sequence[str]) -> Iterator[Path]:
    """A process that prints its configuration, closes stdout, and ends with its stdin."""
    config = place.folder / name
    pipe = subprocess.PIPE
    with subprocess.Popen(command, stdin=pipe, stdout=pipe, env=place.environment) as process:
        assert process.stdout and process.stdin  # both are pipes
        config.write_bytes(process.stdout.read())
        try:
            yield config
        finally:
            process.stdin.close()

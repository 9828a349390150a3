"""Chromium without a window, with a profile of its own, a log of what it asked for, and no way off this host."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import zlib
from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from pathlib import Path

NAMES = ("chromium", "chromium-browser", "google-chrome")
_OWN = "not an origin"
"""Who asks when the browser asks for itself: its clock, its updates."""
_SECONDS = 60


def find_chromium() -> str | None:
    """Its path."""
    return next(filter(None, map(shutil.which, NAMES)), None)


class Browser(NamedTuple):
    """One program and a folder for what it leaves behind."""

    program: str
    folder: Path

    def open(self, address: str, *words: str) -> bytes:
        """What it printed about a page, once it has ended."""
        command = [
            self.program, "--headless", "--disable-gpu", "--disable-dev-shm-usage", "--hide-scrollbars",
            "--no-first-run", "--disable-sync",
            "--disable-background-networking", "--disable-component-update", "--force-device-scale-factor=1",
            f"--user-data-dir={self.folder / 'profile'}", f"--log-net-log={self.folder / 'net.json'}",
            "--proxy-server=127.0.0.1:1", "--proxy-bypass-list=<-loopback>", *words, address,
        ]  # fmt: skip
        if os.geteuid() == 0:
            command.insert(1, "--no-sandbox")
        process = subprocess.Popen(
            command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, start_new_session=True
        )
        try:
            printed, _ = process.communicate(timeout=_SECONDS)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            process.communicate()
            raise
        return printed

    @property
    def asked(self) -> list[str]:
        """Addresses that the page of the last run asked for; the page itself is a file."""
        log = json.loads((self.folder / "net.json").read_text())
        starts = log["constants"]["logEventTypes"]["URL_REQUEST_START_JOB"]
        jobs = [
            one["params"] for one in log["events"] if one["type"] == starts and "url" in one.get("params", {})
        ]
        return [str(job["url"]) for job in jobs if job["initiator"] != _OWN]

    def picture(self, address: str, *words: str) -> Counter[str]:
        """How many pixels of each colour a page shows in a window of 900 × 1700."""
        path = self.folder / "picture.png"
        self.open(address, "--window-size=900,1700", f"--screenshot={path}", *words)
        return colours(path.read_bytes())


def colours(png: bytes) -> Counter[str]:
    """The colours of a picture of eight bits a channel, as `#rrggbb`."""
    at, packed, width, channels = 8, b"", 0, 0
    while at < len(png):
        size, name = int.from_bytes(png[at : at + 4], "big"), png[at + 4 : at + 8]
        chunk = png[at + 8 : at + 8 + size]
        if name == b"IHDR":
            width, channels = int.from_bytes(chunk[:4], "big"), {2: 3, 6: 4}[chunk[9]]
        packed += chunk if name == b"IDAT" else b""
        at += size + 12
    row = width * channels
    raw, before, found = zlib.decompress(packed), bytes(row), Counter[str]()
    for start in range(0, len(raw), row + 1):
        before = _unfiltered(raw[start], raw[start + 1 : start + 1 + row], before, channels)
        found.update(before[pixel : pixel + 3].hex() for pixel in range(0, row, channels))
    return Counter({f"#{colour}": number for colour, number in found.items()})


def _unfiltered(kind: int, line: bytes, above: bytes, channels: int) -> bytes:
    """One line of a picture, as the PNG specification predicts it from its neighbours."""
    if kind == 0:
        return line
    made = bytearray(line)
    for index, value in enumerate(line):
        left = made[index - channels] if index >= channels else 0
        corner = above[index - channels] if index >= channels else 0
        made[index] = (value + _predicted(kind, left, above[index], corner)) & 0xFF
    return bytes(made)


def _predicted(kind: int, left: int, up: int, corner: int) -> int:
    match kind:
        case 1:
            return left
        case 2:
            return up
        case 3:
            return (left + up) // 2
        case _:
            guess = left + up - corner
            return min((left, up, corner), key=lambda near: abs(guess - near))

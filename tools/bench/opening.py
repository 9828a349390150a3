"""From the command to a complete start screen: time, bytes on the line, memory; with four books and with five hundred."""

from __future__ import annotations

from operator import attrgetter
from shutil import copytree
from typing import TYPE_CHECKING

from tools.bench.row import Row
from tools.bench.stand_in import near
from tools.bench.terminal import hello, ratio, rounds, start_screen, typical

if TYPE_CHECKING:
    from pathlib import Path

    from tools.bench.place import Place

MANY = 500
READY, SENT, PEAK = attrgetter("ready_ms"), attrgetter("startup_bytes"), attrgetter("peak_mb")
SCREENFUL = r"(High error rate.*\n[^\n]*){5}"
"""Titles of the copies that the list shows."""


def measure(place: Place) -> list[Row]:
    """Four rows."""
    with near(place) as config:
        programs = {
            "hello": hello(place),
            "four": start_screen(place, config),
            "many": start_screen(place, _with_many_books(place, config))._replace(ready=SCREENFUL),
        }
        found = rounds(place, programs)
    floor = f"a Textual program of ten lines, {typical(found, 'hello', READY):.0f} ms"
    return [
        Row("start screen complete, four books", ratio(found, "four", "hello", READY), 1.25, "×", floor),
        Row(f"start screen complete, {MANY} books", ratio(found, "many", "hello", READY), 1.4, "×", floor),
        Row(
            "bytes sent until it is quiet", ratio(found, "four", "hello", SENT), 4, "×",
            f"the same, {typical(found, 'hello', SENT):,.0f} bytes",
        ),
        Row(
            "peak memory", ratio(found, "four", "hello", PEAK), 1.6, "×",
            f"the same, {typical(found, 'hello', PEAK):.0f} MB",
        ),
    ]  # fmt: skip


def _with_many_books(place: Place, config: Path) -> Path:
    """The configuration with a folder of copies of a shipped book, each with an id of its own."""
    folder = place.folder / "books"
    shipped = next((place.folder / "venv").rglob("cio_tui/runbooks/p2-error-rate.toml"))
    copytree(shipped.parent / "lib", folder / "lib")
    text = shipped.read_text(encoding="utf-8")
    for number in range(MANY - 4):
        (folder / f"z-{number:03}.toml").write_text(
            text.replace('id = "p2-error-rate"', f'id = "z-{number:03}"', 1)
        )
    many = place.folder / "many.toml"
    many.write_text(f'runbooks = ["{folder}"]\n{config.read_text()}')
    return many

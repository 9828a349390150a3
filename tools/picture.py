"""Draws docs/walk.svg: the walk screen as the app itself exports it, in the middle of a drill of a complete outage."""

from __future__ import annotations

import asyncio
import os
import tempfile
from pathlib import Path

from cio_tui.core import commands
from cio_tui.runtime.conductor import Conductor
from cio_tui.runtime.drill import drill_workplace
from cio_tui.runtime.settings import load_settings
from cio_tui.tui.app import CioTui

PICTURE = Path(__file__).parent.parent / "docs" / "walk.svg"
SPEED = 20.0


async def draw(place) -> str:
    async with Conductor(place) as conductor:
        await conductor.open("p1-outage")
        app = CioTui(conductor)
        async with app.run_test(size=(120, 40)) as pilot:
            await until(lambda: len(conductor.scene().evidence.readings) >= 9)
            await conductor.send(commands.AssignRole("ic", "amira"))
            await conductor.send(commands.Answer("breaker", "open"))
            await until(lambda: step(conductor) == "declare")
            await conductor.send(commands.Answer("declare", "20:02"))
            await conductor.send(commands.Answer("notify"))
            await until(lambda: conductor.scene().session.state("size-up").suggested != "")
            await pilot.pause(1.5)
            return app.export_screenshot(title="cio-tui")


def step(conductor) -> str:
    return conductor.scene().session.step


async def until(condition) -> None:
    async with asyncio.timeout(60):
        while not condition():
            await asyncio.sleep(0.1)


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        os.environ.update(XDG_STATE_HOME=folder, XDG_CONFIG_HOME=folder, CIO_TUI_PERSON="amira")
        with drill_workplace("total-outage", SPEED, load_settings(None)) as place:
            PICTURE.write_text(asyncio.run(draw(place)), encoding="utf-8")


if __name__ == "__main__":
    main()

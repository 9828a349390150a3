from __future__ import annotations

import asyncio
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from cio_tui.core.commands import WriteNote
from cio_tui.runtime.clock import SystemClock
from cio_tui.runtime.conductor import Conductor
from cio_tui.runtime.settings import load_settings
from cio_tui.runtime.workplace import make_workplace

if TYPE_CHECKING:
    from tests.cli.conftest import Cli


@pytest.fixture
def incident(tmp_path: Path) -> Path:
    """The folder of one that was left open, in the home that `cli` uses."""

    async def write() -> str:
        environment = {"HOME": str(tmp_path), "CIO_TUI_PERSON": "ana"}
        place = make_workplace(load_settings(None, environment=environment), SystemClock(), environment)
        async with Conductor(place) as conductor:
            conductor.monitor.pause(paused=True)
            await conductor.open("p1-outage")
            await conductor.send(WriteNote("a network change"))
            return conductor.scene().folder

    return Path(asyncio.run(write()))


def test_every_section_is_told_as_text_without_an_escape(cli: Cli, incident: Path) -> None:
    done = cli("incident", "review", incident.name[-7:], "--plain")
    assert (done.code, done.stderr) == (0, "")
    assert done.stdout.startswith(f"REVIEW of {incident.name}, read only.")
    for title in (
        "Summary",
        "Exceptions",
        "Metrics",
        "Decisions",
        "Timeline",
        "Evidence",
        "Messages",
        "Integrity",
    ):
        assert f"== {title}" in done.stdout
    assert "note: a network change" in done.stdout
    assert "\x1b" not in done.stdout


def test_a_damaged_log_is_told_as_far_as_it_goes_and_exits_with_1(cli: Cli, incident: Path) -> None:
    log = incident / "log.toml"
    log.write_bytes(log.read_bytes().replace(b"a network change", b"a network chance"))
    done = cli("incident", "review", incident.name, "--plain")
    assert done.code == 1
    assert "DAMAGED: Event" in done.stdout
    assert "doubtful: it stands after the damage" in done.stdout


def test_a_log_without_an_event_is_a_sentence(cli: Cli, incident: Path) -> None:
    (incident / "log.toml").write_bytes(b"\x00\xff hello\n\n")
    done = cli("incident", "review", incident.name, "--plain")
    assert done.code == 4
    assert "There is nothing to review in" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_book_that_is_gone_is_told_and_fails_as_the_report_does(cli: Cli, incident: Path) -> None:
    assert (
        cli("incident", "review", incident.name, "--plain").code
        == cli("incident", "report", incident.name).code
    )
    (incident / "runbook.toml").unlink(missing_ok=True)
    done = cli("incident", "review", incident.name, "--plain")
    assert done.code == cli("incident", "report", incident.name).code == 1
    assert "as it was used is not there" in done.stdout


def test_without_a_terminal_the_plain_form_is_named(cli: Cli, incident: Path) -> None:
    done = cli("incident", "review", incident.name)
    assert done.code == 2
    assert f"cio-tui incident review {incident.name} --plain" in done.stderr

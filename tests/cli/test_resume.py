from __future__ import annotations

import signal
from typing import TYPE_CHECKING

import pytest

from cio_tui.core import events
from cio_tui.runtime.incident_folder import IncidentFolder, incidents
from cio_tui.runtime.log_reader import read_history
from tests.drilled import P1, lay_out
from tests.plain import PlainProcess
from tests.runtime.office import furnish

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Cli


@pytest.fixture
def config(tmp_path: Path) -> Path:
    """Books, and endpoints that nobody answers."""
    return furnish(tmp_path)


def only(config: Path) -> IncidentFolder:
    (folder,) = incidents(str(config.parent / "incidents"))
    return folder


def test_after_a_kill_the_walk_goes_on_at_the_very_step(config: Path) -> None:
    with PlainProcess("walk", "a", "--config", str(config)) as walk:
        walk.until("ASK")
        walk.say("seen")
        walk.until("STEP fill")
        walk.signal(signal.SIGKILL)
    before = read_history(only(config)).records
    with PlainProcess("resume", "--config", str(config)) as again:
        assert only(config).id in again.until("INCIDENT INC-")
        again.until("INCIDENT resumed on")
        again.until("STEP fill")
        again.end_input()
        assert again.wait() == 0
    after = read_history(only(config))
    assert after.damage is None
    assert after.records[: len(before)] == before
    assert isinstance(after.records[len(before)].event, events.IncidentResumed)


def test_while_another_session_writes_it_is_read_and_the_pen_may_be_taken(config: Path) -> None:
    with PlainProcess("walk", "a", "--config", str(config)) as walk:
        walk.until("ASK")
        with PlainProcess("resume", only(config).id, "--config", str(config)) as second:
            second.until("NOTE")
            assert any(
                "holds the pen; this session only reads, :take takes it over" in line for line in second.told
            )
            second.until("STEP first")
            second.say("mine")
            second.until("ERROR")
            second.say(":take")
            second.until("NOTE the pen is yours")
            walk.until("NOTE")
            assert "holds the pen" in walk.told[-1]
            second.say("seen")
            second.until("STEP fill")
            walk.until("STEP fill")
            second.end_input()
            assert second.wait() == 0


def test_the_pen_is_taken_at_once_when_that_is_asked_for(config: Path) -> None:
    with PlainProcess("walk", "a", "--config", str(config)) as walk:
        walk.until("ASK")
        with PlainProcess("resume", "--take-over", "--config", str(config)) as second:
            second.until("STEP first")
            walk.until("NOTE")
            second.say("seen")
            second.until("STEP fill")
    told = [each.event for each in read_history(only(config)).records]
    (resumed,) = (event for event in told if isinstance(event, events.IncidentResumed))
    assert resumed.took_over.endswith(str(walk.pid))


def test_there_may_be_nothing_to_resume(cli: Cli, config: Path) -> None:
    done = cli("resume", "--plain", "--config", str(config))
    assert (done.code, done.stdout) == (2, "")
    assert done.stderr.startswith("No incident is open.")


def test_a_closed_incident_is_read_elsewhere(cli: Cli, config: Path) -> None:
    cli("walk", "b", "--plain", "--config", str(config), stdin="close\nenough\n")
    done = cli("resume", "INC", "--plain", "--config", str(config))
    assert done.code == 4
    assert f"cio-tui incident show {only(config).id}" in done.stderr


def test_a_drill_goes_on_against_its_simulator(cli: Cli, config: Path) -> None:
    first = cli(
        "drill", "healthy", "--plain", "--book", "a", "--speed", "20", "--config", str(config), stdin="seen\n"
    )
    assert first.code == 0
    records = read_history(only(config)).records
    with PlainProcess("resume", "--config", str(config)) as again:
        assert " DRILL drill/us" in again.until("INCIDENT INC-")
        assert "; the drill goes on at " in again.until("INCIDENT resumed on")
        again.until("STEP fill")
        again.until("PROBE queue unknown → ok")
        again.end_input()
        assert again.wait() == 0
        assert again.told[-1] == f"NOTE left; resume with: cio-tui resume {only(config).id}"
        drill, goes_on = again.complaints().splitlines()
        assert drill == f"{only(config).id} is a DRILL; no live incident is open."
        assert goes_on.startswith("The story of healthy goes on at ")
    resumed = next(
        each for each in read_history(only(config)).records if each.event.kind == "incident.resumed"
    )
    assert isinstance(resumed.event, events.IncidentResumed)
    assert resumed.event.story_s >= records[-1].mono


def test_a_closed_or_damaged_drill_is_refused_before_its_story_is_spoken_of(cli: Cli, tmp_path: Path) -> None:
    (folder,) = lay_out(tmp_path / ".local/state/cio-tui/incidents", P1)
    closed = cli("resume", "INC", "--plain")
    assert (closed.code, closed.stdout) == (4, "")
    assert closed.stderr.startswith(f"{folder.name} is closed and its log sealed.")
    log = folder / "log.toml"
    log.write_bytes(log.read_bytes().replace(b"breaker", b"braeker", 1))
    damaged = cli("resume", "INC", "--plain")
    assert (damaged.code, damaged.stdout) == (4, "")
    assert damaged.stderr.startswith("Event ")
    assert f"{folder.name} can be shown and verified" in damaged.stderr


def test_a_hang_up_says_how_to_come_back_and_a_reader_is_told_how_to_watch(config: Path) -> None:
    with PlainProcess("walk", "a", "--config", str(config)) as walk:
        walk.until("ASK")
        with PlainProcess("watch", "--config", str(config)) as reader:
            reader.until("STEP first")
            reader.say(":quit")
            assert reader.wait() == 0
            assert reader.told[-1] == f"NOTE left; watch with: cio-tui watch {only(config).id}"
        walk.signal(signal.SIGHUP)
        assert walk.wait() == 128 + signal.SIGHUP
        assert walk.told[-1] == f"NOTE left; resume with: cio-tui resume {only(config).id}"

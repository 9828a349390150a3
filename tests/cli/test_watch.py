from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.plain import PlainProcess
from tests.runtime.office import furnish

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Cli


@pytest.fixture
def config(tmp_path: Path) -> Path:
    """Books, and endpoints that nobody answers."""
    return furnish(tmp_path)


def test_an_incident_is_followed_until_it_is_closed(config: Path) -> None:
    with PlainProcess("walk", "b", "--config", str(config)) as walk:
        walk.until("ASK")
        follow(walk, config)


def follow(walk: PlainProcess, config: Path) -> None:
    with PlainProcess("watch", "--config", str(config)) as watch:
        watch.end_input()
        watch.until("NOTE")
        watch.until("STEP close")
        walk.say(":note heard on both sides")
        watch.until("NOTE note: heard on both sides")
        walk.say("close")
        walk.until("CLOSED /")
        watch.until("CLOSED /")
        assert (walk.wait(), watch.wait()) == (0, 0)


def test_what_is_closed_already_is_told_and_done(cli: Cli, config: Path) -> None:
    cli("walk", "b", "--plain", "--config", str(config), stdin="close\nenough\n")
    done = cli("watch", "INC", "--plain", "--config", str(config))
    assert (done.code, done.stderr) == (0, "")
    assert done.stdout.splitlines()[-1].startswith("CLOSED /")


def test_there_may_be_nothing_to_watch(cli: Cli, config: Path) -> None:
    done = cli("watch", "--plain", "--config", str(config))
    assert (done.code, done.stdout) == (2, "")
    assert done.stderr.startswith("No incident is open.")

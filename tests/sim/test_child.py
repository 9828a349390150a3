from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
import tomli

from cio_tui.core.errors import UserError
from cio_tui.sim.child import SimulatorProcess

PARENT = """
import sys
from cio_tui.sim.child import SimulatorProcess
child = SimulatorProcess("healthy")
print(child.configuration(), flush=True)
print("# up", flush=True)
sys.stdin.read()
"""


def folder_of(configuration: str) -> Path:
    return Path(tomli.loads(configuration)["network"]["ca_file"]).parent


def test_the_child_is_up_once_its_configuration_is_read_and_clean_once_it_is_closed() -> None:
    with SimulatorProcess("healthy", speed=10) as child:
        folder = folder_of(child.configuration())
        assert (folder / "ca.pem").exists()
    assert not folder.exists()


def test_a_scenario_that_does_not_exist_is_told_in_the_childs_words() -> None:
    with SimulatorProcess("helthy") as child, pytest.raises(UserError, match=r"Did you mean healthy\?"):
        child.configuration()


def test_the_child_dies_with_a_parent_that_is_killed() -> None:
    words = (sys.executable, "-c", PARENT)
    with subprocess.Popen(
        words, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=Path.cwd()
    ) as parent:
        assert parent.stdout is not None
        lines = iter(parent.stdout.readline, "# up\n")
        folder = folder_of("".join(lines))
        assert folder.exists()
        os.kill(parent.pid, signal.SIGKILL)
        parent.wait()
    deadline = time.monotonic() + 5
    while folder.exists():
        assert time.monotonic() < deadline, "the child outlived its parent"
        time.sleep(0.01)

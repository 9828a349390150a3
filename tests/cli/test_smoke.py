from __future__ import annotations

import os
import signal
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.cli.conftest import Finished, Play, Played

    Quick = Callable[..., Finished]

WORDS = "create cio-tui-smoke-by-a-test in drill"


def _written(played: Played) -> list[str]:
    return [each["method"] for each in played.requests if each["method"] not in ("GET", "HEAD")]


def test_without_write_both_apis_are_only_read(quick: Quick, healthy: Played) -> None:
    done = quick("smoke", "--json", "--config", str(healthy.config))
    assert (done.code, done.document["schema"]) == (0, "cio-tui/smoke/1")
    assert [each["check"] for each in done.document["findings"]] == ["Track API", "App API"]
    assert {each["method"] for each in healthy.requests} == {"GET"}


def test_with_write_and_the_words_a_person_comes_and_goes(quick: Quick, play: Play) -> None:
    played = play("healthy")
    words = ("smoke", "--write", "--confirm", WORDS, "--config", str(played.config))
    done = quick(*words)
    assert done.code == 0, done.stdout
    assert "Create cio-tui-smoke-by-a-test: Taken in: 200" in done.stdout
    assert "Delete cio-tui-smoke-by-a-test: Taken in: 200" in done.stdout
    assert _written(played) == ["PUT", "DELETE"]


@pytest.mark.parametrize("confirm", [(), ("--confirm", "yes"), ("--confirm", "create demo-1042 in drill")])
def test_without_the_exact_words_nothing_is_written(
    confirm: tuple[str, ...], quick: Quick, healthy: Played
) -> None:
    done = quick("smoke", "--write", *confirm, "--config", str(healthy.config))
    assert (done.code, done.stdout) == (2, "")
    assert "Nothing was sent" in done.stderr
    assert "create cio-tui-smoke-" in done.stderr
    assert _written(healthy) == []


@pytest.mark.parametrize(
    ("changes", "code"),
    [('keys = { track = "revoked" }', 1), ("http.app = { status = 429 }", 3)],
)
def test_where_reading_does_not_work_nothing_is_written(
    changes: str, code: int, quick: Quick, play: Play
) -> None:
    played = play(changes=changes)
    done = quick("smoke", "--write", "--confirm", WORDS, "--config", str(played.config))
    assert done.code == code
    assert "Nothing was written" in done.stderr
    assert _written(played) == []


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_interrupted_it_deletes_whom_it_created(number: signal.Signals, play: Play, tmp_path: Path) -> None:
    played = play(changes='http.track = { latency = "800ms" }')
    command = (sys.executable, "-m", "cio_tui", "smoke", "--write", "--confirm", WORDS)
    with subprocess.Popen(
        (*command, "--config", str(played.config)), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
        env={**os.environ, "HOME": str(tmp_path)},
    ) as process:  # fmt: skip
        while process.poll() is None and "PUT" not in _written(played):
            pass
        process.send_signal(number)
        shown, said = process.communicate(timeout=30)
    assert process.returncode == 130, said
    assert "Interrupted: cio-tui-smoke-by-a-test is deleted first." in said
    assert "Delete cio-tui-smoke-by-a-test: Taken in: 200" in shown
    assert _written(played) == ["PUT", "DELETE"]

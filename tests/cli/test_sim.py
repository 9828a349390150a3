from __future__ import annotations

import signal
import subprocess
import sys
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import tomli

if TYPE_CHECKING:
    from collections.abc import Iterator


@contextmanager
def sim(*words: str, stdin: int = subprocess.DEVNULL) -> Iterator[subprocess.Popen[str]]:
    """`cio-tui sim` as a person starts it."""
    command = (sys.executable, "-m", "cio_tui", "sim", *words)
    with subprocess.Popen(
        command, stdin=stdin, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, encoding="utf-8"
    ) as process:
        try:
            yield process
        finally:
            process.kill()


def configuration(process: subprocess.Popen[str]) -> str:
    assert process.stdout is not None
    return process.stdout.read()


def ca_file(process: subprocess.Popen[str]) -> Path:
    return Path(tomli.loads(configuration(process))["network"]["ca_file"])


def narration(process: subprocess.Popen[str]) -> list[str]:
    assert process.stderr is not None
    return process.stderr.read().splitlines()


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_a_signal_ends_it_and_removes_its_files(number: signal.Signals) -> None:
    with sim() as process:
        path = ca_file(process)
        assert path.exists()
        process.send_signal(number)
        assert process.wait(5) == 0
    assert not path.parent.exists()


def test_stdout_is_the_configuration_and_ends_while_the_simulator_runs() -> None:
    with sim("total-outage") as process:
        text = configuration(process)
        assert text.startswith("# cio-tui simulator, scenario total-outage")
        assert process.poll() is None
        process.terminate()


def test_the_story_is_told_on_stderr_at_the_speed_asked_for() -> None:
    with sim("total-outage", "--speed", "10000") as process:
        assert process.stderr is not None
        lines = [process.stderr.readline() for _ in range(6)]
        process.terminate()
    assert lines[0] == "Both APIs answer 503, and the status page stays green. Ctrl-C ends it.\n"
    assert lines[2] == "T+00:00  Both APIs answer 503. The status page is green.\n"
    assert lines[4] == "T+05:00  The vendor posts an incident.\n"


def test_a_story_may_begin_in_the_middle() -> None:
    with sim("total-outage", "--speed", "10000", "--from", "5m") as process:
        assert process.stderr is not None
        lines = [process.stderr.readline() for _ in range(3)]
        process.terminate()
    assert lines[2] == "T+05:00  The vendor posts an incident.\n"


def test_another_shell_finds_the_configuration_and_what_lies_on_the_desk() -> None:
    with sim("firewall-six-of-ten") as process:
        assert process.stderr is not None
        process.stderr.readline()
        sourced = process.stderr.readline().strip().removeprefix("In another shell: ")
        assert sourced.startswith("source ")
        shell = ["sh", "-c", f'. {sourced.removeprefix("source ")} && ls && cat "$CIO_TUI_CONFIG"']
        said = subprocess.run(shell, capture_output=True, text=True, check=True).stdout
        process.terminate()
    assert {"firewall.txt", "receiver.log", "headers.txt", "body.json"} <= set(said.split())
    assert "scenario firewall-six-of-ten" in said


def test_quiet_tells_no_story() -> None:
    with sim("total-outage", "--quiet", "--until-eof") as process:
        assert configuration(process)
        assert process.wait(5) == 0
        assert narration(process) == []


def test_with_until_eof_it_lives_as_long_as_its_stdin() -> None:
    with sim("--until-eof", stdin=subprocess.PIPE) as process:
        path = ca_file(process)
        assert process.stdin is not None
        process.stdin.close()
        assert process.wait(5) == 0
    assert not path.parent.exists()


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (
            ["totl-outage"],
            "No scenario is called totl-outage. Did you mean total-outage? See `cio-tui sim --list`.",
        ),
        (["--speed", "0"], "0 is not a speed: give a number above 0, such as 10"),
        (["--speed", "1e9"], "1e9 is not a speed: give a number above 0, such as 10, and at most 10000"),
        (["--speed", "fast"], "fast is not a speed: give a number above 0, such as 10"),
        (["--from", "soon"], "'soon' is not a duration: write a number and ms, s, m, h or d, such as 5m"),
        (
            ["./none.toml"],
            "none.toml is not a scenario: it is missing, not a regular file, or larger than 1 MiB.",
        ),
    ],
)
def test_a_mistake_is_a_sentence_and_exit_code_2(words: list[str], sentence: str) -> None:
    with sim(*words) as process:
        assert process.wait(5) == 2
        assert sentence in " ".join(narration(process))
        assert configuration(process) == ""


def test_the_list_names_every_scenario_with_its_books() -> None:
    with sim("--list") as process:
        rows = configuration(process).splitlines()
        assert process.wait(5) == 0
    assert rows[0].split() == ["scenario", "books", "what", "happens"]
    assert any(row.split()[:2] == ["total-outage", "p1-outage"] for row in rows)


def test_under_nohup_a_hang_up_stays_ignored() -> None:
    words = ("sh", "-c", f"trap '' HUP; exec {sys.executable} -m cio_tui sim")
    with subprocess.Popen(words, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as process:
        assert configuration(process)
        status = Path(f"/proc/{process.pid}/status").read_text()
        process.terminate()
    ignored = int(next(line.split()[1] for line in status.splitlines() if line.startswith("SigIgn:")), 16)
    assert ignored & 1 << (signal.SIGHUP - 1)

from __future__ import annotations

import os
import pty
import sys
import termios
from typing import TYPE_CHECKING

import pytest

from cio_tui.runtime.checkup.terminal import examine_terminal

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from cio_tui.runtime.checkup.finding import Finding


def examine(environment: Mapping[str, str]) -> dict[str, Finding]:
    return {finding.subject: finding for finding in examine_terminal(environment)}


def test_without_a_terminal_its_size_is_unknown_and_never_fine(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    with (tmp_path / "file").open("w+") as file:
        monkeypatch.setattr(sys, "stdin", file)
        found = examine({"TERM": "xterm"})
    assert found["terminal"].verdict == "unknown"
    assert "size" not in found


@pytest.mark.parametrize(
    ("columns", "lines", "verdict"), [(80, 24, "ok"), (79, 24, "degraded"), (200, 23, "degraded")]
)
def test_below_80_by_24_panes_are_left_out(
    monkeypatch: pytest.MonkeyPatch, columns: int, lines: int, verdict: str
) -> None:
    leader, follower = pty.openpty()
    termios.tcsetwinsize(follower, (lines, columns))
    with os.fdopen(follower, "w") as terminal:
        monkeypatch.setattr(sys, "stdin", terminal)
        monkeypatch.setattr(sys, "stdout", terminal)
        assert examine({"TERM": "xterm"})["size"].verdict == verdict
    os.close(leader)


@pytest.mark.parametrize("environment", [{}, {"TERM": "dumb"}])
def test_a_dumb_terminal_fails_and_is_offered_plain(environment: Mapping[str, str]) -> None:
    finding = examine(environment)["TERM"]
    assert finding.verdict == "failing"
    assert "--plain" in finding.remedy


@pytest.mark.parametrize(
    ("environment", "verdict"),
    [
        ({"TERM": "vt100"}, "degraded"),
        ({"TERM": "xterm-256color"}, "ok"),
        ({"TERM": "xterm", "COLORTERM": "truecolor"}, "ok"),
        ({"TERM": "vt100", "NO_COLOR": "1"}, "ok"),
    ],
)
def test_few_colours_are_a_loss_and_none_on_request_are_not(
    environment: Mapping[str, str], verdict: str
) -> None:
    assert examine(environment)["colours"].verdict == verdict


@pytest.mark.parametrize(
    ("script", "verdict"),
    [("echo on", "ok"), ("echo external", "degraded"), ("echo off", "degraded"), ("exit 1", "unknown")],
)
def test_tmux_is_asked_whether_it_passes_copies_on(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, script: str, verdict: str
) -> None:
    (tmp_path / "tmux").write_text(f"#!/bin/sh\n{script}\n")
    (tmp_path / "tmux").chmod(0o700)
    monkeypatch.setenv("PATH", str(tmp_path), prepend=":")
    assert examine({"TERM": "tmux", "TMUX": "/tmp/tmux-0/default,1,0"})["clipboard"].verdict == verdict
    assert "clipboard" not in examine({"TERM": "tmux"})

"""The layers, held twice: by the static contracts, and by what a process has really imported when it ends."""

from __future__ import annotations

import subprocess
import sys
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

from cio_tui.cli.commands import COMMANDS

ROOT = Path(__file__).parents[2]
DEAR = {
    "asyncio",
    "cryptography",
    "dataclasses",
    "dns",
    "h11",
    "httpx",
    "inspect",
    "rich",
    "ssl",
    "textual",
    "trustme",
}


def imported_by(*words: str) -> set[str]:
    """Top-level modules that `cio-tui` with these words imports, whatever its exit code."""
    done = subprocess.run(
        [sys.executable, "-X", "importtime", "-m", "cio_tui", *words],
        capture_output=True, text=True, check=False, stdin=subprocess.DEVNULL,
    )  # fmt: skip
    names = [
        line.rpartition("|")[2].strip()
        for line in done.stderr.splitlines()
        if line.startswith("import time:")
    ]
    assert "cio_tui" in names, done.stderr
    return {name.partition(".")[0] for name in names}


def test_every_contract_between_the_layers_is_kept() -> None:
    done = subprocess.run(
        [Path(sys.executable).with_name("lint-imports"), "--no-cache"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout


@pytest.mark.parametrize(
    "words", [("--version",), ("--help",), ("config", "path"), ("config", "show"), ("incident", "list")]
)
def test_a_light_command_imports_nothing_dear(words: tuple[str, ...]) -> None:
    assert imported_by(*words) & DEAR == set()


def test_the_version_is_answered_before_anything_is_imported() -> None:
    assert imported_by("--version") & {"argparse", "typing", "re", "json"} == set()


@pytest.mark.parametrize("name", COMMANDS)
def test_the_arguments_of_a_command_need_no_other_package(name: str) -> None:
    """So the wheel's completion scripts can be made with the packages of the build alone."""
    others = {
        name for name, owners in packages_distributions().items() if not {"cio-tui", "tomli"} & set(owners)
    }
    assert imported_by(name, "--help") & others - {"_distutils_hack"} == set()


@pytest.mark.parametrize(
    "words",
    [
        ("doctor",),
        ("config", "check"),
        ("sim", "--list"),
        ("drill", "--list"),
        ("check",),
        ("runbook", "lint"),
    ],
)
def test_a_command_without_a_screen_never_imports_textual(words: tuple[str, ...]) -> None:
    assert "textual" not in imported_by(*words)

"""The layers, held twice: by the static contracts, and by what a process has really imported when it ends."""

from __future__ import annotations

import os
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


OF_A_BOOK = {
    "cio_tui.core.runbook",
    "cio_tui.core.step",
    "cio_tui.core.schema.build",
    "cio_tui.core.schema.positions",
    "cio_tui.core.schema.tables.book",
    "cio_tui.core.schema.tables.steps",
}
"""What reading a whole book takes, 20 ms."""
OF_A_POOL = {"anyio", "certifi", "httpcore", "httpx", "sniffio"}
"""What httpx takes with its own client, 40 ms."""


def imported_by(*words: str, home: Path | None = None) -> set[str]:
    """Top-level modules that `cio-tui` with these words imports, whatever its exit code."""
    return {name.partition(".")[0] for name in modules_of(*words, home=home)}


def modules_of(*words: str, home: Path | None = None) -> set[str]:
    """All of them, by their full names."""
    environment = {**os.environ, **({"HOME": str(home), "XDG_STATE_HOME": ""} if home else {})}
    done = subprocess.run(
        [sys.executable, "-X", "importtime", "-m", "cio_tui", *words], env=environment,
        capture_output=True, text=True, check=False, stdin=subprocess.DEVNULL,
    )  # fmt: skip
    names = [
        line.rpartition("|")[2].strip()
        for line in done.stderr.splitlines()
        if line.startswith("import time:")
    ]
    assert "cio_tui" in names, done.stderr
    return set(names)


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


def test_an_empty_list_reads_no_log_and_takes_what_only_a_log_needs_from_nobody(tmp_path: Path) -> None:
    assert imported_by("incident", "list", home=tmp_path) & (DEAR | {"hashlib", "tomli", "tomli_w"}) == set()


def test_a_log_is_shown_without_anything_dear(tmp_path: Path) -> None:
    folder = tmp_path / ".local/state/cio-tui/incidents/INC-20261121-2021-k7"
    folder.mkdir(parents=True)
    (folder / "log.toml").write_bytes((ROOT / "tests/data/logs/schema-1.toml").read_bytes())
    modules = modules_of("incident", "show", "k7", home=tmp_path)
    assert "cio_tui.core.telling" in modules
    assert {name.partition(".")[0] for name in modules} & DEAR == set()


def test_a_check_of_one_probe_reads_no_book_and_takes_no_pool_of_connections(
    tmp_path: Path, closed_port: int
) -> None:
    config = tmp_path / "config.toml"
    config.write_text(f'[endpoints]\ncontrol = "https://localhost:{closed_port}/"\n')
    modules = modules_of("--config", str(config), "check", "control", home=tmp_path)
    assert "cio_tui.probes.transport" in modules
    assert modules & OF_A_BOOK == set()
    assert {name.partition(".")[0] for name in modules} & (
        OF_A_POOL | {"cryptography", "dns", "rich"}
    ) == set()


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

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Cli

KEYS = {
    "CUSTOMERIO_SITE_ID": "a1b2c3d4e5f60718293a",
    "CUSTOMERIO_TRACK_API_KEY": "0f1e2d3c4b5a69788796",
    "CUSTOMERIO_APP_API_KEY": "00112233445566778899aabbccddeeff",
}


def test_what_cannot_be_told_without_keys_is_exit_code_3(cli: Cli) -> None:
    done = cli("doctor")
    assert done.code == 3
    assert "? unknown" in done.stdout
    assert "not set: the Track API cannot be asked" in done.stdout


def test_what_will_fail_is_exit_code_1(cli: Cli, tmp_path: Path) -> None:
    (tmp_path / "c.toml").write_text("[log]\ndir = 3\n")
    done = cli("doctor", "--config", "c.toml")
    assert done.code == 1
    assert "c.toml:2:7: `dir` must be text in quotes, not 3" in done.stdout


def test_the_document_has_each_finding_with_its_remedy_and_no_key(cli: Cli) -> None:
    done = cli("doctor", "--json", **KEYS)
    assert done.document["schema"] == "cio-tui/doctor/1"
    assert {"subject", "verdict", "text", "remedy"} == set(done.document["findings"][0])
    assert not [key for key in KEYS.values() if key in done.stdout]


def test_quiet_leaves_the_exit_code(cli: Cli) -> None:
    done = cli("doctor", "--quiet")
    assert (done.code, done.stdout, done.stderr) == (3, "", "")


def test_config_check_finds_what_is_missing(cli: Cli) -> None:
    assert cli("config", "check").code == 3
    done = cli("config", "check", "--json", **KEYS)
    assert done.code == 0
    assert done.document["schema"] == "cio-tui/config-check/1"

from __future__ import annotations

import subprocess
import tarfile
from typing import TYPE_CHECKING

import pytest

from tests.drilled import P1, lay_out

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Cli


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A drill as it was walked."""
    (folder,) = lay_out(tmp_path / ".local/state/cio-tui/incidents", P1)
    return folder


def export(cli: Cli, name: str = "a.tar.gz", **environment: str) -> str:
    done = cli("incident", "export", "INC", "--bundle", name, **environment)
    assert done.code == 0, done.stderr
    return done.stderr


def test_a_bundle_is_unpacked_checked_and_verified_elsewhere(cli: Cli, folder: Path, tmp_path: Path) -> None:
    assert export(cli) == ""
    with tarfile.open(tmp_path / "a.tar.gz") as archive:
        archive.extractall(tmp_path / "there", filter="data")
    there = tmp_path / "there" / folder.name
    names = {path.name for path in there.iterdir()}
    assert names == {"SHA256SUMS", "log.toml", "readings.jsonl", "report.html", "report.md", "runbook.toml"}
    assert (
        subprocess.run(["sha256sum", "-c", "--quiet", "SHA256SUMS"], cwd=there, check=False).returncode == 0
    )
    done = cli("incident", "verify", "--folder", str(there))
    assert (done.code, done.stdout.split()[2]) == (0, folder.name)
    assert folder.name in (there / "report.md").read_text()
    log = (there / "log.toml").read_bytes()
    (there / "log.toml").write_bytes(log.replace(b"breaker", b"braeker", 1))
    assert "log.toml is not as it was exported" in cli("incident", "verify", "--folder", str(there)).stdout


def test_the_same_incident_makes_the_same_file(cli: Cli, folder: Path, tmp_path: Path) -> None:
    export(cli, "a.tar.gz")
    export(cli, "b.tar.gz")
    assert (tmp_path / "a.tar.gz").read_bytes() == (tmp_path / "b.tar.gz").read_bytes()


def test_a_damaged_incident_is_exported_and_said_to_be_so(cli: Cli, folder: Path) -> None:
    log = folder / "log.toml"
    log.write_bytes(log.read_bytes().replace(b"breaker", b"braeker", 1))
    assert "Exported as it is: Event" in export(cli)


def test_a_book_that_was_changed_is_named_where_it_lies(cli: Cli, folder: Path) -> None:
    (folder / "runbook.toml").write_bytes(b"")
    assert f"Exported as it is: {folder / 'runbook.toml'} is not the book that was used" in export(cli)


def test_a_log_without_an_event_is_exported_without_a_report(cli: Cli, folder: Path, tmp_path: Path) -> None:
    (folder / "log.toml").write_bytes(b"")
    assert "Exported without a report." in export(cli)
    with tarfile.open(tmp_path / "a.tar.gz") as archive:
        assert not [name for name in archive.getnames() if "report" in name]


def test_addresses_that_were_kept_are_warned_of(cli: Cli, folder: Path) -> None:
    cli("incident", "note", "INC", "ana@example.com called", CIO_TUI_LOG_PERSONAL_DATA="keep")
    assert "E-mail addresses stand in it" in export(cli)


def test_a_credential_in_it_stops_the_export(cli: Cli, folder: Path, tmp_path: Path) -> None:
    key = "correct-horse-battery"
    cli("incident", "note", "INC", f"the key is {key}")
    done = cli("incident", "export", "INC", "--bundle", "a.tar.gz", CUSTOMERIO_APP_API_KEY=key)
    assert (done.code, done.stdout) == (4, "")
    assert "holds the credential app_api_key" in done.stderr
    assert not (tmp_path / "a.tar.gz").exists()


def test_a_file_in_the_way_is_left_alone(cli: Cli, folder: Path, tmp_path: Path) -> None:
    (tmp_path / "a.tar.gz").write_text("mine")
    done = cli("incident", "export", "INC", "--bundle", "a.tar.gz")
    assert (done.code, (tmp_path / "a.tar.gz").read_text()) == (2, "mine")
    assert "exists already" in done.stderr

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

import pytest

from cio_tui.core.secret import Secret
from cio_tui.runtime import credentials
from cio_tui.runtime.credentials import Credentials
from cio_tui.runtime.settings import load_settings

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from cio_tui.runtime.credentials import LookUp

KEY = "0f1e2d3c4b5a69788796"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    tmp_path.chmod(0o700)
    return tmp_path


@pytest.fixture
def key(folder: Path) -> Path:
    file = folder / "key"
    file.write_text(KEY + "\n")
    file.chmod(0o600)
    return file


def find(folder: Path, source: str, environment: Mapping[str, str] | None = None) -> LookUp:
    """What becomes of `app_api_key` with this source."""
    file = folder / "config.toml"
    if not file.exists():
        file.write_text(f"[credentials]\napp_api_key = {source}\n")
        file.chmod(0o600)
    return Credentials(load_settings(str(file), {}), environment or {}).find("app_api_key")


def test_a_variable_is_read_and_an_empty_one_is_not_set(folder: Path) -> None:
    assert find(folder, '{ env = "K" }', {"K": KEY}).secret == Secret(KEY)
    assert find(folder, '{ env = "K" }', {"K": " "}) == (None, "")
    assert find(folder, '{ env = "K" }', {}) == (None, "")


def test_a_private_file_is_read_without_its_line_end(folder: Path, key: Path) -> None:
    assert find(folder, f'{{ file = "{key}" }}').secret == Secret(KEY)


@pytest.mark.parametrize("mode", [0o644, 0o640, 0o604, 0o660, 0o601])
def test_a_file_that_others_may_read_is_ignored_with_the_remedy(folder: Path, key: Path, mode: int) -> None:
    key.chmod(mode)
    secret, problem = find(folder, f'{{ file = "{key}" }}')
    assert secret is None
    assert f"chmod 600 {key}" in problem
    assert KEY not in problem


def test_a_link_is_ignored(folder: Path, key: Path) -> None:
    (folder / "link").symlink_to(key)
    assert "symbolic link" in find(folder, f'{{ file = "{folder}/link" }}').problem


def test_a_file_in_a_folder_that_others_may_write_is_ignored(folder: Path, key: Path) -> None:
    folder.chmod(0o777)
    assert "others may replace it" in find(folder, f'{{ file = "{key}" }}').problem


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can give a file away")
def test_a_file_of_someone_else_is_ignored(folder: Path, key: Path) -> None:
    os.chown(key, 12345, -1)
    assert "belongs to another user" in find(folder, f'{{ file = "{key}" }}').problem


def test_a_missing_file_and_a_fifo_are_sentences(folder: Path) -> None:
    os.mkfifo(folder / "fifo", 0o600)
    assert "not a regular file" in find(folder, f'{{ file = "{folder}/fifo" }}').problem
    (folder / "config.toml").unlink()
    assert "No such file" in find(folder, f'{{ file = "{folder}/missing" }}').problem


def test_a_file_of_several_lines_is_no_credential(folder: Path, key: Path) -> None:
    key.write_text("one\ntwo\n")
    assert "one line" in find(folder, f'{{ file = "{key}" }}').problem


def test_a_command_is_run_without_a_shell(folder: Path) -> None:
    secret, problem = find(folder, f'{{ command = ["{sys.executable}", "-c", "print(\'$HOME;x\')"] }}')
    assert (secret, problem) == (Secret("$HOME;x"), "")


def test_a_command_may_only_stand_where_nobody_else_writes(folder: Path) -> None:
    config = folder / "config.toml"
    config.write_text(f'[credentials]\napp_api_key = {{ command = ["touch", "{folder}/ran"] }}\n')
    config.chmod(0o620)
    assert "chmod go-w" in find(folder, "").problem
    assert not (folder / "ran").exists()


@pytest.mark.parametrize(
    ("words", "problem"),
    [
        ('["/nowhere/op"]', "cannot be run"),
        ('["sh", "-c", "echo 0f1e2d3c4b5a69788796 >&2; exit 3"]', "ended with 3"),
        ('["printf", "a\\\\nb"]', "one line"),
    ],
)
def test_a_command_that_fails_is_a_sentence_without_its_output(
    folder: Path, words: str, problem: str
) -> None:
    found = find(folder, f"{{ command = {words} }}")
    assert found.secret is None
    assert problem in found.problem
    assert KEY not in found.problem


def test_a_command_that_waits_for_an_answer_is_ended(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(credentials, "COMMAND_SECONDS", 0.05)
    assert "did not answer within" in find(folder, '{ command = ["sleep", "60"] }').problem


def test_each_credential_is_looked_up_once(folder: Path, key: Path) -> None:
    config = folder / "config.toml"
    config.write_text(f'[credentials]\napp_api_key = {{ file = "{key}" }}\n')
    found = Credentials(load_settings(str(config), {}), {})
    assert found("app_api_key") == Secret(KEY)
    key.unlink()
    assert found("app_api_key") == Secret(KEY)
    assert found("site_id") is None
    assert set(found.find_all()) == {"site_id", "track_api_key", "app_api_key", "webhook_signing_key"}

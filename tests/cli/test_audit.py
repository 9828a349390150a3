from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from cio_tui.runtime.settings import load_settings

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Cli, Play, Played


def _key(played: Played, name: str) -> str:
    """A credential of the simulator, from its file."""
    from pathlib import Path

    source = load_settings(str(played.config), {}).credentials[name]
    return Path(source.words[0]).read_text().strip()


def test_a_sound_installation_passes_and_nothing_was_written(cli: Cli, play: Play, tmp_path: Path) -> None:
    played = play("healthy")
    (tmp_path / "staging.env").write_text("CUSTOMERIO_SITE_ID=00112233445566778899\n")
    done = cli("audit", "--compare", "staging.env", "--json", "--config", str(played.config))
    document = done.document
    checks = {each["check"]: each["verdict"] for each in document["findings"]}
    assert (done.code, document["schema"]) == (0, "cio-tui/audit/1"), done.stdout
    assert set(checks.values()) == {"ok"}
    assert (document["passed"], document["total"]) == (18, 18)
    assert {each["method"] for each in played.requests} <= {"GET", "HEAD"}
    assert not [
        key for key in ("site_id", "track_api_key", "app_api_key") if _key(played, key) in done.stdout
    ]


def test_keys_of_staging_and_an_env_file_in_this_folder_fail(cli: Cli, play: Play, tmp_path: Path) -> None:
    played = play("healthy")
    key = _key(played, "track_api_key")
    (tmp_path / ".env").write_text(f"CUSTOMERIO_TRACK_API_KEY={key}\n")
    (tmp_path / "staging.env").write_text(f"export CIO_TRACK='{key}'\n")
    done = cli("audit", "--compare", "staging.env", "--config", str(played.config))
    assert done.code == 1
    assert ".env in this folder holds track_api_key." in done.stdout
    assert "staging.env: track_api_key is its CIO_TRACK." in done.stdout
    assert done.stdout.splitlines()[-1] == "16/18 passed"
    assert key not in done.stdout + done.stderr


@pytest.mark.parametrize(
    ("changes", "code", "said"),
    [
        ('keys = { track = "revoked" }', 1, "Are these the production keys"),
        ("http.app = { status = 429 }", 3, "It could not be asked"),
        ('keys = { app = "revoked" }', 1, "No template could be read. The App API refuses our key"),
    ],
)
def test_what_fails_and_what_cannot_be_told_have_codes_of_their_own(
    changes: str, code: int, said: str, cli: Cli, play: Play
) -> None:
    done = cli("audit", "--config", str(play(changes=changes).config))
    assert (done.code, "Traceback" in done.stderr) == (code, False), done.stdout
    assert said in done.stdout
    assert "name its file with --compare" in done.stderr


def test_without_any_configuration_it_says_what_is_missing(cli: Cli, tmp_path: Path) -> None:
    config = tmp_path / "none.toml"
    config.write_text(
        '[endpoints]\ntrack = ""\napp = ""\nstatus = ""\ncontrol = ""\n[network]\ndns = ["127.0.0.1:9"]\n'
    )
    done = cli("audit", "--config", str(config))
    assert done.code == 1
    assert "Set app_api_key (env CUSTOMERIO_APP_API_KEY)" in done.stdout
    assert "Set `rotated` under [credentials]" in done.stdout


def test_a_file_to_compare_with_that_is_not_there_is_a_sentence(cli: Cli) -> None:
    done = cli("audit", "--compare", ".env.staging")
    assert (done.code, done.stdout) == (2, "")
    assert done.stderr == ".env.staging: No such file or directory.\n"

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Cli

KEY = "0f1e2d3c4b5a69788796"


def test_path_names_the_file_of_the_user_whether_or_not_it_exists(cli: Cli, tmp_path: Path) -> None:
    done = cli("config", "path")
    assert (done.code, done.stdout) == (0, f"{tmp_path}/.config/cio-tui/config.toml\n")
    assert "no such file" in done.stderr
    assert cli("config", "path", XDG_CONFIG_HOME="/etc/xdg").stdout == "/etc/xdg/cio-tui/config.toml\n"


def test_show_says_where_each_value_came_from(cli: Cli, tmp_path: Path) -> None:
    file = tmp_path / "c.toml"
    file.write_text('region = "eu"\nlabel = "from file"\n[thresholds]\nbounce_rate = 0.1\n')
    settings = cli("config", "show", "--json", "--config", str(file), CIO_TUI_LABEL="from variable").document[
        "settings"
    ]
    assert settings["region"] == {"value": "eu", "from": str(file)}
    assert settings["label"] == {"value": "from variable", "from": "CIO_TUI_LABEL"}
    assert settings["endpoints.track"] == {"value": "https://track-eu.customer.io", "from": "default for eu"}
    assert settings["thresholds.bounce_rate"]["value"] == 0.1
    assert settings["thresholds.delivery_rate"] == {"value": 0.95, "from": "default"}


def test_show_gives_a_fingerprint_and_never_the_key(cli: Cli, tmp_path: Path) -> None:
    key = tmp_path / "key"
    key.write_text(KEY)
    key.chmod(0o600)
    file = tmp_path / "c.toml"
    file.write_text(
        f'[credentials]\napp_api_key = {{ file = "{key}" }}\nsite_id = {{ command = ["touch", "{tmp_path}/ran"] }}\n'
    )
    for words in (("config", "show"), ("config", "show", "--json")):
        done = cli(*words, "--config", str(file), CUSTOMERIO_TRACK_API_KEY=KEY)
        assert done.code == 0
        assert KEY not in done.stdout + done.stderr
        assert "set (env CUSTOMERIO_TRACK_API_KEY) sha256:" in done.stdout
        assert f"set (file {key}) sha256:" in done.stdout
        assert "not set (env CUSTOMERIO_WEBHOOK_SIGNING_KEY)" in done.stdout
    assert not (tmp_path / "ran").exists(), "showing a configuration runs nothing"


def test_a_mistake_is_a_usage_error_with_its_place(cli: Cli, tmp_path: Path) -> None:
    file = tmp_path / "c.toml"
    file.write_text('label = "x"\nregoin = "eu"\n[network]\ndns = ["nowhere"]\n')
    for verb in ("show", "check"):
        done = cli("config", verb, "--config", str(file))
        first, second = done.stderr.splitlines()
        assert done.code == 2
        assert done.stdout == ""
        assert first == f"{file}:2:1: unknown key `regoin`; did you mean `region`?"
        assert second.startswith(f"{file}:4:8: `dns` must be an address")


def test_a_named_file_that_is_missing_is_an_error(cli: Cli) -> None:
    done = cli("config", "show", "--config", "/nowhere/c.toml")
    assert (done.code, done.stderr) == (2, "/nowhere/c.toml: No such file or directory.\n")

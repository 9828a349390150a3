from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from cio_tui.runtime.setting_checks import CredentialSource
from cio_tui.runtime.settings import ConfigurationError, load_settings, locate_config

if TYPE_CHECKING:
    from pathlib import Path

WHOLE = """
region = "eu"
label = "staging"
runbooks = ["books", "/srv/books"]
workspace_id = 12

[endpoints]
track = "https://127.0.0.1:8443/"
webhook = "https://hooks.example.com/cio"

[network]
dns = ["127.0.0.1:5353", "::1"]
ca_file = "ca.pem"
connect_to = ["track-eu.customer.io:443:127.0.0.1:8443"]
hosts = ["Status.Example.com"]

[credentials]
site_id = { env = "OTHER" }
track_api_key = { file = "keys/track" }
app_api_key = { command = ["op", "read", "x"] }
rotated = 2026-09-01

[sending]
from = "example.com"
selectors = ["krs"]

[log]
dir = "/srv/incidents"
personal_data = "keep"

[thresholds]
queue_depth = 5
"""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "config.toml"


def test_every_key_of_the_file_reaches_its_place(file: Path) -> None:
    file.write_text(WHOLE)
    settings = load_settings(str(file), {})
    folder = str(file.parent)
    assert (settings.region, settings.label, settings.workspace_id) == ("eu", "staging", 12)
    assert settings.runbooks == (f"{folder}/books", "/srv/books")
    assert settings.endpoints["track"] == "https://127.0.0.1:8443"
    assert settings.endpoints["app"] == "https://api-eu.customer.io"
    assert settings.network.dns == ("127.0.0.1:5353", "::1")
    assert settings.network.ca_file == f"{folder}/ca.pem"
    assert settings.network.connect_to == ("track-eu.customer.io:443:127.0.0.1:8443",)
    assert settings.network.hosts == ("status.example.com",)
    assert settings.credentials["site_id"] == CredentialSource("env", ("OTHER",))
    assert settings.credentials["track_api_key"] == CredentialSource("file", (f"{folder}/keys/track",))
    assert settings.credentials["app_api_key"] == CredentialSource("command", ("op", "read", "x"))
    assert "rotated" not in settings.credentials
    assert settings.rotated == date(2026, 9, 1)
    assert settings.sending == ("example.com", "", ("krs",), "")
    assert (settings.log_dir, settings.keeps_personal_data) == ("/srv/incidents", True)
    assert settings.thresholds["queue_depth"] == 5


def test_without_a_file_defaults_are_in_force() -> None:
    settings = load_settings(None, {"HOME": "/nowhere"})
    assert settings.source == ""
    assert settings.region == "us"
    assert settings.endpoints == {
        "track": "https://track.customer.io",
        "app": "https://api.customer.io",
        "status": "https://status.customerio.com",
        "control": "https://www.gstatic.com/generate_204",
        "webhook": "",
        "errors": "",
        "queue": "",
    }
    assert settings.credentials["site_id"] == CredentialSource("env", ("CUSTOMERIO_SITE_ID",))
    assert settings.thresholds == {
        "api_error_rate": 0.01,
        "api_p99_latency_ms": 5000,
        "bounce_rate": 0.05,
        "complaint_rate": 0.001,
        "delivery_rate": 0.95,
        "queue_depth": 10000,
        "webhook_error_rate": 0.05,
    }
    assert set(settings.origins.values()) == {"default", "default for us"}


def test_the_environment_wins_over_the_file_and_says_so(file: Path) -> None:
    file.write_text('region = "eu"\nworkspace_id = 1\n')
    environment = {
        "CIO_TUI_WORKSPACE_ID": "7",
        "CIO_TUI_NETWORK_DNS": "127.0.0.1, ::1",
        "CIO_TUI_CREDENTIALS_ROTATED": "2026-10-01",
    }
    settings = load_settings(str(file), environment)
    assert (settings.workspace_id, settings.origins["workspace_id"]) == (7, "CIO_TUI_WORKSPACE_ID")
    assert settings.network.dns == ("127.0.0.1", "::1")
    assert settings.rotated == date(2026, 10, 1)
    assert settings.origins["region"] == str(file)


def test_a_replaced_endpoint_is_not_touched_by_the_region(file: Path) -> None:
    file.write_text('region = "eu"\n[endpoints]\ntrack = ""\n')
    settings = load_settings(str(file), {})
    assert (settings.endpoints["track"], settings.origins["endpoints.track"]) == ("", str(file))


def test_expressions_see_the_configuration_by_dotted_names() -> None:
    values = load_settings(None, {"CIO_TUI_REGION": "eu", "CIO_TUI_THRESHOLDS_BOUNCE_RATE": "0.2"}).values()
    assert values["config.region"] == "eu"
    assert values["config.workspace_id"] == 0
    assert values["threshold.bounce_rate"] == 0.2


def test_the_file_is_the_flags_then_the_variables_then_the_users_own(tmp_path: Path) -> None:
    environment = {"CIO_TUI_CONFIG": "~/b.toml", "XDG_CONFIG_HOME": str(tmp_path)}
    assert locate_config("a.toml", environment) == "a.toml"
    assert locate_config(None, environment).endswith("/b.toml")
    assert "~" not in locate_config(None, environment)
    assert locate_config(None, {"XDG_CONFIG_HOME": str(tmp_path)}) == f"{tmp_path}/cio-tui/config.toml"


def test_all_mistakes_of_file_and_environment_come_at_once(file: Path) -> None:
    file.write_text('regoin = "us"\n[endpoints]\ntrack = "ftp://x"\n')
    with pytest.raises(ConfigurationError) as caught:
        load_settings(str(file), {"CIO_TUI_LABLE": "x", "CIO_TUI_WORKSPACE_ID": "many"})
    assert str(caught.value).splitlines() == [
        f"{file}:1:1: unknown key `regoin`; did you mean `region`?",
        f'{file}:3:9: `track` must be an address such as "https://track.customer.io:443" without a user name, not "ftp://x"',
        "CIO_TUI_LABLE: unknown variable; did you mean CIO_TUI_LABEL?",
        'CIO_TUI_WORKSPACE_ID: `workspace_id` must be a whole number from 0, not "many"',
    ]

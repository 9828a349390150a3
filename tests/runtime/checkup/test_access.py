from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from cio_tui.runtime.checkup.access import examine_access
from cio_tui.runtime.credentials import Credentials
from cio_tui.runtime.settings import load_settings

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cio_tui.runtime.checkup.finding import Finding

TODAY = date(2026, 11, 21)
KEY = "0f1e2d3c4b5a69788796"


def examine(environment: Mapping[str, str]) -> dict[str, Finding]:
    settings = load_settings(None, environment)
    found = examine_access(settings, Credentials(settings, environment), environment, TODAY)
    return {finding.subject: finding for finding in found}


def test_a_key_that_is_not_set_leaves_its_api_unknown() -> None:
    found = examine({})
    assert {name: found[name].verdict for name in ("site_id", "track_api_key", "app_api_key")} == {
        "site_id": "unknown", "track_api_key": "unknown", "app_api_key": "unknown",
    }  # fmt: skip
    assert "CUSTOMERIO_SITE_ID" in found["site_id"].remedy
    assert found["webhook_signing_key"].verdict == "ok"


def test_a_key_that_is_set_is_shown_by_its_fingerprint() -> None:
    finding = examine({"CUSTOMERIO_APP_API_KEY": KEY})["app_api_key"]
    assert finding.verdict == "ok"
    assert "sha256:" in finding.text
    assert KEY not in finding.text


@pytest.mark.parametrize(("day", "verdict"), [("2026-08-23", "ok"), ("2026-08-22", "degraded")])
def test_keys_older_than_90_days_are_due(day: str, verdict: str) -> None:
    assert examine({"CIO_TUI_CREDENTIALS_ROTATED": day})["rotation"].verdict == verdict


def test_a_rotation_that_nobody_noted_is_not_judged() -> None:
    assert "rotation" not in examine({})


def test_a_key_sent_in_the_clear_is_told() -> None:
    found = examine({"CIO_TUI_ENDPOINTS_TRACK": "http://127.0.0.1:8080"})
    assert found["endpoint track"].verdict == "degraded"
    assert "endpoint app" not in found


def test_a_proxy_is_named_without_its_password_and_a_bad_one_fails() -> None:
    named = examine({"HTTPS_PROXY": "http://me:secret@proxy.example.com:3128"})["proxy"]
    assert (named.verdict, named.text) == ("ok", "HTTPS goes through proxy.example.com:3128")
    assert examine({"HTTPS_PROXY": "socks5://proxy"})["proxy"].verdict == "failing"

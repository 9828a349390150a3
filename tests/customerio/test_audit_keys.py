from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from cio_tui.core.reading import Verdict
from cio_tui.core.secret import Secret
from cio_tui.customerio.audit_keys import (
    Credential,
    distinct_finding,
    key_findings,
    read_env,
    source_findings,
    staging_findings,
)

if TYPE_CHECKING:
    from cio_tui.customerio.finding import Finding

SITE, TRACK, APP = "a1" * 10, "b2" * 10, "c3" * 16


def _set(site: str = SITE, track: str = TRACK, app: str = APP) -> dict[str, Credential]:
    values = {"site_id": site, "track_api_key": track, "app_api_key": app}
    return {
        name: Credential(Secret(value) if value else None, "", f"env {name.upper()}")
        for name, value in values.items()
    }


def _verdicts(findings: list[Finding]) -> list[str]:
    return [finding.verdict.value for finding in findings]


@pytest.mark.parametrize(
    ("credentials", "verdicts", "said"),
    [
        (_set(), ["ok", "ok", "ok"], "sha256:"),
        (_set(track=""), ["ok", "failing", "ok"], "It is not set."),
        (_set(track=APP), ["ok", "failing", "ok"], "looks like an App API key"),
        (_set(app=TRACK), ["ok", "ok", "failing"], "looks like a site id or a Track key"),
        (_set(app="not-of-that-shape"), ["ok", "ok", "degraded"], "not shaped as usual"),
    ],
)
def test_each_key_is_there_and_of_its_kind(
    credentials: dict[str, Credential], verdicts: list[str], said: str
) -> None:
    found = list(key_findings(credentials))

    assert _verdicts(found) == verdicts
    assert said in " ".join(each.text for each in found)


def test_no_finding_ever_shows_a_key() -> None:
    files = [read_env(".env", f"CUSTOMERIO_APP_API_KEY={APP}\nX={TRACK}\n".encode())]
    same = _set(track=APP, app=APP)
    findings = [
        *key_findings(_set()),
        *source_findings(_set(), files),
        *staging_findings(_set(), files),
        distinct_finding(same),
    ]
    shown = " ".join(each.text + each.remedy for each in findings)

    assert len(findings) == 6
    assert not [key for key in (SITE, TRACK, APP) if key[:6] in shown]


def test_an_env_file_with_these_keys_fails_and_one_with_others_is_said() -> None:
    quoted = read_env(".env", f"# production\nexport CIO_KEY='{APP}'  \n".encode())
    other = read_env(".env.test", b'CUSTOMERIO_SITE_ID="0123" # staging\n')
    harmless = read_env(".env.local", b"PORT=8080\nnonsense\nEMPTY=\n")

    assert _verdicts(list(source_findings(_set(), [quoted, other, harmless]))) == ["failing", "degraded"]
    assert _verdicts(list(source_findings(_set(), [harmless]))) == ["ok"]
    assert _verdicts(list(source_findings(_set("", "", ""), []))) == ["unknown"]


def test_one_value_for_two_things_fails_and_a_missing_one_cannot_be_compared() -> None:
    assert distinct_finding(_set()).verdict is Verdict.OK
    assert "site_id and track_api_key" in distinct_finding(_set(track=SITE)).text
    assert distinct_finding(_set(app="")).verdict is Verdict.UNKNOWN


def test_keys_of_staging_are_named_by_their_variable_and_a_file_without_keys_compares_nothing() -> None:
    staging = read_env(".env.staging", f"CIO_SITE={SITE}\nCIO_TRACK={'d4' * 10}\n".encode())
    sound = read_env(".env.dev", b"CUSTOMERIO_SITE_ID=eeee\n")
    empty = read_env(".env.ci", b"PORT=80\n")
    found = list(staging_findings(_set(), [staging, sound, empty]))

    assert _verdicts(found) == ["failing", "ok", "unknown"]
    assert found[0].text == ".env.staging: site_id is its CIO_SITE."

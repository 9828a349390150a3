from __future__ import annotations

from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

import pytest

from cio_tui.core.reading import NOT_CONFIGURED, Reading, Sample, Verdict
from cio_tui.customerio.audit import (
    Question,
    account_findings,
    connection_findings,
    mail_findings,
    passed,
    rotation_finding,
    webhook_findings,
)
from cio_tui.customerio.finding import ok, unknown

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cio_tui.core.reading import Value

TODAY = date(2026, 11, 21)
ANSWERED: Mapping[str, Value | None] = {
    "ok": True,
    "error": "none",
    "status": 200,
    "region": "us",
    "first_address": "192.0.2.1",
}
CONFIGURED: Mapping[str, Value] = {"config.region": "us", "config.workspace_id": 104217}


def _read(
    fields: Mapping[str, Value | None], verdict: Verdict = Verdict.OK, summary: str = "200 in 8 ms"
) -> Reading:
    return Reading(Sample("p", datetime(2026, 11, 21, tzinfo=UTC), 0.0, fields, summary), verdict, (), 60.0)


@pytest.mark.parametrize(
    ("rotated", "verdict", "said"),
    [
        (date(2026, 8, 23), Verdict.OK, "90 days old; due in 0 days"),
        (date(2026, 8, 22), Verdict.FAILING, "91 days old, more than 90"),
        (date(2026, 11, 22), Verdict.FAILING, "in the future"),
        (None, Verdict.UNKNOWN, "written down nowhere"),
    ],
)
def test_keys_are_rotated_every_ninety_days(rotated: date | None, verdict: Verdict, said: str) -> None:
    finding = rotation_finding(rotated, TODAY)

    assert finding.verdict is verdict
    assert said in finding.text


@pytest.mark.parametrize(
    ("fields", "verdict"),
    [
        (ANSWERED, Verdict.OK),
        ({"ok": False, "error": "none", "status": 401}, Verdict.FAILING),
        ({"ok": False, "error": "none", "status": 503}, Verdict.FAILING),
        ({"ok": False, "error": "none", "status": 429}, Verdict.UNKNOWN),
        ({"ok": False, "error": "dns", "status": 0}, Verdict.FAILING),
        ({"ok": True, "error": "none", "status": 200}, Verdict.UNKNOWN),
        ({}, Verdict.UNKNOWN),
    ],
)
def test_an_api_passes_only_when_it_took_our_key(
    fields: Mapping[str, Value | None], verdict: Verdict
) -> None:
    track, app = connection_findings({"track": _read(fields), "app": _read(ANSWERED)})

    assert (track.verdict, app.verdict) == (verdict, Verdict.OK)
    assert (verdict is Verdict.OK) == (not track.remedy)


@pytest.mark.parametrize(
    ("told", "configured", "verdicts"),
    [
        ({"region": "us", "workspace_id": 104217}, {}, (Verdict.OK, Verdict.OK)),
        ({"region": "eu", "workspace_id": 9}, {}, (Verdict.FAILING, Verdict.FAILING)),
        ({"region": "us", "workspace_id": 9}, {"config.workspace_id": 0}, (Verdict.OK, Verdict.UNKNOWN)),
        ({"region": None, "workspace_id": None}, {}, (Verdict.UNKNOWN, Verdict.UNKNOWN)),
    ],
)
def test_region_and_workspace_are_those_that_the_account_names(
    told: Mapping[str, Value | None], configured: Mapping[str, Value], verdicts: tuple[Verdict, Verdict]
) -> None:
    found = account_findings(_read({**ANSWERED, **told}), {**CONFIGURED, **configured})

    assert tuple(each.verdict for each in found) == verdicts


def test_a_missing_dkim_fails_a_missing_dmarc_is_a_recommendation_and_silence_is_unknown() -> None:
    found = mail_findings(_read({"spf": "ok", "dkim": "failing", "dmarc": "failing", "mx": None}))

    assert {each.check: each.verdict for each in found} == {
        Question.SPF: Verdict.OK,
        Question.DKIM: Verdict.FAILING,
        Question.DMARC: Verdict.DEGRADED,
        Question.RETURN_PATH: Verdict.UNKNOWN,
    }


def test_a_receiver_needs_a_key_to_tell_genuine_calls_and_none_is_nothing_to_check() -> None:
    reading = _read({"status": 405}, Verdict.DEGRADED, "405 in 8 ms")
    none = _read({}, Verdict.UNKNOWN, NOT_CONFIGURED)

    assert list(webhook_findings(none, has_signing_key=False)) == []
    assert [each.verdict for each in webhook_findings(reading, has_signing_key=True)] == [Verdict.DEGRADED]
    assert [each.verdict for each in webhook_findings(reading, has_signing_key=False)] == [
        Verdict.DEGRADED,
        Verdict.UNKNOWN,
    ]


def test_what_could_not_be_told_has_not_passed() -> None:
    assert passed([ok(Question.SPF, "there"), unknown(Question.DKIM, "no answer")]) == 1

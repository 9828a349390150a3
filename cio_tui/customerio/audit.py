"""The production checklist, as questions that can be answered from here without writing anything.

The seed identifies a person and suppresses it to see whether Track answers; that blocks the id for good. Here the
read-only calls of the shared probes answer the same question.
"""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from cio_tui.core.reading import Verdict
from cio_tui.customerio.finding import Finding, degraded, failing, ok, unknown
from cio_tui.customerio.hints import Hint, hint_for_status

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from datetime import date

    from cio_tui.core.reading import Reading, Value

ROTATE_AFTER = 90
"""Days."""


class Question(StrEnum):
    """Rows of the checklist, and of the smoke test and the gate that belong to it."""

    SITE_ID = "site id"
    TRACK_KEY = "Track key"
    APP_KEY = "App key"
    SIGNING_KEY = "signing key"
    SOURCE = "secrets storage"
    DISTINCT = "keys differ"
    STAGING = "not staging's"
    ROTATION = "rotation"
    TRACK = "Track API"
    APP = "App API"
    REGION = "region"
    WORKSPACE = "workspace"
    SPF = "SPF"
    DKIM = "DKIM"
    DMARC = "DMARC"
    RETURN_PATH = "return path"
    WEBHOOK = "webhook"
    UNSUBSCRIBE = "unsubscribe link"
    POSTAL = "postal address"
    CREATE = "create a person"
    DELETE = "delete it again"


def passed(findings: Iterable[Finding]) -> int:
    """How many are in order."""
    return sum(finding.verdict is Verdict.OK for finding in findings)


def rotation_finding(rotated: date | None, today: date) -> Finding:
    """How old the keys are."""
    if rotated is None:
        return unknown(
            Question.ROTATION,
            "When the keys were made is written down nowhere.",
            "Set `rotated` under [credentials], and a reminder for 90 days after it.",
        )
    age = (today - rotated).days
    if age < 0:
        return failing(
            Question.ROTATION, f"The keys are dated {rotated}, in the future.", "Correct `rotated`."
        )
    if age > ROTATE_AFTER:
        remedy = "Rotate them, then set `rotated` under [credentials]."
        return failing(Question.ROTATION, f"The keys are {age} days old, more than {ROTATE_AFTER}.", remedy)
    return ok(Question.ROTATION, f"The keys are {age} days old; due in {ROTATE_AFTER - age} days.")


def connection_findings(readings: Mapping[str, Reading]) -> Iterator[Finding]:
    """Whether both APIs take our keys, by the probes `track` and `app`."""
    for question, name, proof in _PROOFS:
        yield _connected(question, readings[name], proof)


_PROOFS = ((Question.TRACK, "track", "region"), (Question.APP, "app", "first_address"))
"""Which field of its probe only the API itself can answer with: a proxy's sign-in page is a 200 as well."""


def _connected(question: Question, reading: Reading, proof: str) -> Finding:
    fields, said = reading.sample.fields, reading.sample.summary
    status = fields.get("status")
    if status == 200 and fields.get("error") == "none":
        if fields.get(proof) is None:
            return unknown(
                question,
                f"It answers, but not as Customer.io does: {said}.",
                "If it stays so, a proxy or a sign-in page in between answers in its place.",
            )
        return ok(question, f"It answers and takes our key: {said}.")
    if not fields or status == 429:
        return unknown(
            question, f"It could not be asked: {said}.", "`cio-tui check` says what is in the way."
        )
    hint = hint_for_status(int(status)) if isinstance(status, int) else None
    return failing(
        question,
        f"It does not take our calls: {said}.",
        _REMEDIES.get(status, "`cio-tui check` says what is in the way."),
        Hint.SMOKE_TEST_FAILED if hint is Hint.REFUSED_AFTER_DEPLOY else hint,
    )


_REFUSED = "Are these the production keys, of this account and region, and is this host's address allowed?"
_ELSEWHERE = "The account lives in the other region: set region, here and in every service."
_REMEDIES: Mapping[Value | None, str] = {
    **dict.fromkeys((400, 401, 403), _REFUSED),
    **dict.fromkeys((301, 302, 307, 308), _ELSEWHERE),
}


def account_findings(track: Reading, values: Mapping[str, Value]) -> Iterator[Finding]:
    """Whether region and workspace of the Track keys are those of the configuration."""
    region, workspace = track.sample.fields.get("region"), track.sample.fields.get("workspace_id")
    if not isinstance(region, str):
        yield unknown(
            Question.REGION, "The account's region was not told.", "It needs a Track API that answers."
        )
    elif region != values["config.region"]:
        text = f"The account lives in {region}, the configuration says {values['config.region']}."
        yield failing(Question.REGION, text, f'Set region = "{region}", here and in every service.')
    else:
        yield ok(Question.REGION, f"The account lives in {region}, as configured.")
    yield _workspace(workspace, values["config.workspace_id"])


def _workspace(found: Value | None, wanted: Value) -> Finding:
    if not isinstance(found, int | float):
        return unknown(
            Question.WORKSPACE, "The keys' workspace was not told.", "It needs a Track API that answers."
        )
    if not wanted:
        return unknown(
            Question.WORKSPACE,
            f"The Track keys belong to workspace {found:g}; whether that is production, nothing says.",
            f"Compare it with the dashboard's address, then set workspace_id = {found:g}.",
        )
    if found != wanted:
        text = f"The Track keys belong to workspace {found:g}, not to {wanted}: staging keys in production?"
        return failing(Question.WORKSPACE, text, "Take the keys of the production workspace.")
    return ok(Question.WORKSPACE, f"The Track keys belong to workspace {found:g}, as configured.")


def mail_findings(domain: Reading) -> Iterator[Finding]:
    """The sending domain, by the probe `domain`. DMARC and return path are recommended, the others required."""
    recommended = (Question.DMARC, Question.RETURN_PATH)
    records = {
        Question.SPF: "spf",
        Question.DKIM: "dkim",
        Question.DMARC: "dmarc",
        Question.RETURN_PATH: "mx",
    }
    for question, name in records.items():
        match domain.sample.fields.get(name):
            case "ok":
                yield ok(question, "Published and in order.")
            case None:
                remedy = "Set from, account and selectors under [sending]." if not domain.counts else ""
                yield unknown(question, f"It could not be looked at: {domain.sample.summary}.", remedy)
            case state:
                broken = state == "failing" and question not in recommended
                level = failing if broken else degraded
                yield level(
                    question, f"{domain.sample.summary}.", "`cio-tui domain` says which record to set."
                )


def webhook_findings(webhook: Reading, *, has_signing_key: bool) -> Iterator[Finding]:
    """The receiver, by the probe `webhook`; nothing where there is none."""
    if not webhook.counts:
        return
    said = f"{webhook.sample.summary}{'; ' if webhook.reasons else ''}{'; '.join(webhook.reasons)}"
    levels = {Verdict.FAILING: failing, Verdict.DEGRADED: degraded, Verdict.UNKNOWN: unknown}
    if webhook.verdict is Verdict.OK:
        yield ok(Question.WEBHOOK, f"It answers in time: {said}.")
    else:
        remedy = "`cio-tui webhook check` asks it as Customer.io would."
        yield levels[webhook.verdict](Question.WEBHOOK, f"{said}.", remedy)
    if not has_signing_key:
        remedy = "Set webhook_signing_key, and check it in the receiver."
        yield unknown(Question.SIGNING_KEY, "None is set, so no call can be told from a forged one.", remedy)

from __future__ import annotations

import base64
import html
import json
import random
import string
from urllib.parse import quote, quote_plus

import pytest

from cio_tui.core.redact import REDACTED, Redactor
from cio_tui.core.secret import Secret

KEY = "9c1f0e6d2b7a4853bd10"
SITE = "4f7d22c9a8b3e6150c9d"
SECRETS = {
    "site_id": Secret(SITE),
    "track_api_key": Secret(KEY),
    "app_api_key": Secret("0123456789abcdef0123456789abcdef"),
}


def encodings(value: str) -> dict[str, str]:
    """The thirteen ways in which a credential has been seen to leak."""
    raw = value.encode()
    basic = base64.b64encode(f"{SITE}:{value}".encode()).decode()
    return {
        "plain": value,
        "upper case": value.upper(),
        "JSON": json.dumps({"key": value}),
        "JSON in JSON": json.dumps(json.dumps({"key": value})),
        "URL": f"https://host/path?x={quote(value, safe='')}&y=1",
        "form": quote_plus(value),
        "hex": raw.hex(),
        "repr": repr([value]),
        "HTML": html.escape(value),
        "base64": base64.b64encode(raw).decode(),
        "base64 after one byte": base64.b64encode(b"x" + raw + b"tail").decode(),
        "base64 after two bytes": base64.urlsafe_b64encode(b"xy" + raw + b"\n").decode(),
        "Basic": f"Authorization: Basic {basic}",
    }


def leaked(value: str, text: str) -> bool:
    """Whether the value can be read from the text, in any encoding."""
    lowered = text.lower()
    return any(form.lower() in lowered for form in _readable(value))


def _readable(value: str) -> list[str]:
    raw = value.encode()
    cores = [base64.b64encode(bytes(n) + raw).decode()[4:-4] for n in range(3)]
    return [value, raw.hex(), quote(value, safe=""), json.dumps(value)[1:-1], *cores]


@pytest.mark.parametrize("name", encodings(KEY))
def test_a_known_credential_is_redacted_in_every_encoding(name: str) -> None:
    text = f"before {encodings(KEY)[name]} after"
    redacted = Redactor(SECRETS).redact(text)
    assert not leaked(KEY, redacted)
    assert "[redacted" in redacted
    assert redacted.startswith("before ")
    assert redacted.endswith(" after")


@pytest.mark.parametrize(
    "trials", [300, pytest.param(80_000, marks=[pytest.mark.soak, pytest.mark.timeout(1800)])]
)
def test_random_credentials_never_leak(trials: int) -> None:
    rng = random.Random(20261121)
    for _ in range(trials):
        value = "".join(
            rng.choices(string.ascii_letters + string.digits + "-_+/=!$%&'\"\\<> ü", k=rng.randint(10, 40))
        )
        redactor = Redactor({"site_id": Secret(SITE), "track_api_key": Secret(value)})
        for name, form in encodings(value).items():
            noise = "".join(rng.choices(string.ascii_lowercase + " .,:", k=20))
            redacted = redactor.redact(f"{noise} {form} {noise}")
            assert not leaked(value, redacted), (name, value)
            assert redactor.redact(redacted) == redacted


def test_the_marker_names_the_credential() -> None:
    assert Redactor(SECRETS).redact(f"key {KEY}!") == "key [redacted track_api_key]!"
    assert Redactor(SECRETS).redact(f"{SITE}:{KEY}") == "[redacted track_api_key]"


LOOKALIKES = {
    "assignment": ('track_api_key = "9a7c1e2b3d4f"', 'track_api_key = "[redacted]"'),
    "user and password in a URL": ("https://ana:pa55w0rd@host/x", "https://[redacted]@host/x"),
    "query": ("GET /v1?api_key=abc123def&x=1", "GET /v1?api_key=[redacted]&x=1"),
    "Bearer": ("Bearer eyJhbGciOi.J9abc-_x", "Bearer [redacted]"),
    "Basic": ("basic Y2lvOnNlY3JldA==", "basic [redacted]"),
    "header": ("authorization: Bearer opaquevalue", "authorization: Bearer [redacted]"),
    "JSON header": ('{"Authorization": "Basic Y2lvOg=="}', '{"Authorization": "Basic [redacted]"}'),
    "20 hex digits": ("used 0a1b2c3d4e5f60718293 today", "used [redacted] today"),
    "32 hex digits": ("0A1B2C3D4E5F60718293A4B5C6D7E8F9", "[redacted]"),
}


@pytest.mark.parametrize(("text", "redacted"), LOOKALIKES.values(), ids=LOOKALIKES.keys())
def test_what_looks_like_a_credential_goes_without_being_known(text: str, redacted: str) -> None:
    assert Redactor({}).redact(text) == redacted
    assert Redactor({}).redact(redacted) == redacted


@pytest.mark.parametrize(
    "text",
    [
        "Basic authentication failed, bearer tokens are not accepted",
        "503 in 212 ms from https://track.customer.io/api/v1/accounts/region",
        "git 9fceb02d0ae598e95dc970b74767f19372d61af8",
        "token: missing",
        "delivery RPILAgABcRhIBqSp7kiPekGBIeVh",
    ],
)
def test_evidence_is_left_alone(text: str) -> None:
    assert Redactor(SECRETS).redact(text) == text


def test_nested_data_is_redacted_with_its_keys() -> None:
    before = {KEY: ["x", 1, None, {"body": f"key={KEY}"}], "ok": True}
    assert Redactor(SECRETS).redact_json(before) == {  # type: ignore[arg-type]
        "[redacted track_api_key]": ["x", 1, None, {"body": "key=[redacted track_api_key]"}],
        "ok": True,
    }


@pytest.mark.parametrize(
    "unit", ["a-", "token=", "basic ", "://a:", "a@", "a", "0", "authorization:", "x%40", "Bearer a"]
)
def test_a_hostile_text_of_a_million_characters_is_no_trouble(unit: str) -> None:
    """A pattern that took time with the square of the length would need hours for this."""
    text = (unit * 1_000_000)[:1_000_000]
    redacted = Redactor(SECRETS).redact(f"{text} {KEY}")
    assert KEY not in redacted


def test_a_credential_that_is_not_utf8_is_handled_like_any_other() -> None:
    value = b"k\xffey-12345".decode(errors="surrogateescape")
    assert Redactor({"app_api_key": Secret(value)}).redact(f"x {value} y") == "x [redacted app_api_key] y"
    assert REDACTED not in Secret(value).fingerprint


def test_a_credential_is_found_by_name_in_any_form_and_nothing_else_is() -> None:
    redactor = Redactor(SECRETS)
    for text in encodings(KEY).values():
        assert redactor.finds(f"before {text} after")
    assert redactor.finds(KEY) == "track_api_key"
    assert redactor.finds("authorization: Bearer somebody-elses-token-1") == ""

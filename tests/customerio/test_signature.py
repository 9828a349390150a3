from __future__ import annotations

import hashlib
import hmac
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cio_tui.customerio.signature import Examination, examine, sign

KEY = b"whsec_example_not_a_real_key"
AT = 1_795_288_991
BODY = (
    b'{"event_id":"01JD3S0Y4B8K6M2T5V7X9Z1QWE","object_type":"email","metric":"bounced","timestamp":1795288000,'
    b'"data":{"href":"https://x.example/?a=1&b=2","subject":"D\xc3\xa9j\xc3\xa0 vu"}}'
)


def mac(message: bytes, key: bytes = KEY) -> str:
    return hmac.new(key, message, hashlib.sha256).hexdigest()


def genuine(body: bytes = BODY, key: bytes = KEY, at: int = AT) -> str:
    return mac(b"v0:%d:%s" % (at, body), key)


def seen(
    signature: str, body: bytes = BODY, key: bytes = KEY, timestamp: str = str(AT), later: float = 2.0
) -> Examination:
    return examine(body, timestamp, signature, key, AT + later)


def names(examination: Examination) -> list[str]:
    assert not examination.is_genuine
    return [cause.name for cause in examination.causes]


VECTOR = (
    b'{"event_id":"01JD3S0Y4B8K6M2T5V7X9Z1QWE","object_type":"email","metric":"bounced","timestamp":1'
    b'795288990,"data":{"campaign_id":15,"action_id":259,"journey_id":"01JD3RZZGXAAXBKZD8J96M8FNV","p'
    b'arent_action_id":null,"trigger_event_id":"01JC8Q2T7M3ZK9V4N6W0X5Y1AB","customer_id":"demo-1042"'
    b',"delivery_id":"aaECAQUBcRhIBqSfeiIwdIYJKxAA","identifiers":{"id":"demo-1042","email":"jo+test@'
    b'acme.example","cio_id":"d9c106000a01"},"recipient":"jo+test@acme.example","subject":"Your '
    b'receipt","failure_message":"550 5.1.1 user unknown"}}'
)
"""A body whose signature was made elsewhere."""


def test_a_signature_made_elsewhere_is_met() -> None:
    expected = "24d2de716d6db82e73a2b1000c6495cf0000ca57751de7392aa3c08f6ca80321"
    assert sign(KEY, "1795288991", VECTOR) == expected
    spaced = json.dumps(json.loads(VECTOR)).encode()
    assert (
        sign(KEY, "1795288991", spaced) == "16f631dc8bf597be0d9c8caf718f762c537c5df696ab545532b3d2cf8fb52769"
    )
    assert names(seen(expected, spaced)) == ["body-reserialised"]


@pytest.mark.parametrize("written", [str, str.upper, "sha256={}".format, " {}\n".format])
def test_a_genuine_call_is_genuine_however_its_signature_is_written(written: object) -> None:
    assert callable(written)
    assert seen(written(genuine())) == (True, (), 2.0)


@given(st.binary(max_size=300), st.binary(min_size=1, max_size=80), st.integers(0, 2**31))
def test_what_is_signed_verifies_and_a_changed_byte_does_not(body: bytes, key: bytes, at: int) -> None:
    signature = sign(key, str(at), body)
    assert examine(body, str(at), signature, key, at).is_genuine
    assert not examine(body + b"x", str(at), signature, key, at).is_genuine


@pytest.mark.parametrize(
    ("later", "name", "said"),
    [
        (301.0, "stale", "It was signed 301 s ago."),
        (86_400.0, "stale", "It was signed 86400 s ago."),
        (-4000.0, "ahead", "It is dated 4000 s in the future."),
    ],
)
def test_an_old_call_is_genuine_and_so_is_one_of_a_clock_ahead(later: float, name: str, said: str) -> None:
    found = seen(genuine(), later=later)
    assert (found.is_genuine, found.age_s) == (True, later)
    assert [(cause.name, cause.text) for cause in found.causes] == [(name, said)]


SPACED = json.dumps(json.loads(BODY)).encode()
PRETTY = json.dumps(json.loads(BODY), indent=2, ensure_ascii=False).encode()


@pytest.mark.parametrize(
    ("body", "signature", "key", "causes"),
    [
        (BODY, genuine(), KEY + b"\n", ["key-whitespace"]),
        (BODY, genuine(key=KEY + b"\n"), KEY, ["key-whitespace"]),
        (BODY, genuine(key=b" " + KEY), KEY, ["key-whitespace"]),
        (BODY, genuine(), b'"' + KEY + b'"', ["key-quotes"]),
        (BODY + b"\n", genuine(), KEY, ["trailing-newline"]),
        (BODY, genuine(BODY + b"\n"), KEY, ["trailing-newline"]),
        (PRETTY.replace(b"\n", b"\r\n"), genuine(PRETTY), KEY, ["line-ends"]),
        (b"\xef\xbb\xbf" + BODY, genuine(), KEY, ["byte-order-mark"]),
        (SPACED, genuine(), KEY, ["body-reserialised"]),
        (PRETTY, genuine(), KEY, ["body-reserialised"]),
        (BODY, genuine(SPACED), KEY, ["body-reserialised"]),
        (BODY, genuine(BODY.replace(b"/", b"\\/")), KEY, ["body-reserialised"]),
        (BODY, genuine(BODY.replace(b"&", b"\\u0026")), KEY, ["body-reserialised"]),
        (BODY, mac(BODY), KEY, ["body-alone"]),
        (BODY, mac(b"%d:%s" % (AT, BODY)), KEY, ["no-version"]),
        (BODY + b"\n", genuine(), KEY + b"\n", ["key-whitespace", "trailing-newline"]),
        (SPACED, mac(BODY), KEY, ["body-reserialised", "body-alone"]),
        (BODY, genuine(at=AT + 7), KEY, ["timestamp"]),
        (BODY, genuine(at=1_795_288_003), KEY, ["timestamp"]),
        (BODY, genuine(key=b"another key"), KEY, ["wrong-key"]),
        (BODY, "0" * 63, KEY, ["malformed"]),
        (BODY, "", KEY, ["malformed"]),
        (b"not JSON", genuine(b"other"), KEY, ["wrong-key"]),
        (b"[" * 100_000, genuine(b"other"), KEY, ["wrong-key"]),
    ],
)
def test_the_cause_of_a_mismatch_is_named(body: bytes, signature: str, key: bytes, causes: list[str]) -> None:
    assert names(seen(signature, body, key)) == causes


def test_another_second_is_named_so_that_the_right_header_can_be_found() -> None:
    (cause,) = seen(genuine(at=AT + 7)).causes
    assert str(AT + 7) in cause.text


@pytest.mark.parametrize("timestamp", ["", "soon", "2026-11-21T20:00:00Z", "１２３"])
def test_a_timestamp_must_be_seconds(timestamp: str) -> None:
    found = seen(genuine(), timestamp=timestamp)
    assert (names(found), found.age_s) == (["timestamp"], None)


def test_milliseconds_are_found_out() -> None:
    assert names(seen(genuine(), timestamp=f"{AT}123")) == ["timestamp"]

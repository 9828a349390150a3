from __future__ import annotations

import json
from email.utils import formatdate
from time import time
from typing import TYPE_CHECKING, Any

import pytest

from cio_tui.core.probe import COMMON, PUBLISHED, HttpTarget, Probe, ProbeKind
from cio_tui.core.reading import NOT_CONFIGURED
from cio_tui.probes.guard import guarded
from cio_tui.probes.http import measure
from tests.probes.conftest import SECRETS, answer, hang, reset, told

if TYPE_CHECKING:
    from cio_tui.core.reading import Sample
    from tests.probes.conftest import Handler, Loopback, MakeGround


def http_probe(timeout: float = 10.0, **target: Any) -> Probe:
    target.setdefault("url", "{track}/api/v1/accounts/region")
    return Probe("track", ProbeKind.HTTP, "Track API", HttpTarget(**target), 10.0, timeout, 45.0)


async def sample_of(body: bytes, loopback: Loopback, make_ground: MakeGround, **target: Any) -> Sample:
    """What the probe makes of one answer."""
    site = await loopback.http(lambda _: body, loopback.certificate("localhost"))
    return await measure(http_probe(**target), make_ground(track=f"https://localhost:{site.port}"))


async def test_every_name_of_the_kind_is_published(loopback: Loopback, make_ground: MakeGround) -> None:
    sample = await sample_of(answer("{}"), loopback, make_ground)
    assert set(sample.fields) == {"ok", "error", "ms", *PUBLISHED[ProbeKind.HTTP]} | set(sample.fields) - set(
        COMMON
    )
    assert sample.fields["address"] == "127.0.0.1"
    assert sample.fields["error"] == "none"
    milliseconds = [sample.fields[f"{step}_ms"] for step in ("dns", "connect", "tls", "wait", "download")]
    assert all(isinstance(ms, float) for ms in milliseconds)


async def test_values_are_extracted_and_missing_ones_are_none(
    loopback: Loopback, make_ground: MakeGround
) -> None:
    extract = {"region": "region", "workspace_id": "$.environment_id", "gone": "a.b", "rate": "r[0] | number"}
    body = json.dumps({"region": "us", "environment_id": 12, "r": ["0.034"]})
    sample = await sample_of(answer(body), loopback, make_ground, extract=extract)
    assert {name: sample.fields[name] for name in extract} == {
        "region": "us",
        "workspace_id": 12,
        "gone": None,
        "rate": 0.034,
    }


@pytest.mark.parametrize(
    ("status", "expect", "ok"),
    [
        (200, (), True),
        (204, (), True),
        (301, (), False),
        (503, (), False),
        (401, (401,), True),
        (200, (401,), False),
    ],
)
async def test_ok_is_an_answer_that_was_expected(
    status: int, expect: tuple[int, ...], ok: bool, loopback: Loopback, make_ground: MakeGround
) -> None:
    sample = await sample_of(answer(status=status), loopback, make_ground, expect=expect)
    assert (sample.fields["ok"], sample.fields["status"]) == (ok, status)


@pytest.mark.parametrize(
    ("sent", "words"),
    [
        (answer('{"region":"us"}'), ""),
        (answer('{"meta":{"error":"Unauthorized request"}}', 401), ": Unauthorized request"),
        (answer('{"errors":[{"detail":"wrong datacenter"}]}', 301), ": wrong datacenter"),
        (
            answer("", 301, {"Location": "https://track-eu.customer.io/x"}),
            ", to https://track-eu.customer.io/x",
        ),
        (answer("<html><title>502 Server Error</title>", 502), ": an HTML page, '502 Server Error'"),
        (answer("<!DOCTYPE html>", 200), ": an HTML page"),
        (answer('{"region":"u', 200), ": JSON that breaks off"),
        (answer("ok", 200), ": not JSON"),
        (answer("", 200), ": no body"),
        (answer("x" * 70_000), ": longer than 65536 bytes, so not read whole"),
    ],
)
async def test_the_summary_says_what_the_answer_adds_to_its_status(
    sent: bytes, words: str, loopback: Loopback, make_ground: MakeGround
) -> None:
    sample = await sample_of(sent, loopback, make_ground, extract={"region": "region"})
    assert sample.summary.startswith(f"{sample.fields['status']} in ")
    assert sample.summary.partition(" ms")[2] == words


@pytest.mark.parametrize(
    ("handler", "error", "status"),
    [
        (told(), "protocol", 0),
        (told(then=reset), "protocol", 0),
        (told(b"HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nx"), "body", 200),
    ],
)
async def test_a_target_that_fails_is_a_value(
    handler: Handler, error: str, status: int, loopback: Loopback, make_ground: MakeGround
) -> None:
    port = await loopback.raw(handler)
    sample = await measure(http_probe(), make_ground(track=f"http://127.0.0.1:{port}"))
    assert (sample.fields["ok"], sample.fields["error"], sample.fields["status"]) == (False, error, status)


@pytest.mark.parametrize("body", ["<html><h1>Log in to the Wi-Fi</h1>", "ok", "", '{"region":"u'])
async def test_a_body_that_is_not_the_one_asked_for_is_unknown_not_ok(
    body: str, loopback: Loopback, make_ground: MakeGround
) -> None:
    sample = await sample_of(answer(body), loopback, make_ground, extract={"region": "region"})
    assert (sample.fields["status"], sample.fields["ok"]) == (200, None)


async def test_a_silent_target_costs_its_timeout_and_says_where_it_was(
    loopback: Loopback, make_ground: MakeGround
) -> None:
    port = await loopback.raw(hang)
    sample = await measure(http_probe(0.5), make_ground(track=f"http://127.0.0.1:{port}"))
    assert sample.fields["error"] == "timeout"
    assert sample.summary == "no answer within 0.5 s (waiting for the answer)"


async def test_an_endpoint_left_empty_is_not_configured(make_ground: MakeGround) -> None:
    sample = await measure(http_probe(), make_ground(track=""))
    assert (sample.fields, sample.summary) == ({}, NOT_CONFIGURED)


async def test_the_clock_of_the_server_is_compared_with_ours(
    loopback: Loopback, make_ground: MakeGround
) -> None:
    headers = {"Date": formatdate(time() - 3600, usegmt=True)}
    sample = await sample_of(answer("{}", headers=headers), loopback, make_ground)
    skew = sample.fields["skew_s"]
    assert isinstance(skew, float)
    assert 3595 < skew < 3660
    none = await sample_of(answer("{}", headers={"Date": "yesterday"}), loopback, make_ground)
    assert none.fields["skew_s"] is None


async def test_a_redirect_is_followed_only_where_the_book_says_so(
    loopback: Loopback, make_ground: MakeGround
) -> None:
    context = loopback.certificate("localhost")
    site = await loopback.http(
        lambda request: (
            answer("{}") if request.target == "/there" else answer(status=302, headers={"Location": "/there"})
        ),
        context,
    )
    ground = make_ground(track=f"https://localhost:{site.port}")
    reported = await measure(http_probe(), ground)
    followed = await measure(http_probe(redirects="follow"), ground)
    assert (reported.fields["status"], followed.fields["status"]) == (302, 200)
    assert followed.detail["redirected_from"] == [f"https://localhost:{site.port}/api/v1/accounts/region"]


async def test_evidence_holds_what_was_asked_and_what_came_back(
    loopback: Loopback, make_ground: MakeGround
) -> None:
    headers = {"Retry-After": "30", "X-Request-Id": "abc", "Set-Cookie": "s=1", "Server": "gfe"}
    sample = await sample_of(answer('{"a":1}', 429, headers), loopback, make_ground, auth="track")
    request = sample.detail["request"]
    assert isinstance(request, dict)
    assert request["method"] == "GET"
    assert "Authorization" in str(request["headers"])
    assert sample.detail["headers"] == {
        "server": "gfe",
        "retry-after": "30",
        "content-length": "7",
        "x-request-id": "abc",
    }
    assert sample.detail["status_line"] == "HTTP/1.1 429 Told"
    assert sample.detail["body"] == '{"a":1}'


ECHOES = (
    answer("you sent {key} and {pair}", 403),
    answer('{"meta":{"error":"bad key {key}"}}', 401),
    answer("", 301, {"Location": "https://x.example/?api_key={key}&b={pair}"}),
    b"HTTP/1.1 200 {key}\r\nServer: {pair}\r\nContent-Length: 3\r\n\r\n",
    b"{key}\r\n",
    answer("<html><title>{key}</title>", 500),
)


@pytest.mark.parametrize("template", ECHOES)
async def test_no_credential_comes_back_out_whatever_the_server_echoes(
    template: bytes, loopback: Loopback, make_ground: MakeGround
) -> None:
    pair = "YTFiMmMzZDRlNWY2MDcxODI5M2E6MGYxZTJkM2M0YjVhNjk3ODg3OTY="
    text = template.decode().replace("{key}", SECRETS["track_api_key"]).replace("{pair}", pair)
    head, _, body = text.partition("\r\n\r\n")
    length = f"Content-Length: {len(body)}"
    head = "\r\n".join(
        length if row.startswith("Content-Length") and body else row for row in head.split("\r\n")
    )
    port = await loopback.raw(told(f"{head}\r\n\r\n{body}".encode()), loopback.certificate("localhost"))
    probe = http_probe(auth="track", extract={"region": "region", "said": "meta.error"})
    sample = await guarded(probe, make_ground(track=f"https://localhost:{port}"))
    shown = sample.summary + json.dumps(dict(sample.detail)) + str(sample.fields)
    assert SECRETS["track_api_key"] not in shown
    assert SECRETS["site_id"] not in shown
    assert pair not in shown


async def test_nothing_from_the_server_reaches_a_sample_raw(
    loopback: Loopback, make_ground: MakeGround
) -> None:
    evil = "\x1b]52;c;cm0=\x07\u202e\x9b2J"
    body = json.dumps({"region": evil, "meta": {"error": evil}})
    sample = await sample_of(
        answer(body, 500, {"Server": "\x1b[2J"}), loopback, make_ground, extract={"region": "region"}
    )
    shown = [
        sample.summary,
        str(sample.fields["region"]),
        str(sample.detail["headers"]),
        str(sample.detail["body"]),
    ]
    assert all(character.isprintable() for text in shown for character in text)

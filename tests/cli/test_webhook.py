from __future__ import annotations

import hashlib
import hmac
import time
from typing import TYPE_CHECKING

import pytest
import tomli

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Cli, Play

KEY = "whsec_example_not_a_real_key"
BODY = '{"event_id":"01JD3S0Y4B8K6M2T5V7X9Z1QWE","metric":"bounced"}'


def signed(body: str = BODY, key: str = KEY, at: int | None = None) -> tuple[str, str, str, str]:
    """The words for a call signed now, or at a given second."""
    timestamp = str(int(time.time()) if at is None else at)
    signature = hmac.new(key.encode(), f"v0:{timestamp}:{body}".encode(), hashlib.sha256).hexdigest()
    return "--timestamp", timestamp, "--signature", signature


def test_check_says_that_it_posts_and_posts_once_to_our_own_receiver(cli: Cli, play: Play) -> None:
    played = play("healthy")
    done = cli("webhook", "check", "--config", str(played.config))
    assert done.code == 0
    assert done.stderr == (
        "Sending one unsigned POST to https://hooks.example.com/customerio; a sound receiver refuses it.\n"
    )
    assert "It refuses an unsigned POST: 401." in done.stdout
    calls = [(each["host"], each["method"], each["status"]) for each in played.requests]
    assert calls == [("hooks.example.com", "HEAD", 405), ("hooks.example.com", "POST", 401)]


def test_check_without_the_post_only_reads(cli: Cli, play: Play) -> None:
    played = play("healthy")
    done = cli("webhook", "check", "--no-post", "--json", "--config", str(played.config))
    assert (done.code, done.stderr) == (0, "")
    assert done.document["fields"]["unsigned_refused"] is None
    assert [each["method"] for each in played.requests] == ["HEAD"]


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        (
            "receiver = { accepts_unsigned = true }",
            "accepts an unsigned POST (200): anyone can send it events",
        ),
        ("http.webhook = { status = 500 }", "Customer.io holds back every call behind the first"),
        ('tls = { webhook = "expired" }', "The handshake fails, for Customer.io as well"),
        ('dns = { webhook = "nxdomain" }', "It cannot be called from this host: DNS: NXDOMAIN"),
    ],
)
def test_check_ends_with_1_where_their_calls_would_fail(
    changes: str, words: str, cli: Cli, play: Play
) -> None:
    done = cli("webhook", "check", "--config", str(play(changes=changes).config))
    assert done.code == 1
    assert words in done.stdout


def test_check_without_a_receiver_says_where_to_name_it(cli: Cli) -> None:
    done = cli("webhook", "check")
    assert (done.code, done.stdout) == (2, "")
    assert "set webhook in [endpoints]" in done.stderr


def test_a_genuine_call_verifies_from_a_file_and_from_stdin(cli: Cli, tmp_path: Path) -> None:
    (tmp_path / "body").write_text(BODY)
    for words, stdin in ((("--body", "body"), ""), (("-",), BODY), ((), BODY)):
        done = cli("webhook", "verify", *signed(), *words, stdin=stdin, CUSTOMERIO_WEBHOOK_SIGNING_KEY=KEY)
        assert (done.code, done.stderr) == (0, "")
        assert "Genuine: signed with this key." in done.stdout


@pytest.mark.parametrize(
    ("body", "key", "cause"),
    [
        (BODY + "\n", KEY, "trailing-newline"),
        (BODY.replace(":", ": "), KEY, "body-reserialised"),
        (BODY, KEY + "\n", "key-whitespace"),
        (BODY, "another key", "wrong-key"),
    ],
)
def test_verify_names_the_cause_and_ends_with_1(body: str, key: str, cause: str, cli: Cli) -> None:
    done = cli("webhook", "verify", *signed(), "--key-env", "OURS", "--json", stdin=body, OURS=key)
    assert done.code == 1
    assert (done.document["schema"], done.document["genuine"]) == ("cio-tui/webhook-verify/1", False)
    assert [each["name"] for each in done.document["causes"]] == [cause]
    assert KEY not in done.stdout + done.stderr


def test_an_old_call_is_genuine_unless_an_age_was_asked_for(cli: Cli) -> None:
    old = signed(at=1_795_000_000 - 86_400)
    done = cli("webhook", "verify", *old, "--json", stdin=BODY, CUSTOMERIO_WEBHOOK_SIGNING_KEY=KEY)
    assert (done.code, done.document["verdict"], done.document["causes"][0]["name"]) == (
        0,
        "degraded",
        "stale",
    )
    strict = cli("webhook", "verify", *old, "--max-age", "5m", stdin=BODY, CUSTOMERIO_WEBHOOK_SIGNING_KEY=KEY)
    assert strict.code == 1
    assert "stale" in strict.stdout
    fresh = cli(
        "webhook", "verify", *signed(), "--max-age", "5m", stdin=BODY, CUSTOMERIO_WEBHOOK_SIGNING_KEY=KEY
    )
    assert fresh.code == 0


def test_the_configured_key_verifies_as_well(cli: Cli, play: Play) -> None:
    config = play("healthy").config
    with open(tomli.loads(config.read_text())["credentials"]["webhook_signing_key"]["file"]) as file:
        key = file.read()
    assert cli("webhook", "verify", *signed(key=key), "--config", str(config), stdin=BODY).code == 0


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (("--key-env", "NOWHERE"), 3, "$NOWHERE is not set"),
        ((), 3, "$CUSTOMERIO_WEBHOOK_SIGNING_KEY is not set"),
        (("--body", "gone"), 2, "gone: No such file"),
        (("--max-age", "soon"), 2, "--max-age: 'soon' is not a duration"),
    ],
)
def test_what_verify_lacks_is_a_sentence(words: tuple[str, ...], code: int, said: str, cli: Cli) -> None:
    done = cli("webhook", "verify", *signed(), *words)
    assert (done.code, done.stdout) == (code, "")
    assert said in done.stderr


@pytest.mark.parametrize("form", ["{}: {}", "< {} : {}", '"{}": "{}",'])
def test_timestamp_and_signature_are_read_from_a_file_of_headers(form: str, cli: Cli, tmp_path: Path) -> None:
    _, timestamp, _, signature = signed()
    rows = [form.format("X-CIO-Timestamp", timestamp), form.format("x-cio-signature", signature)]
    (tmp_path / "headers.txt").write_text("HTTP/1.1 200\r\n" + "\r\n".join(rows))
    (tmp_path / "body.json").write_text(BODY)
    done = cli(
        "webhook", "verify", "--headers", "headers.txt", "body.json", CUSTOMERIO_WEBHOOK_SIGNING_KEY=KEY
    )
    assert (done.code, "Genuine" in done.stdout) == (0, True)


def test_headers_without_a_signature_are_a_usage_error(cli: Cli, tmp_path: Path) -> None:
    (tmp_path / "headers.txt").write_text("X-CIO-Timestamp: 1795288991\n")
    done = cli(
        "webhook", "verify", "--headers", "headers.txt", stdin=BODY, CUSTOMERIO_WEBHOOK_SIGNING_KEY=KEY
    )
    assert done.code == 2
    assert "There is no x-cio-signature in headers.txt." in done.stderr


def test_the_firewall_of_a_drill_lacks_four_of_ten(cli: Cli, play: Play) -> None:
    played = play("webhooks-blocked")
    config = ("--config", str(played.config))
    theirs = cli("webhook", "allowlist", *config).stdout.splitlines()
    assert len(theirs) == 10
    done = cli("webhook", "allowlist", "-", *config, stdin="\n".join([*theirs[:6], "192.0.2.7"]))
    assert done.code == 1
    assert [line.split()[2] for line in done.stdout.splitlines() if "not let in" in line] == theirs[6:]
    assert "6 of 10 addresses are let in." in done.stdout
    assert "None of theirs: 192.0.2.7." in done.stdout
    whole = cli("webhook", "allowlist", "-", "--json", *config, stdin="0.0.0.0/0")
    assert (whole.code, whole.document["missing"]) == (0, [])
    assert {(each["method"], each["path"]) for each in played.requests} == {("GET", "/v1/info/ip_addresses")}


def test_a_list_without_an_address_is_a_usage_error(cli: Cli) -> None:
    done = cli("webhook", "allowlist", "-", stdin="allow all")
    assert (done.code, done.stdout) == (2, "")
    assert "- holds no address" in done.stderr

"""Every command that reads, against a workspace it has never seen: other people, other names, every broken answer."""

from __future__ import annotations

import json
from collections import Counter
from itertools import count, pairwise
from typing import TYPE_CHECKING, Any

import pytest

from cio_tui.customerio import turns
from tests.customerio.stand_in import ADDRESS, NOT_FOUND, NOW, PERSON, Asked, Reply, StandIn, harbour

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from tests.cli.conftest import Finished

    Quick = Callable[..., Finished]

READING = {
    "person": ("person", PERSON),
    "campaigns": ("campaign",),
    "campaign": ("campaign", "301", "--person", PERSON, "--event", "Book borrowed"),
    "delivery": ("delivery",),
    "allowlist": ("webhook", "allowlist"),
}
ESTIMATING = {
    "identify": ("identify", PERSON, "--attr", "plan=x"),
    "track": ("track", PERSON, "book borrowed"),
}
ALL = READING | ESTIMATING
NO_OBJECT = "answered 200 with"
BROKEN = {
    "401": (
        Reply(401, b'{"errors":[{"detail":"unauthorized","status":"401"}]}'),
        3,
        "refuses our key (401: ",
    ),
    "403": (Reply(403, b'{"meta":{"error":"Unauthorized"}}'), 3, "does not let our key read this (403: "),
    "404": (NOT_FOUND, 2, "knows nothing of that name (404: not found)"),
    "429": (Reply(429, b"", {"Retry-After": "9"}), 3, "asks us to slow down (429). Try again in 9 s"),
    "502": (Reply(502, b"<html><title>Bad Gateway</title>"), 3, "fails (502: an HTML page, 'Bad Gateway')"),
    "sign-in": (Reply(200, b"<html><h1>Sign in</h1>"), 3, f"{NO_OBJECT} an HTML page, 'Sign in'"),
    "truncated": (Reply(200, b'{"campaigns":[{"id":3'), 3, f"{NO_OBJECT} JSON that breaks off"),
    "short": (Reply(200, b'{"campaigns":', {}, 900), 3, "broken off after 13 of 900 bytes"),
    "no body": (Reply(200), 3, f"{NO_OBJECT} no body"),
    "a list": (Reply(200, b"[]"), 3, f"{NO_OBJECT} JSON that is no object"),
    "elsewhere": (Reply(301, b"{}", {"Location": "https://api.customer.io/v1/x"}), 2, 'Set region = "us"'),
}
"""Name to the answer to every App request, the exit code, and a part of the sentence."""


@pytest.fixture
def stand_in(tmp_path: Path) -> Iterator[StandIn]:
    with StandIn(tmp_path, harbour()) as server:
        yield server


@pytest.fixture
def ask(quick: Quick, stand_in: StandIn) -> Quick:
    """A command against the stand-in."""
    config = str(stand_in.config())
    return lambda *words: quick(*words, "--config", config)


def test_a_well_workspace_of_strangers_is_read_without_a_doubt(ask: Quick, stand_in: StandIn) -> None:
    codes = {name: ask(*words).code for name, words in ALL.items()}
    assert codes == dict.fromkeys(ALL, 0) | {"campaign": 1}  # the event's name differs in case
    assert stand_in.writes == []
    assert not [each for each in stand_in.requests if "archived" in each.path]
    assert not [each.path for each in stand_in.requests if stand_in.answer(each) is NOT_FOUND]


def test_a_name_of_any_letters_is_found_by_id_and_by_address(ask: Quick) -> None:
    by_id, by_address = ask("person", PERSON, "--json"), ask("person", ADDRESS, "--json")
    assert by_id.document["profile"] == by_address.document["profile"]
    assert by_id.document["profile"]["id"] == PERSON


def test_an_unknown_person_and_an_unknown_campaign_are_said(ask: Quick) -> None:
    for who in ("nobody", "no/b ody+1", "nobody@example.org", "cio_ffff", "名前"):
        done = ask("person", who)
        assert (done.code, f"No profile is called {who}" in done.stdout) == (1, True)
    done = ask("campaign", "Ruckgabe & co")
    assert (done.code, 'Did you mean "Rückgabe & co"?' in done.stderr) == (2, True)


@pytest.mark.parametrize("broken", BROKEN)
def test_an_answer_that_is_none_is_one_sentence_with_its_exit_code(
    broken: str, ask: Quick, stand_in: StandIn
) -> None:
    stand_in.everything, code, words = BROKEN[broken]
    for asked in READING.values():
        done = ask(*asked)
        assert (done.code, done.stdout, done.stderr.count("\n")) == (code, "", 1)
        assert words in done.stderr
    for asked in ESTIMATING.values():
        done = ask(*asked)
        assert (done.code, words in done.stdout, "could not be estimated" in done.stdout) == (0, True, True)
    assert stand_in.writes == []


@pytest.mark.parametrize("broken", ["sign-in", "truncated", "no body", "a list"])
def test_an_answer_that_is_not_theirs_never_passes_the_smoke_test(
    broken: str, ask: Quick, stand_in: StandIn
) -> None:
    stand_in.everything = BROKEN[broken][0]
    done = ask("smoke")
    assert (done.code, "not as Customer.io does" in done.stdout) == (3, True)
    assert "not as Customer.io does" in ask("audit").stdout


def test_what_is_missing_from_an_answer_is_unknown_and_not_empty(ask: Quick, stand_in: StandIn) -> None:
    stand_in.everything = {}
    for name in ("person", "campaigns", "delivery", "allowlist"):
        done = ask(*ALL[name])
        assert (name, done.code) == (name, 3)
    stand_in.everything = None
    for path in ("segments", "messages", "activities", "optouts", "subscription_preferences"):
        stand_in.answers = {**harbour(), f"/v1/customers/{PERSON}/{path}": {}}
        done = ask("person", PERSON)
        assert (path, done.code) == (path, 3)
        assert "could not be read. The App API answered without" in done.stdout


def test_a_list_that_is_null_is_empty(ask: Quick, stand_in: StandIn) -> None:
    of = f"/v1/customers/{PERSON}"
    stand_in.answers |= {
        f"{of}/segments": {"segments": None},
        f"{of}/messages": {"messages": None},
        f"{of}/activities": {"activities": None, "next": None},
        f"/v1/esp/search_suppression/{ADDRESS}": {"category": "", "suppressions": None},
    }
    done = ask("person", PERSON, "--json")
    document = done.document
    assert (done.code, document["segments"], document["messages"], document["esp"]) == (0, [], [], [])


def endless(key: str) -> Callable[[Asked], dict[str, Any]]:
    """Page after page, each naming another."""
    pages = count(1)
    rows = [{"id": "x", "created": NOW - 5, "timestamp": NOW - 5, "metrics": {"sent": NOW - 2}}] * 50
    return lambda _: {key: rows, "next": f"page-{next(pages)}"}


def test_a_list_that_never_ends_is_not_read_for_ever(ask: Quick, stand_in: StandIn) -> None:
    stand_in.answers |= {
        f"/v1/{path}": endless(path.rpartition("/")[2])
        for path in (
            "messages",
            "activities",
            "segments",
            "campaigns/301/messages",
            "campaigns/301/actions",
            f"customers/{PERSON}/messages",
            f"customers/{PERSON}/activities",
        )
    }
    for words in (*ALL.values(), ("rollout", "gate"), ("audit",)):
        before = len(stand_in.requests)
        ask(*words)
        pages = Counter(each.path for each in stand_in.requests[before:] if each.path.startswith("/v1/"))
        assert max(pages.values()) <= 20, (words, pages)


def judged(document: Any) -> list[tuple[str, str]]:
    """Each finding without its words, which tell ages."""
    return [(each["check"], each["verdict"]) for each in document.get("findings", ())]


def test_numbers_as_text_and_ids_as_numbers_read_the_same(ask: Quick, stand_in: StandIn) -> None:
    def as_text(value: Any) -> Any:
        match value:
            case bool() | None:
                return value
            case int():
                return str(value)
            case dict():
                return {name: as_text(each) for name, each in value.items()}
            case list():
                return [as_text(each) for each in value]
            case _:
                return value

    before = {name: ask(*words, "--json").document for name, words in READING.items() if name != "campaigns"}
    stand_in.answers = {
        path: as_text(answer) if path != "/v1/customers" else answer for path, answer in harbour().items()
    }
    for name, document in before.items():
        now = ask(*ALL[name], "--json").document
        assert judged(now) == judged(document)


JUNK = [
    None,
    True,
    -1,
    1e300,
    10**400,
    "",
    "\x1b[2J\u202e",
    [],
    {},
    [None],
    [[1]],
    {"a": {"b": [1]}},
    "ü" * 4000,
    "-5",
]
"""What may stand where something else belongs."""


def put(document: Any, junk: object, at: int) -> Any:
    """The document with junk in place of the value that is the `at`-th on a walk through it."""
    left = count()

    def walked(value: Any) -> Any:
        if next(left) == at:
            return junk
        if isinstance(value, dict):
            return {name: walked(each) for name, each in value.items()}
        return [*map(walked, value[:2])] if isinstance(value, list) else value

    return walked(document)


@pytest.mark.parametrize(
    "seed", [0, pytest.param(1, marks=pytest.mark.soak), pytest.param(2, marks=pytest.mark.soak)]
)
def test_a_value_of_any_other_kind_breaks_nothing(seed: int, ask: Quick, stand_in: StandIn) -> None:
    for step in range(4):
        stand_in.answers = {
            path: put(
                answer,
                JUNK[(seed * 5 + step * 7 + place) % len(JUNK)],
                1 + (seed * 3 + step * 5 + place) % 14,
            )
            for place, (path, answer) in enumerate(harbour().items())
            if not callable(answer)
        }
        for words in ALL.values():
            done = ask(*words)
            assert done.code in (0, 1, 2, 3), (words, done.stderr)
            assert "Traceback" not in done.stderr
            assert "\x1b[2J" not in done.stdout + done.stderr
            assert "\u202e" not in done.stdout + done.stderr


def test_a_long_list_of_campaigns_is_read_in_one_answer(ask: Quick, stand_in: StandIn) -> None:
    campaigns = [
        {"id": number, "name": f"№ {number}", "type": "event", "state": "running", "active": True,
         "event_name": f"event {number}"}
        for number in range(20_000)
    ]  # fmt: skip
    stand_in.answers["/v1/campaigns"] = {"campaigns": campaigns}
    done = ask("campaign")
    assert (done.code, done.stdout.count("\n")) == (0, 20_001)
    assert [each.path for each in stand_in.requests] == ["/v1/campaigns"]


def test_the_app_api_is_asked_twice_a_second_at_most(
    ask: Quick, stand_in: StandIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(turns, "SECONDS_EACH", 1.0)
    ask("person", PERSON)
    asked = [each.at for each in stand_in.requests]
    assert len(asked) >= 8
    assert all(third - first >= 1.0 for first, third in zip(asked, asked[2:], strict=False))
    assert all(earlier <= later for earlier, later in pairwise(asked))


def test_what_is_sent_is_what_was_shown_and_only_for_the_words(ask: Quick, stand_in: StandIn) -> None:
    shown = ask("track", PERSON, "book borrowed", "--data", '{"isbn": "978"}')
    assert stand_in.writes == []
    words = shown.stdout.rpartition("you have typed: ")[2].strip()
    refused = ask("track", PERSON, "book borrowed", "--data", "{}", "--write", "--confirm", f"{words}!")
    assert (refused.code, stand_in.writes) == (2, [])
    done = ask("track", PERSON, "book borrowed", "--data", '{"isbn": "978"}', "--write", "--confirm", words)
    assert done.code == 0
    assert stand_in.writes == [f"POST /api/v1/customers/{PERSON}/events"]
    sent = json.loads(stand_in.requests[-1].body)
    assert (sent["name"], sent["data"]) == ("book borrowed", {"isbn": "978"})

from __future__ import annotations

from dataclasses import replace
from io import StringIO
from typing import TYPE_CHECKING

import pytest

from cio_tui.cli.output import Output
from cio_tui.cli.person_shown import show_person
from tests.customerio.records import NOW, person

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.cli.conftest import Cli, Finished, Play, Played

    Quick = Callable[..., Finished]


def test_the_dashboards_checklist_is_answered_and_ends_with_findings(cli: Cli, healthy: Played) -> None:
    done = cli("person", "bounced.person@shop.example", "--config", str(healthy.config))
    assert done.code == 1
    facts, _, findings = done.stdout.partition("what          found")
    for line in (
        "profile            exists, found by email",
        "e-mail             bounced.person@shop.example",
        "unsubscribed       no",
        "last identified    2025-07-12 17:38Z (plan)",
        "segments           7 Signed up, 9 Paying",
        "ESP suppression    bounces",
        "person suppressed  no: a suppressed person has no profile",
        "15 Order receipt   running  event order_placed",
    ):
        assert line in facts
    worst = findings.splitlines()[1]
    assert "failing" in worst
    assert "The address bounced on 18 Nov 2026: ESP suppression, bounces: 550 5.1.1 user unknown." in worst
    assert {each["method"] for each in healthy.requests} == {"GET"}


def test_the_document_holds_what_was_read(quick: Quick, healthy: Played) -> None:
    done = quick("person", "jo+test@shop.example", "--json", "--config", str(healthy.config))
    document = done.document
    assert (done.code, document["schema"], document["verdict"]) == (0, "cio-tui/person/1", "degraded")
    assert document["profile"]["id"] == "demo-1042"
    assert [each["fate"] for each in document["messages"]] == ["opened", "delivered"]
    assert document["segments"] == [{"id": "7", "name": "Signed up"}, {"id": "9", "name": "Paying"}]
    assert document["esp"] == document["opted_out"] == []
    assert document["unread"] == {}
    assert {"check", "verdict", "text", "remedy", "hint"} == document["findings"][0].keys()


def test_nobody_of_that_name_is_a_finding(quick: Quick, healthy: Played) -> None:
    done = quick("person", "gone-1", "--config", str(healthy.config))
    assert done.code == 1
    assert "person suppressed  perhaps: there is no profile" in done.stdout
    assert "ESP suppression    there is no address to ask about" in done.stdout
    assert "No profile is called gone-1: never created, deleted, or suppressed." in done.stdout


def test_what_a_name_holds_cannot_act_on_the_terminal(quick: Quick, healthy: Played) -> None:
    done = quick("person", "a\x1b[2Jb", "--config", str(healthy.config))
    assert done.code == 1
    assert "\x1b" not in done.stdout


@pytest.mark.parametrize(
    ("changes", "code", "words"),
    [
        ('keys = { app = "revoked" }', 3, "(401 on every call since a deploy: the keys changed"),
        ('account = { region = "eu" }', 2, 'Set region = "eu"'),
        ('http.app = { status = 502, manner = "html" }', 3, "(5xx now and then: it passes by itself"),
        ('dns = { app = "nxdomain" }', 3, "NXDOMAIN"),
    ],
)
def test_what_cannot_be_read_is_one_sentence_with_its_exit_code(
    changes: str, code: int, words: str, quick: Quick, play: Play
) -> None:
    done = quick("person", "demo-1042", "--config", str(play(changes=changes).config))
    assert (done.code, done.stdout) == (code, "")
    assert words in done.stderr
    assert done.stderr.count("\n") == 1


@pytest.mark.parametrize("who", ["", "..", "."])
def test_an_id_that_is_none_is_a_usage_error(who: str, quick: Quick, healthy: Played) -> None:
    done = quick("person", who, "--config", str(healthy.config))
    assert done.code == 2
    assert "An id is empty or no id at all." in done.stderr


def test_what_was_not_read_is_not_shown_as_none() -> None:
    shown = StringIO()
    kim = person(segments=(), topics={})
    show_person(replace(kim, segments=None, esp=None), (), NOW, Output(stdout=shown))
    lines = [
        line.split("  ")[0] + ":" + line.split("  ")[-1].strip() for line in shown.getvalue().splitlines()
    ]
    assert {"topics:none", "segments:not read", "ESP suppression:not read"} <= set(lines)

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.cli.conftest import Cli, Play

LATE = 'delivery = { lag = "20m", activity_age = "18m", segments_building = 1 }'


def test_sending_late_says_whose_fault_it_is_and_ends_with_1(cli: Cli, play: Play) -> None:
    done = cli("delivery", "--config", str(play(changes=LATE).config))
    worst = done.stdout.splitlines()[1]
    assert done.code == 1
    assert "failing" in worst
    assert "Created fine, sent late: half leave after " in worst
    assert "Customer.io is late, though every API answers 200." in worst
    assert "1 segment is still being built" in done.stdout


def test_the_document_holds_what_the_probe_publishes_and_nothing_was_written(cli: Cli, play: Play) -> None:
    played = play("healthy")
    done = cli("delivery", "--window", "2h", "--json", "--config", str(played.config))
    assert done.code == 0
    assert (done.document["schema"], done.document["verdict"]) == ("cio-tui/delivery/1", "ok")
    assert done.document["fields"]["n"] > 180
    assert done.document["window_s"] == 7200
    asked = played.requests
    assert {each["path"] for each in asked} == {"/v1/messages", "/v1/activities", "/v1/segments"}
    assert {each["method"] for each in asked} == {"GET"}


@pytest.mark.parametrize(
    ("changes", "code", "words"),
    [
        ('keys = { app = "revoked" }', 3, "The App API refuses our key (401: unauthorized)."),
        ('account = { region = "eu" }', 2, 'Set region = "eu"'),
        ("http.app = { status = 429, retry_after = 7 }", 3, "Try again in 7 s"),
        ('http.app = { status = 502, manner = "html" }', 3, "The App API fails (502: an HTML page"),
        ('http.app = { manner = "truncated" }', 3, "cannot be read: 200, then"),
        ('dns = { app = "nxdomain" }', 3, "NXDOMAIN"),
    ],
)
def test_what_cannot_be_read_is_one_sentence_with_its_exit_code(
    changes: str, code: int, words: str, cli: Cli, play: Play
) -> None:
    done = cli("delivery", "--config", str(play(changes=changes).config))
    assert (done.code, done.stdout) == (code, "")
    assert words in done.stderr
    assert done.stderr.count("\n") == 1


@pytest.mark.parametrize("window", ["3", "5s", "8d", "soon"])
def test_a_window_that_is_none_is_a_usage_error(window: str, cli: Cli) -> None:
    done = cli("delivery", "--window", window)
    assert done.code == 2
    assert "argument --window: " in done.stderr

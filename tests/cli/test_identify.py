from __future__ import annotations

import os
import pty
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import tomli

from cio_tui.cli.identify import read_attributes
from cio_tui.core.errors import UserError

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.cli.conftest import Finished, Play, Played

    Quick = Callable[..., Finished]


def test_a_value_is_json_where_it_is_and_text_elsewhere() -> None:
    words = ["plan=pro", "n=12", "ok=true", "gone=null", "zip=007", 'v="12"', "list=[1]", "eq=a=b", "empty="]
    assert read_attributes(words) == {
        "plan": "pro", "n": 12, "ok": True, "gone": None, "zip": "007", "v": "12", "list": [1], "eq": "a=b",
        "empty": "",
    }  # fmt: skip


@pytest.mark.parametrize("words", [["plan"], ["=pro"], ["a=1", "a=2"]])
def test_what_is_no_attribute_is_refused(words: list[str]) -> None:
    with pytest.raises(UserError):
        read_attributes(words)


def test_without_write_everything_is_shown_and_nothing_is_sent(quick: Quick, healthy: Played) -> None:
    done = quick("identify", "new+one", "--attr", "plan=pro", "--config", str(healthy.config))
    assert done.code == 0
    assert "PUT https://track.customer.io/api/v1/customers/new%2Bone" in done.stdout
    assert "Authorization" in done.stdout
    assert '"plan": "pro"' in done.stdout
    assert "a person is created" in done.stdout
    assert "Nothing was sent. With --write it is, once you have typed: create new+one in drill" in done.stdout
    assert {each["method"] for each in healthy.requests} == {"GET"}
    assert {each["host"] for each in healthy.requests} == {"api.customer.io"}


def test_no_credential_is_shown(quick: Quick, healthy: Played) -> None:
    credentials = tomli.loads(healthy.config.read_text())["credentials"]
    keys = [
        Path(credentials[name]["file"]).read_text() for name in ("site_id", "track_api_key", "app_api_key")
    ]
    done = quick("identify", "x", "--json", "--config", str(healthy.config))
    assert not any(key in done.stdout + done.stderr for key in keys)


@pytest.mark.parametrize("confirm", [(), ("--confirm", "yes"), ("--confirm", "create new-one in prod")])
def test_other_words_than_those_shown_write_nothing(
    confirm: tuple[str, ...], quick: Quick, healthy: Played
) -> None:
    done = quick("identify", "new-one", "--write", *confirm, "--config", str(healthy.config))
    assert done.code == 2
    assert "Nothing was sent" in done.stderr
    assert "create new-one in drill" in done.stderr
    assert {each["method"] for each in healthy.requests} == {"GET"}


def test_the_exact_words_write_and_the_answer_is_explained(quick: Quick, play: Play) -> None:
    played = play("healthy")
    words = ("identify", "new-one", "--attr", "plan=pro", "--write", "--json", "--config", str(played.config))
    done = quick(*words, "--confirm", "create new-one in drill")
    (answer,) = done.document["answers"]
    assert (done.code, done.document["schema"], answer["status"]) == (0, "cio-tui/identify/1", 200)
    assert answer["logged"] == "no incident is open"
    assert "`cio-tui person new-one`" in answer["remedy"]
    assert [each["method"] for each in played.requests if each["method"] != "GET"] == ["PUT"]


def test_at_a_terminal_the_words_are_typed(play: Play, tmp_path: Path) -> None:
    played = play("healthy")
    mine, theirs = pty.openpty()
    command = (
        sys.executable,
        "-m",
        "cio_tui",
        "identify",
        "demo-1042",
        "--write",
        "--config",
        str(played.config),
    )
    with subprocess.Popen(
        command, stdin=theirs, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
        env={**os.environ, "HOME": str(tmp_path)},
    ) as process:  # fmt: skip
        os.write(mine, b"update demo-1042 in drill\n")
        shown, asked = process.communicate(timeout=30)
    os.close(mine)
    os.close(theirs)
    assert process.returncode == 0
    assert "To do it, type: update demo-1042 in drill" in asked
    assert "Taken in: 200" in shown


@pytest.mark.parametrize(
    ("changes", "code", "words"),
    [
        ('keys = { track = "revoked" }', 1, "Not written: 401"),
        ("http.track = { status = 503 }", 3, "Perhaps written: 503"),
        ('http.track = { manner = "reset" }', 3, "Perhaps written, since the answer was lost"),
        ('dns = { track = "nxdomain" }', 1, "Nothing has left this host"),
    ],
)
def test_a_write_that_fails_says_whether_it_may_have_happened(
    changes: str, code: int, words: str, quick: Quick, play: Play
) -> None:
    played = play(changes=changes)
    words_typed = ("--write", "--confirm", "update demo-1042 in drill")
    done = quick("identify", "demo-1042", *words_typed, "--config", str(played.config))
    assert done.code == code
    assert words in done.stdout


def test_what_the_vendor_would_cut_is_refused_before(quick: Quick, healthy: Played) -> None:
    long = "x=" + "y" * 1001
    done = quick("identify", "a" * 151, "--attr", long, "--write", "--config", str(healthy.config))
    assert done.code == 2
    assert "The id has 151 bytes" in done.stderr
    assert "The value of 'x' has 1,001 bytes" in done.stderr
    assert healthy.requests == []


def test_without_an_app_key_the_effect_is_unknown_and_the_words_say_so(quick: Quick, play: Play) -> None:
    done = quick("identify", "demo-1042", "--config", str(play(changes='keys = { app = "revoked" }').config))
    assert done.code == 0
    assert "What it would do could not be estimated." in done.stdout
    assert "create or update demo-1042 in drill" in done.stdout

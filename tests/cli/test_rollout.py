from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Cli


def test_one_user_is_told_the_bucket_and_whether_it_is_in(cli: Cli) -> None:
    assert cli("rollout", "bucket", "user-1", "--percent", "20").stdout == "user-1\t19\tin\n"
    assert cli("rollout", "bucket", "user-1", "--percent", "19%").stdout == "user-1\t19\tout\n"
    document = cli("rollout", "bucket", "ünï-🙂", "--percent", "10", "--json").document
    assert document == {
        "schema": "cio-tui/rollout-bucket/1",
        "user": "ünï-🙂",
        "percent": 10.0,
        "bucket": 25,
        "enabled": False,
    }


def test_ids_from_a_pipe_or_a_file_get_a_row_each_in_their_order(cli: Cli, tmp_path: Path) -> None:
    rows = "user-1\t19\tin\nUSER-1\t7\tin\n user-1\t50\tout\n"
    (tmp_path / "ids").write_text("user-1\nUSER-1\n user-1\n")
    piped = cli("rollout", "bucket", "--percent", "20", stdin="user-1\nUSER-1\n user-1")
    read = cli("rollout", "bucket", "--percent", "20", "--file", str(tmp_path / "ids"))
    assert (piped.code, piped.stdout) == (read.code, read.stdout) == (0, rows)
    assert "2 of 3 users are in (66.67%)." in piped.stderr


def test_bytes_that_are_no_text_come_out_as_they_came_in_whatever_the_locale(
    cli: Cli, tmp_path: Path
) -> None:
    (tmp_path / "ids").write_bytes(b"\xff\xfe\n")
    document = cli("rollout", "bucket", "--percent", "100", "--file", "ids", "--json").document
    assert (document["users"], document["enabled"], document["share"]) == (1, 1, 1.0)
    done = cli("rollout", "bucket", "--percent", "100", stdin="ünï-🙂\n", LC_ALL="C", PYTHONUTF8="0")
    assert done.stdout == "ünï-🙂\t25\tin\n"


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("user-1", "--percent", "101"), "'101' is no percentage: give a number from 0 to 100"),
        (("user-1", "--percent", "nan"), "'nan' is no percentage"),
        (("user-1",), "--percent"),
        (("", "--percent", "5"), "The user id is empty"),
        (("user-1", "--percent", "5", "--file", "ids"), "Give a USER or a --file, not both."),
        (("--percent", "5", "--file", "ids"), "ids cannot be read: No such file or directory."),
        (("--percent", "5", "--file", "."), "cannot be read: Is a directory."),
    ],
)
def test_what_cannot_be_placed_is_a_sentence(words: tuple[str, ...], said: str, cli: Cli) -> None:
    done = cli("rollout", "bucket", *words)
    assert (done.code, done.stdout) == (2, "")
    assert said in done.stderr

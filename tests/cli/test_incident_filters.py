from __future__ import annotations

from argparse import Namespace
from datetime import UTC, datetime, timedelta

import pytest

from cio_tui.cli.incident_arguments import configure
from cio_tui.cli.incident_filters import wanted_by
from cio_tui.cli.parser import CommandParser
from cio_tui.core.errors import UserError
from cio_tui.runtime.incident_search import Wanted


def wanted(*words: str, verb: str = "list") -> Wanted:
    parser = CommandParser(prog="cio-tui incident")
    configure(parser)
    return wanted_by(parser.parse_args([verb, *words], Namespace()))


@pytest.mark.parametrize("verb", ["list", "stats"])
def test_without_a_filter_every_incident_is_meant(verb: str) -> None:
    assert wanted(verb=verb) == Wanted()


def test_each_filter_says_one_thing() -> None:
    assert wanted("--text", "queue  drained", "--person", "bo") == Wanted(
        words=("queue", "drained"), person="bo"
    )
    assert wanted("--book", "p1-outage", "--severity", "p1") == Wanted(book="p1-outage", severity="p1")
    assert (wanted("--open").is_open, wanted("--closed").is_open) == (True, False)
    assert (wanted("--drills").drills, wanted("--no-drills").drills) == (True, False)
    assert wanted("--unreviewed").unreviewed


def test_a_day_is_meant_as_a_whole() -> None:
    day = wanted("--since", "2026-11-01", "--until", "2026-11-01")
    assert day.since == datetime(2026, 11, 1, tzinfo=UTC)
    assert day.until == datetime(2026, 11, 1, 23, 59, 59, 999_000, tzinfo=UTC)


def test_a_time_may_be_exact_or_so_long_ago() -> None:
    assert wanted("--since", "2026-11-01 20:04").since == datetime(2026, 11, 1, 20, 4, tzinfo=UTC)
    since = wanted("--since", "30d ago").since
    assert since is not None
    assert abs(datetime.now(UTC) - timedelta(days=30) - since) < timedelta(minutes=5)


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("--since", "yesterday"), "`yesterday` is no time"),
        (("--until", "2026-13-01"), "`2026-13-01` is no time"),
        (("--until", "2026-02-30"), "is no time"),
        (("--severity", "P5"), "`P5` is no severity"),
        (("--open", "--closed"), "not allowed with"),
        (("--drills", "--no-drills"), "not allowed with"),
    ],
)
def test_a_filter_that_says_nothing_is_a_sentence(words: tuple[str, ...], sentence: str) -> None:
    with pytest.raises(UserError, match=sentence):
        wanted(*words)

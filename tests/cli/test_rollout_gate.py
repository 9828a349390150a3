from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.cli.conftest import Finished, Play, Played

    Quick = Callable[..., Finished]


def test_on_a_good_day_it_is_go_with_a_number_for_every_limit(quick: Quick, healthy: Played) -> None:
    done = quick("rollout", "gate", "--json", "--config", str(healthy.config))
    document = done.document
    assert (done.code, document["schema"], document["decision"]) == (0, "cio-tui/rollout-gate/1", "go")
    assert document["thresholds"]["bounce_rate"] == 0.05
    assert {each["verdict"] for each in document["findings"]} == {"ok"}
    assert len(document["findings"]) == 9
    assert {each["method"] for each in healthy.requests} <= {"GET", "HEAD"}


@pytest.mark.parametrize(
    ("changes", "code", "last"),
    [
        (
            'errors = { "5xx" = 0.034 }',
            1,
            "roll back: error rate. 3.40% of the calls fail, at most 1.00% wanted.",
        ),
        ("delivery = { bounced = 0.2 }", 1, "roll back: bounce rate. "),
        ('keys = { track = "revoked" }', 1, "roll back: Track API. It does not take our calls"),
        ("http.metrics = { status = 500 }", 3, "hold: error rate. It cannot be told"),
    ],
)
def test_live_numbers_decide_and_the_last_line_says_why(
    changes: str, code: int, last: str, quick: Quick, play: Play
) -> None:
    done = quick("rollout", "gate", "--config", str(play(changes=changes).config))
    assert (done.code, done.stdout.splitlines()[-1][: len(last)]) == (code, last), done.stdout


def test_a_window_that_is_none_is_a_usage_error(quick: Quick) -> None:
    assert quick("rollout", "gate", "--window", "soon").code == 2

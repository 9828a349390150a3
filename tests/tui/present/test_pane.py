from __future__ import annotations

import pytest

from cio_tui.core.reading import NOT_CONFIGURED
from cio_tui.runtime.library import Library
from cio_tui.shipped import shipped_books
from cio_tui.tui.line import width_of
from cio_tui.tui.present.pane import pane_lines, pane_style
from tests.tui.stage import Stage, styles_in, texts_of

STOPPED = "polling stopped after 401: repeating a refused key can lock it out; refresh to try once more"


def pane(stage: Stage, width: int = 60, **changes: object) -> list[str]:
    return texts_of(pane_lines(stage.scene(**changes), stage.book.probes["track"], width))


def test_an_answer_is_told_with_its_verdict_and_its_age(stage: Stage) -> None:
    stage.see("track").wait(7)
    assert pane(stage) == [
        "✓ ok  200 in 212 ms                                   5s ago",
        "  200 212ms",
    ]


def test_a_finding_is_followed_by_the_advice_of_the_book(stage: Stage) -> None:
    stage.fail("track", 401)
    assert pane(stage)[1:3] == [
        "  status >= 400 (status = 401)",
        "  → Look at environment variables and secrets first.",
    ]


def test_what_the_book_takes_from_an_answer_stands_before_how_it_came() -> None:
    stage = Stage(Library([shipped_books()]).open_book("p1-outage"))
    stage.see("queue", depth=1240, oldest_s=95.0)
    told = texts_of(pane_lines(stage.scene(), stage.book.probes["queue"], 60))
    assert told[1].startswith("  depth > 1000 (depth = 1240)")
    assert told[-2:] == ["  depth 1,240, oldest_s 95, drain_rps not known", "  200 212ms"]


def test_advice_stands_only_beside_the_finding_it_explains(stage: Stage) -> None:
    stage.see("track", ms=900.0)
    assert "  ms > 800 (ms = 900)" in pane(stage)
    assert not any("→" in line for line in pane(stage))


def test_polling_that_has_stopped_says_why_and_how_to_go_on(stage: Stage) -> None:
    stage.fail("track", 401)
    told = " ".join(pane(stage, stopped={"track": STOPPED}))
    assert "polling stopped after 401" in told
    assert "(key r)" in told


@pytest.mark.parametrize("stopped", [{}, {"track": STOPPED}])
def test_a_reading_that_is_too_old_is_not_known_whatever_it_said(
    stage: Stage, stopped: dict[str, str]
) -> None:
    stage.see("track").wait(60)
    lines = pane_lines(stage.scene(stopped=stopped), stage.book.probes["track"], 60)
    assert texts_of(lines)[0].startswith("? not known  last 200 in 212 ms")
    assert "ok" not in styles_in(lines)
    assert pane_style(stage.scene(), stage.book.probes["track"]) == "unknown"


@pytest.mark.parametrize(
    ("measuring", "told"), [(frozenset({"track"}), "asking…"), (frozenset(), "no reading yet")]
)
def test_a_probe_without_an_answer_says_what_it_is_waiting_for(
    stage: Stage, measuring: frozenset[str], told: str
) -> None:
    assert pane(stage, measuring=measuring) == [f"? not known  {told}"]


def test_what_is_not_configured_is_said_and_is_not_ok(stage: Stage) -> None:
    stage.see("track", NOT_CONFIGURED, ok=None, status=None, ms=None, error=None)
    lines = pane_lines(stage.scene(), stage.book.probes["track"], 60)
    assert texts_of(lines)[0].startswith(f"? not known  {NOT_CONFIGURED}")
    assert "ok" not in styles_in(lines)


@pytest.mark.parametrize("width", [10, 20, 37, 120])
def test_no_line_is_wider_than_the_pane(stage: Stage, width: int) -> None:
    stage.see("track", "503: 服务不可用 e\u0301 [/red]", ok=False, status=503)
    lines = pane_lines(stage.scene(stopped={"track": STOPPED}), stage.book.probes["track"], width)
    assert max(width_of(line) for line in lines[1:]) <= width

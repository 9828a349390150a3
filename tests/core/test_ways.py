from __future__ import annotations

from typing import TYPE_CHECKING

from cio_tui.core.evidence import Evidence
from cio_tui.core.session import Session
from cio_tui.core.ways import suggested, ways_out
from tests.core.books import do, make

if TYPE_CHECKING:
    from cio_tui.core.runbook import Runbook
    from cio_tui.core.ways import WayOut

NOW = Evidence(100.0)


def ways_of(book: Runbook, step: str, evidence: Evidence = NOW) -> tuple[WayOut, ...]:
    """As they stand while that book is walked."""
    return ways_out(book.steps[step], evidence, Session(books={book.id: book}, book=book.id))


WATCH = """
[[step]]
id = "watch"
kind = "watch"
title = "Watch"
until = "queue.depth == 0"
abort = { when = "queue.depth > 9", goto = "close" }
on_timeout = { after = "30m", goto = "close" }
"""
DECIDE = """
[[step]]
id = "which"
kind = "decide"
title = "Which?"
branch = [
  { label = "full: {queue.depth}", when = "queue.depth > 9", goto = "close" },
  { label = "else", goto = "close" },
]
"""


def test_a_branch_without_a_condition_is_never_suggested() -> None:
    ways = ways_of(make(DECIDE), "which")
    assert [(way.label, way.holds) for way in ways] == [("full: ?", None), ("else", None)]
    assert suggested(ways) is None


def test_a_long_time_is_said_in_hours() -> None:
    assert ways_of(make(WATCH.replace("30m", "4h")), "watch")[1].label == "After 4 h: Close"


def test_a_watch_can_be_left_early_for_its_abort_and_after_its_time() -> None:
    ways = ways_of(make(WATCH), "watch")
    assert [(way.entry, way.holds, way.because) for way in ways] == [
        ("abort", None, "queue.depth > 9 (queue.depth not known)"),
        ("timeout", None, ""),
    ]
    assert ways[0].label == "Stop watching: Close"
    assert ways[1].label == "After 30 min: Close"
    late = ways_of(make(WATCH), "watch", Evidence(2000.0, elapsed={"watch": 1800.0}))
    assert (late[1].holds, late[1].because) == (True, "watched for 30 min")
    assert suggested(late) is late[1]


def test_other_kinds_have_no_ways_out() -> None:
    assert ways_of(make(do("first")), "first") == ()

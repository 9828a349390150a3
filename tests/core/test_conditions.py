from __future__ import annotations

from cio_tui.core.conditions import timed_conditions
from tests.core.books import make

BOOK = """
[suggest]
when = "stable(queue.depth == 8, '1m')"
watch = "stable(queue.depth == 9, '1m')"
because = "deep"
[fact.quiet]
when = "stable(queue.depth == 0, '1m')"
text = "quiet"
[escalation.worse]
when = "queue.depth > 9"
for = "1m"
to = "P1"
text = "worse"
[timer.look]
from = "incident.opened"
every = "5m"
until = "stable(queue.depth == 1, '1m')"
text = "look"
[[step]]
id = "do"
kind = "do"
title = "Do"
when = "stable(queue.depth == 2, '1m')"
sensed = "stable(queue.depth == 3, '1m')"
[[step]]
id = "decide"
kind = "decide"
title = "Decide"
branch = [{ label = "x", when = "stable(queue.depth == 4, '1m')", goto = "close" }, { label = "y", goto = "close" }]
[[step]]
id = "watch"
kind = "watch"
title = "Watch"
until = "stable(queue.depth == 5, '1m') and stable(queue.depth == 5, '2m')"
abort = { when = "stable(queue.depth == 6, '1m')", goto = "close" }
[[step]]
id = "bare"
kind = "watch"
title = "Watch"
until = "queue.depth == 7"
"""


def test_every_condition_with_a_time_in_it_is_watched_once_wherever_it_stands() -> None:
    texts = sorted(expression.text for expression in timed_conditions(make(BOOK)))
    assert texts == [
        *(f"queue.depth == {number}" for number in (*range(7), 8, 9)),
        "queue.depth > 9",
    ]

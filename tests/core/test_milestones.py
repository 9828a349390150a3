from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from cio_tui.core.commands import Answer, Begin, MarkMilestone, Skip
from cio_tui.core.errors import Refused
from cio_tui.core.events import Milestone, StepEntered, StepUndone
from cio_tui.core.review.landmarks import landmarks_of
from tests.core.books import do, group, make, switch
from tests.core.review.diary import Diary
from tests.core.transcript import STARTED, See

if TYPE_CHECKING:
    from tests.core.conftest import Walk

TOLD = 'milestone = "resolved"\nrespond = { prompt = "Sent?", kind = "choice", accept = ["yes"] }'
MEMBERS = (
    group("protect", "breaker", "tell") + 'milestone = "mitigated"\nnext = "back"\n'
    + switch("breaker", "back") + do("tell") + do("back")
)  # fmt: skip


def test_a_step_that_stands_for_a_milestone_marks_it_and_says_how_it_was_settled(walk: Walk) -> None:
    (
        walk(make(do("tell", TOLD)))
        >> Begin() << "at tell (start)"
        >> Answer("tell", "yes") << 'tell attested "yes"'
        << 'milestone resolved at 2026-11-21 20:00:00Z - tell attested: "yes"'
        << "at close (next)"
    )  # fmt: skip


def test_what_was_answered_against_what_is_expected_or_skipped_brings_nothing_about(walk: Walk) -> None:
    (
        walk(make(do("tell", TOLD)))
        >> Begin() << "at tell (start)"
        >> Answer("tell", "no", "half of them") << 'tell mismatch "no"'
        << "at close (next)"
    )  # fmt: skip
    (
        walk(make(do("tell", TOLD)))
        >> Begin()
        << "at tell (start)"
        >> Skip("tell", "no time")
        << ("skipped tell - no time")
        << "at close (next)"
    )


def test_a_watch_marks_it_when_its_condition_came_true(walk: Walk) -> None:
    watch = (
        '[[step]]\nid = "calm"\nkind = "watch"\ntitle = "Calm"\nuntil = "queue.depth == 0"\n'
        'milestone = "mitigated"\n'
    )
    told = (walk(make(watch)) >> Begin()).skip_ahead()
    told = (told >> See("queue", {"depth": 0})).skip_ahead()
    bases = [each.event.basis for each in told.log if isinstance(each.event, Milestone)]
    assert bases == ["calm sensed: Calm"]


def test_a_group_marks_it_once_each_member_was_carried_out(walk: Walk) -> None:
    for last, marked in ((Answer("tell", "x"), {"mitigated": STARTED}), (Skip("tell", "why"), {})):
        switched = (walk(make(MEMBERS)) >> Begin()).skip_ahead()
        told = ((switched >> Answer("breaker", "on")).skip_ahead() >> last).skip_ahead()
        assert told.session.milestones == marked


def test_a_milestone_whose_step_is_taken_back_counts_for_no_time() -> None:
    diary = Diary().put(0, StepEntered("tell")).put(60, Milestone("resolved", STARTED, "sent", "tell"))
    assert landmarks_of(diary.course).resolved is not None
    diary.put(90, StepUndone("tell", "attested", "to the wrong list"))
    assert landmarks_of(diary.course).resolved is None


@pytest.mark.parametrize(
    ("when", "earlier"), [("now", 0), ("", 0), ("19:51", 9), ("12m ago", 12), ("2026-11-20 20:00", 1440)]
)
def test_a_milestone_is_marked_by_hand_at_any_time(walk: Walk, when: str, earlier: int) -> None:
    begun = (walk(make(do("x"))) >> Begin()).skip_ahead()
    told = (begun >> MarkMilestone("detected", when, "the pager")).skip_ahead()
    assert told.session.milestones == {"detected": STARTED - timedelta(minutes=earlier)}


def test_a_time_read_as_the_evening_before_says_how_long_ago_that_is(walk: Walk) -> None:
    (
        walk(make(do("x")))
        >> Begin() << "at x (start)"
        >> MarkMilestone("detected", "20:10")
        << 'milestone detected at 2026-11-20 20:10:00Z - typed "20:10", 23 h 50 min earlier'
        >> MarkMilestone("detected", "20:02")
        << 'milestone detected at 2026-11-21 20:02:00Z - typed "20:02", 2 min ahead'
    )  # fmt: skip


@pytest.mark.parametrize(
    ("command", "sentence"),
    [
        (MarkMilestone("The End"), "A milestone is named in small letters"),
        (MarkMilestone("detected", "25:99"), "Say when: now, a time in UTC"),
    ],
)
def test_what_is_no_milestone_is_refused(walk: Walk, command: MarkMilestone, sentence: str) -> None:
    begun = walk(make(do("x"))) >> Begin() << "at x (start)"
    with pytest.raises(Refused, match=sentence):
        begun >> command

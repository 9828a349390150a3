from __future__ import annotations

from datetime import UTC
from typing import TYPE_CHECKING

import pytest

from cio_tui.report.moments import Moments
from cio_tui.tui.line import text_of, width_of
from cio_tui.tui.present.review_item import lines_of
from cio_tui.tui.present.review_sections import Section, contents_lines, count_of, items_of, sections
from cio_tui.tui.present.review_timeline import KINDS
from tests.report.conftest import DAMAGED, DRILL, EMPTY, HOSTILE, RICH, endless, with_every_text
from tests.tui.stage import texts_of

if TYPE_CHECKING:
    from cio_tui.core.review.account import Account

WORDS = {
    Section.SUMMARY: ("P2 → P1 Complete outage", "58 min 20 s, closed", "fallback queue held 4,120"),
    Section.EXCEPTIONS: ("! missed update", "! skipped", "dashboard login down, OPS-812"),
    Section.METRICS: ("Time to detect  8 min 30 s", "impact started to detected", "not recorded: no milestone"),
    Section.DECISIONS: ("not as suggested", "✗ app failing: 503 in 198 ms (9 s)", "ok: status (21 s)"),
    Section.TIMELINE: ("decided size-up: Customer.io is down", "↳ corrected: is 20:12:09", "resumed on jump1"),
    Section.EVIDENCE: ("Track API  track 320 samples kept, at most", "✗ failing from T+0:00 for 31 min 40 s"),
    Section.PEOPLE: ("amira", "driver 20:21 to 20:50"),
    Section.MESSAGES: ("to support, product", "2 min 11 s late", "│ We cannot reach Customer.io", "log 18fdc560ad72#9"),
    Section.BOOK: ("[-] skipped", "Look at the dashboard", "from P1.7", 'expected "open"'),
    Section.DRAFT: ("TO WRITE: what it cost", "asked by Google, PagerDuty"),
    Section.INTEGRITY: ("The chain holds over 24 events.", "Reviewed by dana.", "compare the fingerprint"),
    Section.DEBRIEF: ("✓ time to detect: 1 min 1 s", "✗ unsafe acts", "? suggestions followed", "verify was skipped."),
}  # fmt: skip
"""What a reviewer must find in each section."""


def told(section: Section, account: Account, width: int = 100) -> str:
    moments = Moments(UTC, account.header.opened_at)
    return "\n".join(texts_of(lines_of(items_of(section, account, KINDS, moments, width))))


@pytest.mark.parametrize("section", Section)
def test_each_section_says_what_is_recorded(section: Section) -> None:
    text = told(section, DRILL)
    for wanted in WORDS[section]:
        assert wanted in text


@pytest.mark.parametrize("section", Section)
def test_an_empty_section_says_so_in_a_sentence(section: Section) -> None:
    text = told(section, EMPTY)
    assert text.strip() or section in (Section.TIMELINE, Section.DEBRIEF)


@pytest.mark.parametrize("width", [1, 7, 20, 54, 78, 160])
@pytest.mark.parametrize("section", Section)
def test_no_line_is_wider_than_the_section_from_the_least_width_on(section: Section, width: int) -> None:
    moments = Moments(UTC, DRILL.header.opened_at)
    lines = lines_of(items_of(section, DRILL, KINDS, moments, width))
    widest = max(map(width_of, lines), default=0)
    assert widest <= width or width < 54


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
@pytest.mark.parametrize("section", Section)
def test_hostile_texts_and_endless_numbers_are_laid_out_like_any_other(section: Section, text: str) -> None:
    assert told(section, with_every_text(DRILL, text), 54) is not None
    assert told(section, endless(DRILL), 54) is not None


def test_only_a_drill_is_debriefed() -> None:
    assert Section.DEBRIEF in sections(DRILL)
    assert Section.DEBRIEF not in sections(RICH)


def test_the_contents_count_what_each_section_holds_and_mark_the_one_being_read() -> None:
    shown = texts_of(contents_lines(DRILL, Section.TIMELINE, 22))
    assert "» Timeline          24" in shown
    assert "  Exceptions         3" in shown
    assert "  Draft review  3 open" in shown
    assert "  Drill debrief 2 of 3" in shown


def test_the_contents_say_that_a_log_is_damaged() -> None:
    assert count_of(Section.INTEGRITY, RICH) == "holds"
    lines = contents_lines(DAMAGED, Section.SUMMARY, 22)
    damaged = next(line for line in lines if "Integrity" in text_of(line))
    assert ("DAMAGED", "warn") in damaged

"""The contents of a review: its sections in the order a reviewer asks for them, each with what it holds."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from cio_tui.report.drawing.axis import axis_of
from cio_tui.tui.line import crop, spread, words
from cio_tui.tui.present import review_prose as prose
from cio_tui.tui.present.review_decisions import decision_items, evidence_items
from cio_tui.tui.present.review_timeline import timeline_items

if TYPE_CHECKING:
    from collections.abc import Collection

    from cio_tui.core.review.account import Account
    from cio_tui.core.review.chronology import Kind
    from cio_tui.report.moments import Moments
    from cio_tui.tui.line import Line
    from cio_tui.tui.present.review_item import Item


class Section(StrEnum):
    """By its title."""

    SUMMARY = "Summary"
    EXCEPTIONS = "Exceptions"
    METRICS = "Metrics"
    DECISIONS = "Decisions"
    TIMELINE = "Timeline"
    EVIDENCE = "Evidence"
    PEOPLE = "People"
    MESSAGES = "Messages"
    BOOK = "Book as used"
    DRAFT = "Draft review"
    INTEGRITY = "Integrity"
    DEBRIEF = "Drill debrief"


def sections(account: Account) -> tuple[Section, ...]:
    """Those that this incident has: only a drill is debriefed."""
    return tuple(one for one in Section if one is not Section.DEBRIEF or account.debrief is not None)


def items_of(
    section: Section, account: Account, kinds: Collection[Kind], moments: Moments, width: int
) -> tuple[Item, ...]:
    """The entries of a section at this width; of the timeline those of these kinds."""
    match section:
        case Section.TIMELINE:
            return timeline_items(account.rows, kinds, moments, width)
        case Section.EVIDENCE:
            return evidence_items(account, axis_of(account), width)
        case _:
            return _READ[section](account, moments, width)


_READ = {
    Section.SUMMARY: prose.summary_items,
    Section.EXCEPTIONS: prose.exception_items,
    Section.METRICS: prose.metric_items,
    Section.DECISIONS: decision_items,
    Section.PEOPLE: prose.person_items,
    Section.MESSAGES: prose.message_items,
    Section.BOOK: prose.book_items,
    Section.DRAFT: prose.draft_items,
    Section.INTEGRITY: prose.integrity_items,
    Section.DEBRIEF: prose.debrief_items,
}


def count_of(section: Section, account: Account) -> str:
    """What stands beside the title in the contents; empty where a number says nothing."""
    debrief = account.debrief
    counts = {
        Section.EXCEPTIONS: len(account.exceptions),
        Section.METRICS: len(account.metrics),
        Section.DECISIONS: len(account.choices),
        Section.TIMELINE: len(account.rows),
        Section.EVIDENCE: len(account.strips),
        Section.PEOPLE: len(account.participants),
        Section.MESSAGES: len(account.messages),
        Section.BOOK: len(account.steps),
    }
    if section is Section.INTEGRITY:
        return "DAMAGED" if account.header.chain_fault else "holds"
    if section is Section.DRAFT:
        return f"{sum(bool(blank.to_write) for blank in account.draft)} open"
    if section is Section.DEBRIEF and debrief is not None:
        known = [mark.passed for mark in debrief.marks if mark.passed is not None]
        return f"{sum(known)} of {len(known)}"
    return f"{counts[section]:,}" if section in counts else ""


def contents_lines(account: Account, current: Section, width: int) -> tuple[Line, ...]:
    """Every section with its count, the one being read marked."""
    return tuple(_entry(section, account, width, is_here=section is current) for section in sections(account))


def _entry(section: Section, account: Account, width: int, *, is_here: bool) -> Line:
    loud = (section is Section.EXCEPTIONS and account.exceptions) or (
        section is Section.INTEGRITY and account.header.chain_fault
    )
    left = words(("» " if is_here else "  ", "accent"), (section.value, "strong" if is_here else ""))
    return crop(spread(left, words((count_of(section, account), "warn" if loud else "dim")), width), width)

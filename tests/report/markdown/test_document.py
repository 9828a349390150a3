from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, timedelta, timezone
from typing import TYPE_CHECKING

import pytest
from markdown_it import MarkdownIt

from cio_tui.report.markdown.document import render_markdown
from cio_tui.report.wording import SECTIONS
from tests.report.conftest import (
    DAMAGED,
    DRILL,
    EMPTY,
    HEADER,
    HOSTILE,
    RICH,
    ROWS,
    crowded,
    endless,
    with_every_text,
)

if TYPE_CHECKING:
    from cio_tui.core.review.account import Account

TEXT = render_markdown(RICH, UTC)


def section(title: str, text: str = TEXT) -> str:
    """What stands below a heading."""
    found = re.search(rf"^## {re.escape(title)}\n\n(.*?)(?=^## |\Z)", text, re.MULTILINE | re.DOTALL)
    assert found is not None, title
    return found[1]


def headings(text: str) -> list[str]:
    return re.findall(r"^## (.*)$", text, re.MULTILINE)


def test_the_sections_stand_in_the_order_a_reviewer_asks() -> None:
    assert headings(TEXT) == [*SECTIONS, "Everything else"]


def test_the_header_says_which_incident_and_how_far_its_log_is_believed() -> None:
    head = TEXT.partition("## ")[0]
    assert head.startswith("# P2 → P1 Complete outage\n")
    for fact in (
        "INC-20261121-2021-k7, live, us prod", "2026-11-21 20:21:07 to 21:19:27 (times are UTC)", "58 min 20 s, closed",
        "fingerprint `18fdc560ad72#24`", "The chain holds over 24 events.", "1 of 1 fingerprints", "+0.1 s against",
    ):  # fmt: skip
        assert fact in head


def test_a_metric_without_a_basis_is_not_recorded_and_never_zero() -> None:
    metrics = section("Metrics")
    assert "- Time to detect: **8 min 30 s** (impact started to detected)" in metrics
    assert '**not recorded: no milestone "mitigated"**' in metrics
    assert "0 s" not in metrics.replace("30 s", "")


def test_exceptions_stand_in_the_order_of_their_kinds_with_their_events() -> None:
    lines = section("Exceptions").splitlines()
    assert lines[0] == "- **skipped**: cy: Skipped verify: dashboard login down, OPS-812. (21:16:07, e20)"
    assert lines[1] == "- **missed update**: An update was due at 20:51:07 and nobody sent it."
    assert "None was found." in section("Exceptions", render_markdown(EMPTY, UTC))


def test_a_decision_has_what_was_suggested_chosen_why_rejected_and_seen() -> None:
    first, second, third = section("Decisions").split("### ")[1:]
    assert "- Suggested: Customer.io is down (page says none); all_api_failing" in first
    assert "- Why: both APIs 503, control fine" in first
    assert "- Rejected:\n  - It refuses us (301/401/403): no 401 seen\n" in first
    assert "  - ✗ failing **track** 503 in 212 ms, 4s old, since 20:21:37 e3: status >=" in first
    assert "**not as suggested**" in second
    assert "- Seen: not recorded" in second
    assert "- Suggested: nothing\n" in third


def test_the_machines_events_are_counted_in_the_timeline_and_listed_at_the_end() -> None:
    timeline, rest = section("Timeline"), section("Everything else")
    assert "6 step, 3 machine, 2 probe, 1 people" in timeline
    for row in ROWS:
        assert (f" e{row.seq} " in timeline) != (f"\ne{row.seq} " in rest)
    assert "(happened at 20:12:37) **(corrected: is 20:12:09)**" in timeline.replace("\n  ", " ")


def test_the_strips_stand_under_one_axis_with_the_decisive_events_above() -> None:
    drawn = section("Probes").split("```")[1].removeprefix("text\n").splitlines()
    letters, track, _, status, latency, ticks = drawn
    assert letters.index("A") == 20
    assert track[20:].startswith("········✗✗✗✗")
    assert "✗✗!!" in latency
    assert "✗" not in status
    assert ticks.index("|T+0:00") == track.index("✗")
    assert max(map(len, drawn)) <= 88


def test_the_book_and_the_messages_are_there_as_they_were() -> None:
    book = section("Book").replace("\n  ", " ")
    assert (
        '- **mismatch** Open the circuit breaker; "half", expected "open"; by amira; 1 min 49 s; source P1.2'
        in book
    )
    assert "1 step never reached: Watch the error rate." in book
    messages = section("Messages")
    assert "**2 min 11 s late**" in messages
    assert "> Mail is queued, nothing is lost." in messages


def test_a_blank_says_what_to_write_and_who_asks() -> None:
    draft = section("Review draft")
    assert "3 fields of 4 marked TO WRITE" in draft
    assert "- **Impact in money** (asked for by Google)\n  - **TO WRITE**: what it cost" in draft


def test_a_drill_is_unmistakable_at_every_heading() -> None:
    text = render_markdown(DRILL, UTC)
    assert text.startswith("# DRILL: ")
    assert all(title.startswith("DRILL · ") for title in headings(text))
    assert headings(text)[-2] == "DRILL · Debrief"
    assert "- **✗ missed** unsafe acts: 1: the fallback was left on" in text
    assert "DRILL" not in TEXT


def test_damage_is_the_first_thing_said() -> None:
    first = render_markdown(DAMAGED, UTC).split("\n\n")[1]
    assert first.startswith("> **DAMAGED.** Event 8 was changed after it was written.")
    assert "7 events can be believed" in first.replace("\n> ", " ")
    assert "**(doubtful: it stands after the damage)**" in render_markdown(DAMAGED, UTC).replace("\n  ", " ")


def test_what_is_not_in_the_log_is_not_recorded() -> None:
    text = render_markdown(replace(EMPTY, header=replace(HEADER, clock_skew_s=None, severities=())), UTC)
    assert text.count("ot recorded") >= 6


def test_another_zone_is_used_throughout_and_named() -> None:
    text = render_markdown(RICH, timezone(timedelta(hours=1), "CET"))
    assert "(times are CET (UTC+01:00))" in text
    assert "- 21:22:08 e4 **decision**" in text


def test_the_same_account_gives_the_same_bytes() -> None:
    assert render_markdown(RICH, UTC) == TEXT


def test_it_reads_in_less_at_96_columns() -> None:
    assert max(map(len, TEXT.splitlines())) <= 96


@pytest.mark.parametrize("account", [RICH, DRILL, DAMAGED])
@pytest.mark.parametrize("text", HOSTILE)
def test_a_hostile_log_adds_nothing_but_text(account: Account, text: str) -> None:
    rendered = render_markdown(with_every_text(account, text), UTC)
    found = [
        token
        for block in MarkdownIt("gfm-like").parse(rendered)
        for token in [block, *(block.children or ())]
    ]
    assert {token.type for token in found} & {
        "html_block",
        "html_inline",
        "link_open",
        "image",
        "table_open",
        "hr",
    } == set()
    titles = sum(token.type == "heading_open" for token in found)
    one_section_of_the_draft = 1  # all sections have the same name now
    assert titles == 2 + len(SECTIONS) + len(account.choices) + one_section_of_the_draft + bool(
        account.debrief
    )
    assert re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202e\u200b]", rendered) is None


def test_a_megabyte_of_note_is_cut_and_numbers_beyond_any_clock_are_not_recorded() -> None:
    assert len(render_markdown(with_every_text(RICH, "word " * 200_000), UTC)) < 1_000_000
    assert "not recorded" in render_markdown(endless(RICH), UTC)


def test_ten_thousand_events_are_all_there() -> None:
    text = render_markdown(crowded(), UTC)
    assert len(re.findall(r"^(?:- .*? )?e\d+ ", text, re.MULTILINE)) >= 10_000


def test_a_proposal_is_short_in_the_timeline_and_whole_at_the_end() -> None:
    whole = "escalation proposed: that is P1 - down (down = true (track.ok = false))"
    text = render_markdown(replace(RICH, rows=(ROWS[3]._replace(sentence=whole),)), UTC)
    assert "that is P1 - down (down = true)" in section("Timeline", text)
    assert whole in section("Everything else", text)

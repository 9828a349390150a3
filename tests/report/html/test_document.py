from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from datetime import UTC
from typing import TYPE_CHECKING

import pytest

from cio_tui.report.html.document import render_html
from cio_tui.report.wording import SECTIONS
from tests.report.conftest import (
    DAMAGED,
    DRILL,
    EMPTY,
    HEADER,
    HOSTILE,
    RICH,
    ROWS,
    STRIPS,
    crowded,
    endless,
    with_every_text,
)
from tests.report.html.page import Page

if TYPE_CHECKING:
    from cio_tui.core.review.account import Account

TEXT = render_html(RICH, UTC)
PAGE = Page(TEXT)
TAGS = {
    element.tag
    for element in Page(
        render_html(replace(DRILL, header=replace(DRILL.header, chain_fault="x")), UTC)
    ).elements
}


@pytest.mark.parametrize("account", [RICH, DRILL, DAMAGED, EMPTY, endless(DRILL)])
def test_every_element_is_closed_and_every_name_is_given_once(account: Account) -> None:
    page = Page(render_html(account, UTC))
    assert page.faults == []
    assert [name for name, times in Counter(page.ids()).items() if times > 1] == []


def test_nothing_on_the_page_asks_anybody_for_anything() -> None:
    assert "<script" not in TEXT
    assert "url(" not in TEXT
    assert "@import" not in TEXT
    assert not PAGE.named("img", "link", "iframe", "object", "embed", "form", "base")
    (policy,) = [
        one for one in PAGE.named("meta") if one.attributes.get("http-equiv") == "Content-Security-Policy"
    ]
    assert (policy.attributes["content"] or "").startswith("default-src 'none'; style-src 'unsafe-inline'")


def test_every_link_leads_to_something_on_the_page() -> None:
    links = [element.attributes["href"] or "" for element in PAGE.named("a")]
    assert {link[:1] for link in links} == {"#"}
    assert {link[1:] for link in links} <= set(PAGE.ids())


def test_every_row_of_the_timeline_can_be_linked_and_the_decisions_link_to_theirs() -> None:
    assert {f"e{row.seq}" for row in ROWS} <= set(PAGE.ids())
    linked = [one.attributes["href"] for one in PAGE.named("a") if "article" in one.path]
    assert linked == ["#e4", "#e3", "#e15", "#e17"], "the second is where what was seen began"


def test_what_a_first_reading_leaves_out_is_folded_and_counted() -> None:
    assert "2 more: 1 people, 1 probe" in PAGE.text
    for row in ROWS:
        (item,) = [one for one in PAGE.named("li") if one.attributes.get("id") == f"e{row.seq}"]
        assert ("details" in item.path) == row.kind.is_folded, row


def test_sections_have_headings_and_can_be_skipped_to() -> None:
    assert PAGE.elements[[one.tag for one in PAGE.elements].index("body") + 1].attributes["class"] == "skip"
    titles = [one.attributes["id"] for one in PAGE.named("h2")]
    assert titles == [f"{title.lower().replace(' ', '-')}-title" for title in SECTIONS]
    assert len(PAGE.named("h1")) == len(PAGE.named("main")) == len(PAGE.named("nav")) == 1


def test_every_drawing_says_in_words_what_it_shows_and_has_a_table() -> None:
    drawings = PAGE.named("svg")
    assert len(drawings) == 1 + sum(bool(strip.points) for strip in STRIPS)
    for drawing in drawings:
        title, text = (drawing.attributes["aria-labelledby"] or "").split()
        assert {title, text} <= set(PAGE.ids())
    described = [one for one in PAGE.named("desc") if one.path[-1] == "svg"]
    assert len(described) == len(drawings)
    tables = [one for one in PAGE.named("table") if "figure" in one.path]
    assert len(tables) == len(drawings) - 1  # that of the strips stands below its figure
    assert "The strips in numbers" in PAGE.text
    assert "130 answered, 190 without an answer, highest 1,160 ms" in PAGE.text


def test_the_decisive_events_stand_at_the_same_place_in_every_drawing() -> None:
    places = re.findall(r'<line class="mark" x1="([\d.]+)"', TEXT)
    drawings = len(PAGE.named("svg"))
    letters = len(places) // drawings
    assert letters == 7
    assert places == places[:letters] * drawings


def test_a_failure_of_one_second_is_seen_over_a_whole_day() -> None:
    account = replace(RICH, header=replace(HEADER, duration_s=86_400.0))
    assert len(re.findall(r'<rect class="failing"', render_html(account, UTC))) == 3


def test_what_was_not_answered_is_a_stroke_and_no_value() -> None:
    lost = re.findall(r'<path class="lost" d="([^"]*)"', TEXT)
    assert [bool(path) for path in lost] == [True, True, True]
    trace = re.findall(r'<path class="trace" d="([^"]*)"', TEXT)
    assert trace[2].count("M") == 2  # one gap, two lines


def test_a_drill_is_unmistakable_on_every_part_of_the_page() -> None:
    page = Page(text := render_html(DRILL, UTC))
    assert 'content:"DRILL"' in text
    assert len(re.findall('<h[12][^>]*><span class="tag">DRILL</span>', text)) == 1 + len(SECTIONS) + 1
    assert len(re.findall('<title id="[^"]*">DRILL: ', text)) == len(page.named("svg"))
    assert "practice against a simulator" in page.text
    assert "DRILL" not in TEXT


def test_damage_is_the_first_thing_on_the_page() -> None:
    text = Page(render_html(DAMAGED, UTC)).text
    assert text.index("DAMAGED Event 8 was changed") < text.index("Complete outage\n")
    assert "doubtful: it stands after the damage" in text


def test_what_is_not_in_the_log_is_not_recorded() -> None:
    text = Page(render_html(replace(EMPTY, header=replace(HEADER, clock_skew_s=None)), UTC)).text
    assert text.count("Not recorded.") == 4  # summary, metrics, people, book
    assert 'not recorded: no milestone "mitigated"' in PAGE.text


def test_a_number_that_a_damaged_log_holds_twice_has_two_anchors() -> None:
    page = Page(render_html(replace(RICH, rows=(*ROWS, *ROWS[:3])), UTC))
    assert {"e1", "e1-2", "e3-2"} <= set(page.ids())


def test_the_same_account_gives_the_same_bytes() -> None:
    assert render_html(RICH, UTC) == TEXT


@pytest.mark.parametrize("account", [RICH, replace(DRILL, header=DAMAGED.header)])
@pytest.mark.parametrize("text", HOSTILE)
def test_a_hostile_log_adds_nothing_but_text(account: Account, text: str) -> None:
    page = Page(rendered := render_html(with_every_text(account, text), UTC))
    assert page.faults == []
    assert {element.tag for element in page.elements} <= TAGS
    assert {
        name for element in page.elements for name in element.attributes if name.startswith("on")
    } == set()
    assert {(one.attributes["href"] or "")[:1] for one in page.named("a")} == {"#"}
    assert re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202e\u200b\ud800]", rendered) is None
    rendered.encode()


def test_a_megabyte_of_note_is_cut() -> None:
    assert len(render_html(with_every_text(RICH, "word " * 200_000), UTC)) < 2_000_000


def test_ten_thousand_events_and_fifty_thousand_samples_stay_a_page_of_some_megabytes() -> None:
    page = Page(text := render_html(crowded(), UTC))
    assert len([name for name in page.ids() if re.fullmatch(r"e\d+", name)]) == 10_000
    assert len(text) < 12_000_000
    assert max(len(path) for path in re.findall(r'd="([^"]*)"', text)) < 60_000  # pixels, not samples


def test_what_was_not_well_at_a_choice_says_since_when_and_by_which_rule() -> None:
    assert "503 in 212 ms 4s old, since 20:21:37 e3: status >= 500 (status = 503)" in " ".join(
        PAGE.text.split()
    )


def test_a_proposal_is_short_in_the_timeline_and_whole_in_its_details() -> None:
    whole = "escalation proposed: that is P1 - down (down = true (track.ok = false))"
    page = Page(render_html(replace(RICH, rows=(ROWS[3]._replace(sentence=whole),)), UTC))
    assert page.text.count("that is P1 - down (down = true)") == 2, "in the timeline and beside the drawings"
    assert f"the whole of it{whole}" in page.text

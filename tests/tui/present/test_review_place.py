from __future__ import annotations

from dataclasses import replace

import pytest

from cio_tui.core.review.chronology import Kind
from cio_tui.tui.line import text_of
from cio_tui.tui.present.review_place import Place
from cio_tui.tui.present.review_sections import Section
from tests.report.conftest import DRILL, EMPTY, RICH, at, row


@pytest.fixture
def place() -> Place:
    found = Place(RICH)
    found.lay_out(76, 10)
    return found


def under_cursor(place: Place) -> str:
    return " ".join(place.page.current.text.split()) if place.page.current else ""


def test_a_review_opens_with_the_summary_at_the_first_event(place: Place) -> None:
    assert place.section is Section.SUMMARY
    assert (place.offset_s, place.at) == (0.0, RICH.rows[0].at)
    assert place.saw == RICH.rows[0].saw


def test_an_open_incident_opens_at_its_newest_event_that_can_be_believed() -> None:
    firm, after = RICH.rows[-1], RICH.rows[-1]._replace(seq=99, doubtful=True, offset_s=9000.0)
    still = replace(RICH, header=replace(RICH.header, is_closed=False), rows=(*RICH.rows, after))
    assert Place(still).at == firm.at
    assert Place(still).offset_s == firm.offset_s


def test_sections_follow_round_and_each_is_found_as_it_was_left(place: Place) -> None:
    seen = []
    for by in (-1, 1, 1):
        place.turn(by)
        seen.append(place.section)
    assert seen == [Section.INTEGRITY, Section.SUMMARY, Section.EXCEPTIONS]
    place.move(1)
    place.turn(1)
    place.turn(-1)
    assert place.page.cursor == 1


def test_moving_through_the_timeline_moves_the_moment(place: Place) -> None:
    place.show(Section.TIMELINE)
    place.move(1)
    place.move(1)
    assert place.at == place.account.rows[7].at
    assert place.offset_s == 240.0


def test_a_section_of_moments_takes_the_probes_to_the_entry_under_its_cursor(place: Place) -> None:
    place.show(Section.DECISIONS)
    assert (place.offset_s, place.saw) == (61.0, RICH.rows[3].saw)
    place.show(Section.METRICS)
    assert place.offset_s == 61.0


def test_scrubbing_moves_the_timeline_to_the_last_event_before_it_and_leaves_what_was_recorded(
    place: Place,
) -> None:
    place.show(Section.TIMELINE)
    assert place.scrub(1) == 60.0
    assert (place.offset_s, place.saw) == (60.0, {})
    assert place.at == at(60)
    place.scrub(4)
    assert "severity P2" in under_cursor(place)
    place.scrub(10_000)
    assert place.offset_s == 3500.0
    place.scrub(-10_000)
    assert place.offset_s == 0.0


def test_an_exception_opens_at_its_place_in_the_timeline_even_when_its_kind_is_folded(place: Place) -> None:
    place.toggle_kind(5)
    assert Kind.EXCEPTION not in place.kinds
    place.show(Section.EXCEPTIONS)
    place.move(1)
    assert place.open()
    assert place.section is Section.TIMELINE
    assert "skipped verify" in under_cursor(place)


def test_what_stands_for_no_moment_opens_nowhere(place: Place) -> None:
    place.show(Section.METRICS)
    assert not place.open()
    assert place.section is Section.METRICS


def test_folding_shows_everything_or_what_a_first_reading_needs(place: Place) -> None:
    place.show(Section.TIMELINE)
    assert "12 of 24 events shown: f shows all" in place.told
    place.fold()
    assert place.told == "24 of 24 events shown"
    place.fold()
    assert place.toggle_kind(7) is Kind.STEP
    assert "18 of 24" in place.told


def test_folding_keeps_the_cursor_at_its_moment(place: Place) -> None:
    place.show(Section.TIMELINE)
    place.leap(1)
    assert "closed over 1 open item" in under_cursor(place)
    place.fold()
    assert "closed over 1 open item" in under_cursor(place)


def test_a_search_goes_through_everything_and_unfolds_what_it_finds(place: Place) -> None:
    assert place.search("BREAKER attested") == 1
    assert place.section is Section.TIMELINE
    assert "breaker attested" in under_cursor(place)
    assert Kind.STEP in place.kinds


def test_matches_follow_each_other_across_sections_and_round(place: Place) -> None:
    count = place.search("dashboard")
    assert count > 3
    numbers = [place.again(1) for _ in range(count)]
    assert sorted(numbers) == list(range(1, count + 1))
    here = (place.section, place.page.cursor)
    place.again(1)
    place.again(-1)
    assert (place.section, place.page.cursor) == here
    place.forget_search()
    assert place.hits == ()


def test_nothing_found_leaves_the_reader_where_they_are(place: Place) -> None:
    place.show(Section.PEOPLE)
    assert place.search("no such words") == 0
    assert place.search("  ") == 0
    assert place.section is Section.PEOPLE


def test_times_are_shown_in_either_zone_and_it_is_named(place: Place) -> None:
    place.show(Section.TIMELINE)
    assert place.toggle_times() == place.moments.zone_name
    place.lay_out(76, 10)
    assert place.toggle_times() == "UTC"


def test_new_events_leave_the_cursor_where_it_is(place: Place) -> None:
    place.show(Section.TIMELINE)
    place.move(1)
    before = under_cursor(place)
    longer = replace(RICH, rows=(*RICH.rows, row(25, 3600, Kind.NOTE, "bo", "note: later")))
    place.follow(longer)
    place.lay_out(76, 10)
    assert under_cursor(place) == before
    place.leap(1)
    assert "note: later" in under_cursor(place)


def test_a_log_without_anything_takes_every_move() -> None:
    place = Place(EMPTY)
    place.lay_out(76, 10)
    for section in Section:
        if section is not Section.DEBRIEF:
            place.show(section)
            place.move(1)
            place.page_on(1)
            place.leap(-1)
            place.scrub(1)
            place.open()
            place.fold()
    assert place.shown == ()


def test_every_section_of_a_drill_is_laid_out_at_any_size() -> None:
    place = Place(DRILL)
    for width, height in ((76, 10), (20, 1), (200, 60)):
        for section in Section:
            place.lay_out(width, height)
            place.show(section)
            place.move(1)
            assert all(text_of(line) is not None for line in place.page.lines(height, "a"))

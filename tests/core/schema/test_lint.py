from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from cio_tui.core.schema import load, parse_source
from cio_tui.core.schema.lint import entries, warn
from tests.core.schema.conftest import small

if TYPE_CHECKING:
    from collections.abc import Iterable

TODAY = date(2026, 12, 1)


def step(name: str, kind: str = "do", more: str = 'respond = { prompt = "Seen?" }') -> str:
    return f'[[step]]\nid = "{name}"\nkind = "{kind}"\ntitle = "T"\n{more}\n'


def warnings(more: str, today: date = TODAY, led_to: Iterable[str] = ()) -> list[str]:
    source = small(more)
    return [fault.message for fault in warn(load(source), source, today, led_to)]


def test_a_book_with_nothing_to_say_about_is_passed_in_silence() -> None:
    assert warnings(step("first")) == []


def test_a_step_that_nothing_leads_to_is_named() -> None:
    steps = step("first", more='next = "close"\nsensed = "track.ok"') + step("lost")
    assert warnings(steps) == ["nothing leads to lost"]


def test_another_book_may_lead_to_a_step() -> None:
    steps = step("first", more='next = "close"\nsensed = "track.ok"') + step("entry")
    assert warnings(steps, led_to=["entry"]) == []


def test_an_escalation_leads_to_a_step_and_an_undo_is_reached_from_the_undo_list() -> None:
    escalation = '[escalation.e]\nwhen = "track.ok"\ntext = "T"\ngoto = "far"\n'
    change = step("first", more='next = "close"\nsensed = "track.ok"\nchanges = true\nundo = "back"')
    assert warnings(escalation + change + step("back") + step("far")) == []


def test_a_circle_without_a_way_out_is_told_at_each_of_its_steps() -> None:
    ring = step("first", more='next = "second"\nsensed = "track.ok"') + step(
        "second", more='next = "first"\nsensed = "track.ok"'
    )
    assert warnings(ring) == [
        "from first there is no way to a close",
        "from second there is no way to a close",
        "nothing leads to close",
    ]


def test_a_way_into_another_book_is_a_way_out() -> None:
    assert warnings(step("first", more='next = "runbook:other"\nsensed = "track.ok"')) == [
        "nothing leads to close"
    ]


def test_steps_that_wait_for_one_another_are_told() -> None:
    steps = step("first", more='needs = ["second"]\nsensed = "track.ok"') + step(
        "second", more='needs = ["first"]\nsensed = "track.ok"'
    )
    assert warnings(steps) == [
        "first waits, in the end, for itself",
        "second waits, in the end, for itself",
    ]


def test_the_tenth_step_of_a_phase_is_one_too_many() -> None:
    steps = "".join(
        step(f"s{number}", more='phase = "immediate"\nsensed = "track.ok"') for number in range(10)
    )
    assert warnings(steps) == ["phase immediate has more than 9 steps; cut it into two"]
    assert warnings(steps.replace("s9", "t9", 1).replace('"immediate"', '"later"', 1)) == []


def test_a_review_that_is_overdue_is_counted_in_days() -> None:
    assert warnings("", today=date(2027, 3, 1)) == [
        "STALE: the review was due 10 days ago; read the book against reality, then move the date"
    ]


def test_a_step_that_says_nothing_about_its_end_is_told() -> None:
    assert warnings(step("first", more="")) == [
        "nothing says how first ends: give respond (the value to type) or sensed"
    ]


def test_a_credential_in_any_text_is_told_and_a_name_for_one_is_not() -> None:
    key = "0123456789abcdef0123"
    command = "command = '''curl -H \"Authorization: Bearer {}\" https://x'''\nsensed = \"track.ok\""
    told = "this looks like a credential; a book names where it is kept, never the value"
    assert warnings(step("first", more=command.format(key))) == [told]
    assert warnings(step("first", more=command.format("$CUSTOMERIO_APP_API_KEY"))) == []
    assert warnings(step("first", more=f'text = "The old key was {key}."\nsensed = "track.ok"')) == [told]


def test_a_book_without_exit_criteria_or_without_an_end_is_told() -> None:
    text = small(step("first")).text
    for line, message in [
        ('exit = [{ when = "track.ok == true", text = "It answers" }]', "there are no exit criteria"),
        ('[[step]]\nid = "close"\nkind = "close"\ntitle = "Close"', "there is no close step"),
    ]:
        source = parse_source("small.toml", text.replace(line, "").encode())
        told = [fault.message for fault in warn(load(source), source, TODAY)]
        assert told[0].startswith(message)


def test_entries_are_the_steps_that_other_books_lead_to() -> None:
    book = load(small(step("first", more='next = "runbook:other#far"\nsensed = "track.ok"')))
    assert entries({"small": book, "other": load(small(""))}) == {"small": set(), "other": {"far"}}

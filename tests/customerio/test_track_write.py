from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from cio_tui.customerio.track_write import faults, identify, remarks, track

if TYPE_CHECKING:
    from cio_tui.core.reading import Json

ULID = "01JD3R8W2Q6M5T9X1Z4V7B0KNC"


@pytest.mark.parametrize(
    ("who", "path"),
    [
        ("demo-1", "/api/v1/customers/demo-1"),
        ("jo+x@ex.test", "/api/v1/customers/jo%2Bx%40ex.test"),
        ("team/7 #1?&é", "/api/v1/customers/team%2F7%20%231%3F%26%C3%A9"),
    ],
)
def test_an_identifier_is_percent_encoded_whole(who: str, path: str) -> None:
    assert identify(who, {}).path == path


def test_the_body_is_what_goes_out() -> None:
    write = track("a", " paid ", {"total": 4.5, "é": None}, ULID)
    assert (write.method, write.path) == ("POST", "/api/v1/customers/a/events")
    assert write.payload.decode() == f'{{"name":"paid","data":{{"total":4.5,"é":null}},"id":"{ULID}"}}'


@pytest.mark.parametrize(
    ("who", "attributes", "words"),
    [
        ("a" * 150, {"x": "y" * 1000, "n" * 150: 1}, ""),
        ("a" * 151, {}, "The id has 151 bytes; at most 150 are taken."),
        ("é" * 76, {}, "The id has 152 bytes"),
        ("  ", {}, "The person has no id"),
        ("..", {}, "The id is one or two dots"),
        ("a", {"n" * 151: 1}, "has 151 bytes; at most 150"),
        ("a", {"x": "y" * 1001}, "The value of 'x' has 1,001 bytes; at most 1,000"),
        ("a", {"x": ["y" * 999]}, "The value of 'x' has 1,003 bytes"),
        ("a", {" ": 1}, "An attribute has a blank name."),
        ("a", {f"a{n}": n for n in range(301)}, "There are 301 attributes; a person has at most 300."),
        ("a", {"created_at": "yesterday"}, "created_at must be unix seconds"),
        ("a", {"_timestamp": True}, "_timestamp must be unix seconds"),
        ("a", {"unsubscribed": "maybe"}, "unsubscribed must be true or false."),
    ],
)
def test_what_the_vendor_would_refuse_or_cut_is_found_before(
    who: str, attributes: dict[str, Json], words: str
) -> None:
    found = faults(identify(who, attributes))
    assert bool(found) == bool(words)
    assert words in "".join(found)


@pytest.mark.parametrize(
    ("name", "data", "event_id", "words"),
    [
        ("n" * 100, {"x": "y" * 99_990}, ULID, ""),
        ("n" * 101, {}, ULID, "The event name has 101 bytes"),
        ("  ", {}, ULID, "The event has no name"),
        ("n", {"x": "y" * 99_993}, ULID, "The event data has 100,001 bytes"),
        ("n", {}, "not-a-ulid", "must be a ULID"),
        ("n", {}, "81JD3R8W2Q6M5T9X1Z4V7B0KNC", "must be a ULID"),
    ],
)
def test_an_event_is_held_to_its_limits(name: str, data: dict[str, Json], event_id: str, words: str) -> None:
    found = faults(track("a", name, data, event_id))
    assert bool(found) == bool(words)
    assert words in "".join(found)


def test_names_that_do_more_than_hold_a_value_are_explained() -> None:
    assert remarks(identify("a", {"plan": "pro", "email": "x@y"})) == (
        "email changes the address; if another person holds it, that fails behind a 200.",
    )
    assert remarks(track("a", "e", {"recipient": "x@y", "total": 1}, ULID)) == (
        "recipient replaces whom the campaign's messages go to.",
    )
    assert remarks(identify(" a", {})) == ("The id begins or ends with a space, and is sent with it.",)


def test_only_an_update_says_that_it_creates_nobody() -> None:
    assert identify("a", {"_update": True}).creates_nobody
    assert not identify("a", {}).creates_nobody
    assert not track("a", "e", {"_update": True}, ULID).creates_nobody

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from cio_tui.probes.exchange import Exchange, Request
from cio_tui.probes.http_remarks import SHOWN, read_body
from cio_tui.probes.timeline import Timeline
from tests.probes.conftest import SECRETS

if TYPE_CHECKING:
    from tests.probes.conftest import MakeGround


def answered(body: bytes, status: int = 200) -> Exchange:
    made = Exchange(Request("GET", "https://track.customer.io/"), Timeline(5.0))
    made.status = status
    made.body += body
    return made


@pytest.mark.parametrize(
    ("body", "status", "expects_json", "remark"),
    [
        (b"", 200, True, "no body"),
        (b"", 503, True, ""),
        (b"", 200, False, ""),
        (b"ok", 200, False, ""),
        (b"ok", 200, True, "not JSON"),
        (b" [1, 2", 200, True, "JSON that breaks off"),
        (b'{"region": "u', 200, True, "JSON that breaks off"),
        (b'{"rate": NaN}', 200, True, "JSON that holds NaN, which is not JSON"),
        (b'{"id": ' + b"9" * 5000 + b"}", 200, True, "JSON that holds a number of 5000 digits"),
        (b"[" * 20_000 + b"]" * 20_000, 200, True, "JSON that is nested too deeply"),
        (b'{"a": 1,\n "b" 2}', 200, True, "JSON that goes wrong at line 2, column 6"),
        (b"\xef\xbb\xbf<html>", 200, True, "an HTML page"),
        (b"<html>", 200, False, ""),
        (b"<html>", 500, False, "an HTML page"),
        (b"<HTML><head>\n<Title lang='en'> Gone \x1b[31m</title>", 200, True, "an HTML page, 'Gone ␛[31m'"),
        (b"<!doctype html><h1>Sorry</h1>", 502, False, "an HTML page, 'Sorry'"),
        (b'{"meta": {"error": "unavailable"}}', 503, False, "unavailable"),
        (b'{"meta": {"error": "not an error"}}', 200, False, ""),
        (b"null", 200, True, ""),
    ],
)
def test_a_body_is_remarked_on_where_it_says_or_lacks_something(
    body: bytes, status: int, expects_json: bool, remark: str, make_ground: MakeGround
) -> None:
    assert read_body(answered(body, status), make_ground(), expects_json=expects_json).remark == remark


def test_the_beginning_of_the_body_is_kept_clean(make_ground: MakeGround) -> None:
    read = read_body(answered(b"a\x1b[2J\r\nb" + b"x" * 10_000), make_ground(), expects_json=False)
    assert read.shown.startswith("a␛[2J\nbxxx")
    assert len(read.shown) == SHOWN


@pytest.mark.parametrize("offset", range(SHOWN - 25, SHOWN + 2))
def test_no_cut_leaves_half_a_key(offset: int, make_ground: MakeGround) -> None:
    body = b"." * offset + SECRETS["track_api_key"].encode() + b"." * 50
    assert (
        SECRETS["track_api_key"][:6] not in read_body(answered(body), make_ground(), expects_json=False).shown
    )

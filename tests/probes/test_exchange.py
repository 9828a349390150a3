from __future__ import annotations

import pytest

from cio_tui.probes.exchange import Exchange, Request
from cio_tui.probes.timeline import Timeline


def exchange(body: bytes = b"", content_type: str = "") -> Exchange:
    made = Exchange(Request("GET", "https://track.customer.io/"), Timeline(5.0))
    made.body += body
    made.headers = {"content-type": content_type}
    return made


@pytest.mark.parametrize(
    ("content_type", "body", "text"),
    [
        ("application/json", "é".encode(), "é"),
        ("text/html; charset=ISO-8859-1", b"\xe9\x80", "é€"),
        ('text/html; charset="windows-1252"', b"\xe9", "é"),
        ("text/html; charset=hex", b"41", "41"),
        ("text/html; charset=idna", b"xn--", "xn--"),
        ("", b"\xff", "�"),
    ],
)
def test_a_body_is_read_as_utf_8_unless_it_is_western(content_type: str, body: bytes, text: str) -> None:
    assert exchange(body, content_type).text == text


def test_without_an_answer_there_is_neither_a_status_nor_a_time() -> None:
    made = exchange()
    assert (made.status, made.ms) == (0, 0.0)

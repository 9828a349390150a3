from __future__ import annotations

import pytest

from cio_tui.core.errors import UserError
from cio_tui.core.fingerprint import Fingerprint, contradiction, fingerprint, parse_fingerprint

DIGESTS = ["aa" * 32, "ad72cef5a1b0" + "0" * 52, "cc" * 32]


def test_a_fingerprint_is_twelve_digits_and_a_number() -> None:
    assert str(fingerprint(DIGESTS[:2])) == "ad72cef5a1b0#2"
    assert str(fingerprint([])) == "#0"


@pytest.mark.parametrize(
    "text", ["ad72cef5a1b0#2", " log ad72cef5a1b0#2\n", "LOG AD72CEF5A1B0#2", DIGESTS[1] + "#2"]
)
def test_it_is_read_as_a_message_carries_it(text: str) -> None:
    assert contradiction(parse_fingerprint(text), DIGESTS) == ""


@pytest.mark.parametrize(
    "text", ["", "ad72", "ad72cef5a1b0", "#2", "xyz72cef5a1b0#2", "ad72cef5a1b0#", "a" * 65 + "#1"]
)
def test_anything_else_is_refused_with_an_example(text: str) -> None:
    with pytest.raises(UserError, match="ad72cef5a1b0#16"):
        parse_fingerprint(text)


def test_a_log_cut_or_rewritten_since_contradicts_it() -> None:
    given = Fingerprint("cccccccccccc", 3)
    assert contradiction(given, DIGESTS) == ""
    assert contradiction(given, [*DIGESTS, "dd" * 32]) == ""
    assert contradiction(given, DIGESTS[:2]) == (
        "cccccccccccc#3 was taken after event 3, but the log ends with event 2: it was cut."
    )
    assert "rewritten at or before it" in contradiction(given, [*DIGESTS[:2], "ee" * 32])
    assert "cut" in contradiction(given, [])

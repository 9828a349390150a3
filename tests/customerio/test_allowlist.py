from __future__ import annotations

import json

import pytest

from cio_tui.customerio.allowlist import compare, networks_in

THEIRS = ("198.51.100.1", "198.51.100.2", "203.0.113.9", "2001:db8::5")


@pytest.mark.parametrize(
    "text",
    [
        "198.51.100.1\n198.51.100.2\r\n203.0.113.9\n2001:db8::5",
        json.dumps({"webhook_allowlist": THEIRS}),
        "allow 198.51.100.0/24;  # office 10.0.0.1\nallow 203.0.113.9/32; allow 2001:db8::/32;",
        "-A INPUT -s 198.51.100.1,198.51.100.2,203.0.113.9 -p tcp --dport 443\n-s 2001:db8::5/128",
        "0.0.0.0/0 ::/0",
    ],
)
def test_a_list_of_any_form_is_read(text: str) -> None:
    assert compare(THEIRS, networks_in(text)) == (THEIRS, (), ())


def test_what_is_missing_is_named_in_their_order_and_what_is_not_theirs_beside_it() -> None:
    found = compare(THEIRS, networks_in("203.0.113.9 192.0.2.0/24 198.51.100.3 999.1.1.1 443"))
    assert found.admitted == ("203.0.113.9",)
    assert found.missing == ("198.51.100.1", "198.51.100.2", "2001:db8::5")
    assert found.others == ("192.0.2.0/24", "198.51.100.3")


def test_a_text_without_addresses_lets_nobody_in() -> None:
    assert networks_in("allow from everywhere at 12:30, 1.2 and a.b.c") == ()

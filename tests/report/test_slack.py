from __future__ import annotations

from dataclasses import replace
from datetime import UTC
from typing import TYPE_CHECKING

import pytest

from cio_tui.report.slack import MOST_CHARACTERS, MOST_LINES, render_slack
from tests.report.conftest import DAMAGED, DRILL, EMPTY, HEADER, HOSTILE, RICH, endless, with_every_text

if TYPE_CHECKING:
    from cio_tui.core.review.account import Account


def test_it_says_what_when_how_it_stands_what_was_decided_what_is_open_and_what_comes_next() -> None:
    assert render_slack(RICH, UTC).splitlines() == [
        "*P2 → P1 Complete outage* INC-20261121-2021-k7, us prod",
        *(f"• {line}" for line in RICH.summary),
        "*When* 2026-11-21 20:21:07 to 21:19:27 UTC, 58 min 20 s; closed",
        "*Times* Time to detect 8 min 30 s; First protective action 2 min 51 s",
        "*Decided*",
        "• 20:22:08 amira: Is Customer.io down, or is it us? → Customer.io is down (page says none) (as suggested)",
        "• 20:51:07 cy: Wait, or fail over for good? → Fail over (not as suggested)",
        "• 20:54:27 cy: Page the vendor? → Yes (nothing was suggested)",
        "*Open* (1 missed update, 1 skipped, 1 still switched)",
        "• fallback is still switched on.",
        "*Next* 3 fields of the review to write: Impact in money; Root causes; Five whys",
        "log 18fdc560ad72#24",
    ]


def test_a_drill_is_marked_in_the_first_line_and_the_last() -> None:
    lines = render_slack(DRILL, UTC).splitlines()
    assert lines[0].startswith("*DRILL* ")
    assert lines[-1] == "*DRILL* log 18fdc560ad72#24"


def test_damage_is_said_before_what_happened() -> None:
    lines = render_slack(DAMAGED, UTC).splitlines()
    assert lines[1].startswith("*DAMAGED* Event 8 was changed")


def test_an_open_incident_is_gone_on_with_next() -> None:
    account = replace(RICH, header=replace(HEADER, is_closed=False))
    assert "`cio-tui resume INC-20261121-2021-k7`" in render_slack(account, UTC)


def test_what_is_not_known_is_not_recorded() -> None:
    text = render_slack(replace(EMPTY, header=replace(HEADER, fingerprint="")), UTC)
    assert "*Decided* not recorded" in text
    assert text.endswith("log not recorded\n")


@pytest.mark.parametrize("account", [RICH, DRILL, DAMAGED, endless(RICH)])
@pytest.mark.parametrize("text", [*HOSTILE, "& <>" * 300_000, "word " * 200_000])
def test_it_fits_one_screen_whatever_the_log_holds(account: Account, text: str) -> None:
    many = replace(account, choices=account.choices * 50, summary=account.summary * 3)
    rendered = render_slack(with_every_text(many, text), UTC)
    assert len(rendered) <= MOST_CHARACTERS
    assert rendered.count("\n") <= MOST_LINES
    assert rendered.splitlines()[-1].startswith(("log ", "*"))


@pytest.mark.parametrize("text", HOSTILE)
def test_no_text_from_the_log_addresses_anybody(text: str) -> None:
    rendered = render_slack(with_every_text(DRILL, text), UTC)
    for active in ("<", ">", "@c", "@h", "@U", "@e", "\x1b", "\x9b", "\u202e"):
        assert active not in rendered


def test_what_everybody_must_read_first_is_not_cut_off() -> None:
    header = DRILL.header
    text = render_slack(
        replace(DRILL, header=replace(header, scenario="firewall-six-of-ten", speed=30.0)), UTC
    )
    assert "Nothing here happened to anybody._" in text

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from cio_tui.core.reading import Verdict
from cio_tui.customerio.mail_records import Record
from tests.customerio.sound_domain import ACCOUNT, LINKS, said

if TYPE_CHECKING:
    from tests.customerio.sound_domain import Differences, Look


@pytest.mark.parametrize(
    ("differs", "verdict", "words"),
    [
        ({(ACCOUNT, "MX"): None}, Verdict.FAILING, "bounces get lost"),
        ({(ACCOUNT, "MX"): ("0 .",)}, Verdict.FAILING, "bounces get lost"),
        ({("mxa.eu.mailgun.org", "A"): None}, Verdict.FAILING, "mxa.eu.mailgun.org has no address"),
        ({(ACCOUNT, "MX"): ("10 mxa.eu.mailgun.org.", "20 gone.mailgun.org.")}, Verdict.DEGRADED, "gone.mailgun.org"),
        ({(ACCOUNT, "MX"): ("10 mail.acme.example.",), ("mail.acme.example", "A"): ("198.51.100.2",)},
         Verdict.DEGRADED, "not a host of mailgun.org"),
    ],
)  # fmt: skip
async def test_bounces_must_come_back_to_customer_io(
    differs: Differences, verdict: Verdict, words: str, look: Look
) -> None:
    check = await look(differs)
    assert words in said(check, Record.MX)
    assert check.state(Record.MX) is verdict


@pytest.mark.parametrize(
    ("differs", "verdict", "words"),
    [
        ({(LINKS, "CNAME"): None}, Verdict.FAILING, "Tracked links lead nowhere"),
        ({(LINKS, "CNAME"): ("gone.example.",)}, Verdict.FAILING, "leads to gone.example, which does not exist"),
        ({(LINKS, "CNAME"): None, (LINKS, "A"): ("198.51.100.3",)}, Verdict.DEGRADED, "a TLS proxy of your own"),
        ({(LINKS, "CNAME"): ("e.customeriomail.com.",), ("e.customeriomail.com", "A"): ("198.51.100.3",)},
         Verdict.DEGRADED, "but the account is in eu"),
    ],
)  # fmt: skip
async def test_tracked_links_must_lead_to_the_accounts_datacenter(
    differs: Differences, verdict: Verdict, words: str, look: Look
) -> None:
    check = await look(differs)
    assert words in said(check, Record.LINKS)
    assert check.state(Record.LINKS) is verdict

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from cio_tui.core.reading import Verdict
from cio_tui.customerio.mail_records import Record
from tests.customerio.sound_domain import ACCOUNT, DMARC, FROM, SENDING, SOUND, said

if TYPE_CHECKING:
    from tests.customerio.sound_domain import Look


@pytest.mark.parametrize(
    ("records", "verdict", "words"),
    [
        ((), Verdict.FAILING, f"There is no DMARC record at {DMARC} nor above it"),
        (("v=DMARC1; p=none", "v=DMARC1; p=reject"), Verdict.FAILING, "has 2 DMARC records"),
        (("v=DMARC1; p=none; rua=mailto:d@x.example",), Verdict.DEGRADED, f"p=none at {DMARC}"),
        (("v=DMARC1; p=reject",), Verdict.DEGRADED, "nobody is told what fails"),
        (("v=DMARC1; rua=mailto:d@x.example",), Verdict.DEGRADED, "p=none"),
        (("v=DMARC1; p=maybe",), Verdict.FAILING, "it has no p= of none, quarantine or reject"),
        (("v=DMARC1 p=reject",), Verdict.FAILING, "a semicolon must follow v=DMARC1"),
        (("v=DMARC1; p=reject; rua=mailto:d@x; t=y",), Verdict.DEGRADED, "says t=y"),
        (("v=DMARC1; p=reject; rua=mailto:d@x; aspf=s; adkim=s",), Verdict.FAILING, "DMARC fails for every message"),
        (("v=DMARC1; p=reject; rua=mailto:d@x; adkim=s",), Verdict.DEGRADED, "DMARC hangs on SPF alone"),
        (("v=DMARC1; p=reject; rua=mailto:d@x; aspf=s",), Verdict.DEGRADED, "DMARC hangs on DKIM alone"),
        (("unrelated", "v=DMARC1;p=quarantine;rua=mailto:d@x;"), Verdict.OK, "p=quarantine, relaxed alignment"),
    ],
)  # fmt: skip
async def test_dmarc_is_read_with_the_account_subdomain_in_mind(
    records: tuple[str, ...], verdict: Verdict, words: str, look: Look
) -> None:
    check = await look({(DMARC, "TXT"): records})
    assert words in said(check, Record.DMARC)
    assert check.state(Record.DMARC) is verdict


async def test_a_subdomain_in_from_finds_the_policy_above_it_and_its_sp(look: Look) -> None:
    policy = ("v=DMARC1; p=reject; sp=none; rua=mailto:d@x",)
    below = await look({(DMARC, "TXT"): policy}, SENDING._replace(domain=f"news.{FROM}"))
    assert f"sp=none at {DMARC}" in said(below, Record.DMARC)
    assert below.state(Record.DMARC) is Verdict.DEGRADED
    itself = await look({(DMARC, "TXT"): policy})
    assert itself.state(Record.DMARC) is Verdict.OK


async def test_an_account_under_another_domain_can_never_align(look: Look) -> None:
    check = await look(
        {("_dmarc.other.example", "TXT"): SOUND[DMARC, "TXT"]}, SENDING._replace(domain="other.example")
    )
    assert f"{ACCOUNT} is not under other.example" in said(check, Record.DMARC)
    assert check.state(Record.DMARC) is Verdict.FAILING

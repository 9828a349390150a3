from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from cio_tui.core.reading import Verdict
from cio_tui.customerio.mail_records import Record
from tests.customerio.sound_domain import ACCOUNT, said

if TYPE_CHECKING:
    from tests.customerio.sound_domain import Differences, Look


def spf(record: str, **inner: str) -> Differences:
    """A zone with this record, and these for what it includes (`_` stands for a dot)."""
    return {
        (ACCOUNT, "TXT"): (record,),
        **{(name.replace("_", "."), "TXT"): (text,) for name, text in inner.items()},
    }


SPF_CASES: list[tuple[Differences, Verdict, str]] = [
    ({(ACCOUNT, "TXT"): None}, Verdict.FAILING, f"There is no SPF record at {ACCOUNT}"),
    ({(ACCOUNT, "TXT"): ("v=spf1 ~all", "v=spf1 -all")}, Verdict.FAILING, "has 2 SPF records"),
    (spf("v=spf1 +all"), Verdict.FAILING, "ends with +all, which lets anyone send"),
    (spf("v=spf1 all"), Verdict.FAILING, "ends with +all"),
    (spf("v=spf1 ?all"), Verdict.DEGRADED, "ends with ?all"),
    (spf("v=spf1 ip4:198.51.100.1"), Verdict.DEGRADED, "has no all at its end"),
    (spf("v=spf1 ptr -all"), Verdict.DEGRADED, "uses ptr"),
    (spf("v=spf1 includ:eu.mailgun.org -all"), Verdict.FAILING, "'includ:eu.mailgun.org' is no term of SPF"),
    (spf("v=spf1 ip4:300.1.1.1 -all"), Verdict.FAILING, "'ip4:300.1.1.1' is no network"),
    (spf("v=spf1 include: -all"), Verdict.FAILING, "names no domain"),
    (spf("v=spf1 redirect=a.x redirect=b.x"), Verdict.FAILING, "redirect= stands there twice"),
    (spf("v=spf1 include:gone.example -all"), Verdict.FAILING, "gone.example, which it includes, has no SPF record"),
    (spf("v=spf1 include:a.x -all", a_x="v=spf1 include:a.x -all"), Verdict.FAILING, "a.x includes itself"),
    (spf("v=spf1 include:a.x -all", a_x="v=spf1 ip5:1 -all"), Verdict.FAILING, "the record of a.x is not valid"),
    (spf("v=spf1 redirect=a.x", a_x="v=spf1 exists:%{i}.x.example -all"), Verdict.OK, "2 of 10 lookups"),
    (spf("v=spf1 -all include:gone.example"), Verdict.OK, "0 of 10 lookups"),
    (spf("v=spf1 mx a -all"), Verdict.OK, "2 of 10 lookups"),
    (spf("v=spf1 a:x.example a:y.example mx:z.example -all"), Verdict.FAILING, "3 lookups that find nothing"),
    (spf("v=spf1 " + "ptr " * 11 + "-all"), Verdict.FAILING, "needs 11 DNS lookups"),
    (
        spf("v=spf1 include:a.x include:b.x -all", a_x="v=spf1 mx:acme.example " + "ptr " * 4, b_x="v=spf1 ptr ptr"),
        Verdict.DEGRADED, "needs 9 of 10 DNS lookups",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("differs", "verdict", "words"), SPF_CASES)
async def test_spf_is_evaluated_as_a_receiver_would(
    differs: Differences, verdict: Verdict, words: str, look: Look
) -> None:
    check = await look(differs)
    assert words in said(check, Record.SPF)
    assert check.state(Record.SPF) is verdict


async def test_an_include_that_dns_does_not_tell_leaves_spf_unknown(look: Look) -> None:
    check = await look(refused=("eu.mailgun.org",))
    assert check.state(Record.SPF) is Verdict.UNKNOWN
    assert "(TXT of eu.mailgun.org: SERVFAIL" in said(check, Record.SPF)

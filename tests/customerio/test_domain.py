from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from cio_tui.core.judge import judge
from cio_tui.core.probe import DomainTarget, Probe, ProbeKind
from cio_tui.core.reading import NOT_CONFIGURED, Verdict
from cio_tui.customerio.domain import check_domain, completed, measure
from cio_tui.customerio.mail_records import MOST_QUERIES, Record
from cio_tui.probes.ground import Network, Sending
from tests.customerio.name_server import name_server
from tests.customerio.sound_domain import ACCOUNT, APP, DMARC, FROM, KEY, LINKS, SENDING, SOUND, said

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tests.customerio.conftest import Play
    from tests.customerio.sound_domain import Look
    from tests.probes.conftest import Loopback, MakeGround


async def test_a_sound_domain_is_ok_in_every_record(look: Look) -> None:
    check = await look()
    assert {record: check.state(record) for record in Record} == dict.fromkeys(Record, Verdict.OK)
    assert check.problems == ()
    assert "(1 of 10 lookups)" in said(check, Record.SPF)
    assert "RSA, 2048 bits" in said(check, Record.DKIM)


async def test_what_dns_does_not_say_is_unknown_and_never_missing(look: Look) -> None:
    check = await look(refused=(ACCOUNT, "eu.mailgun.org", DMARC), silent=(KEY, LINKS), seconds=0.5)
    assert {record: check.state(record) for record in Record} == dict.fromkeys(Record, Verdict.UNKNOWN)
    assert "SERVFAIL from 127.0.0.1" in said(check, Record.SPF)
    assert "no answer from 127.0.0.1" in said(check, Record.DKIM)


async def test_a_dead_resolver_leaves_the_answer_to_the_next(
    loopback: Loopback, make_ground: MakeGround, ca_file: str
) -> None:
    dead, alive = await loopback.dns(lambda _: None), await loopback.dns(name_server(SOUND))
    ground = make_ground(Network(dns=(dead, alive), ca_file=ca_file), app=APP)
    assert (await check_domain(ground, SENDING, 2.0)).problems == ()


async def test_a_hostile_tree_of_includes_is_not_followed_without_end(
    loopback: Loopback, make_ground: MakeGround, ca_file: str
) -> None:
    asked: list[str] = []
    tree = {(ACCOUNT, "TXT"): (" ".join(("v=spf1", *(f"include:a{n}.example" for n in range(20)))),)}
    tree |= {
        (f"a{n}.example", "TXT"): (" ".join(("v=spf1", *(f"include:b{n}-{m}.example" for m in range(20)))),)
        for n in range(20)
    }
    answers = name_server(tree)

    def counted(query: object) -> object:
        asked.append(str(query))
        return answers(query)  # type: ignore[arg-type]

    server = await loopback.dns(counted)  # type: ignore[arg-type]
    check = await check_domain(make_ground(Network(dns=(server,), ca_file=ca_file)), SENDING, 5.0)
    assert len(asked) <= MOST_QUERIES
    assert check.state(Record.SPF) is Verdict.FAILING


async def test_nothing_is_guessed_without_an_account_or_a_selector(look: Look) -> None:
    check = await look(sending=Sending(FROM))
    assert {record for record in Record if check.state(record) is Verdict.UNKNOWN} == set(Record) - {
        Record.DMARC
    }
    assert "Set account in [sending]" in said(check, Record.SPF)
    assert "No DKIM selector is known" in said(
        await look(sending=SENDING._replace(selectors=())), Record.DKIM
    )


def test_the_from_domain_of_an_account_subdomain_is_known() -> None:
    assert completed(Sending(account=ACCOUNT)).domain == FROM
    assert completed(Sending(account="mail.acme.example")).domain == ""


@pytest.fixture
def shipped(shipped_probes: Mapping[str, Probe]) -> Probe:
    return shipped_probes["domain"]


@pytest.mark.parametrize(
    ("scenario", "changes", "verdict", "fields"),
    [
        ("healthy", "", Verdict.OK, {"ok": True, "spf": "ok", "dkim": "ok", "dmarc": "ok", "mx": "ok", "problems": ()}),
        ("dkim-removed", "", Verdict.FAILING, {"ok": False, "dkim": "failing", "spf": "ok"}),
        ("", 'mail = { dkim = "broken", spf = "broken" }', Verdict.FAILING, {"dkim": "failing", "spf": "failing"}),
        ("", 'mail = { dmarc = "broken" }', Verdict.DEGRADED, {"dmarc": "failing", "spf": "ok"}),
        ("", 'mail = { mx = "broken" }', Verdict.DEGRADED, {"mx": "degraded"}),
    ],
)  # fmt: skip
async def test_the_shipped_rules_judge_what_is_published(
    scenario: str, changes: str, verdict: Verdict, fields: dict[str, object], play: Play, shipped: Probe
) -> None:
    stage = await play(scenario, changes)
    sample = await measure(shipped, stage.ground)
    assert {name: sample.fields[name] for name in fields} == fields
    assert judge(shipped, sample, {}).verdict is verdict
    assert stage.asked == []


async def test_a_silent_dns_is_unknown_to_the_shipped_rules_as_well(
    loopback: Loopback, make_ground: MakeGround, ca_file: str, shipped: Probe
) -> None:
    server = await loopback.dns(name_server({}, refused=(ACCOUNT, KEY, DMARC, "_dmarc.example")))
    ground = make_ground(Network(dns=(server,), ca_file=ca_file))._replace(sending=SENDING)
    sample = await measure(shipped, ground)
    assert (sample.fields["ok"], sample.fields["error"], sample.fields["spf"]) == (None, "dns", None)
    assert judge(shipped, sample, {}).verdict is Verdict.UNKNOWN


async def test_the_target_of_a_book_comes_before_the_configuration(
    loopback: Loopback, make_ground: MakeGround, ca_file: str
) -> None:
    server = await loopback.dns(name_server(SOUND))
    ground = make_ground(Network(dns=(server,), ca_file=ca_file))
    target = DomainTarget(FROM, ACCOUNT, ("s1",))
    probe = Probe("domain", ProbeKind.DOMAIN, "Sending domain", target, 600.0, 10.0, 1800.0)
    assert (await measure(probe, ground)).summary == f"{FROM}: SPF, DKIM, DMARC and MX in order"
    assert (await measure(probe._replace(target=DomainTarget()), ground)).summary == NOT_CONFIGURED

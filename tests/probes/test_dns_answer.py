from __future__ import annotations

import dns.exception
import dns.message
import dns.rcode
import dns.rrset
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cio_tui.probes.dns_answer import Answer, Outcome, merged, read_reply


def reply(*records: str, rcode: str = "NOERROR", family: str = "A") -> dns.message.Message:
    """A reply about track.customer.io holding records such as `track.customer.io. 60 A 192.0.2.1`."""
    response = dns.message.make_response(dns.message.make_query("track.customer.io", family))
    response.set_rcode(dns.rcode.from_text(rcode))
    for record in records:
        name, ttl, kind, *value = record.split()
        response.answer.append(dns.rrset.from_text(name, int(ttl), "IN", kind, " ".join(value)))
    return dns.message.from_wire(response.to_wire())


def test_an_address_is_ok() -> None:
    answer = read_reply(reply("track.customer.io. 60 A 192.0.2.1"))
    assert answer == Answer(Outcome.OK, ("192.0.2.1",), (), 60)
    assert answer.canonical == ""


def test_a_text_is_whole_however_it_was_cut_and_mail_hosts_are_lower_case() -> None:
    text = read_reply(reply('track.customer.io. 60 TXT "v=spf1 include:a" ".example ~all"', family="TXT"))
    mail = read_reply(reply("track.customer.io. 60 MX 10 MXA.Example.net.", family="MX"))
    assert (text.records, mail.records) == (("v=spf1 include:a.example ~all",), ("10 mxa.example.net",))


def test_a_cname_is_followed_and_the_shortest_time_to_live_counts() -> None:
    answer = read_reply(
        reply(
            "track.customer.io. 300 CNAME lb.example.com.",
            "lb.example.com. 20 CNAME Edge.Example.net.",
            "edge.example.net. 60 A 192.0.2.1",
        )
    )
    assert answer == Answer(Outcome.OK, ("192.0.2.1",), ("lb.example.com", "edge.example.net"), 20)
    assert answer.canonical == "edge.example.net"


def test_a_name_without_addresses_is_told_from_no_name() -> None:
    assert read_reply(reply()).outcome is Outcome.NODATA
    assert read_reply(reply(rcode="NXDOMAIN")).outcome is Outcome.NXDOMAIN


@pytest.mark.parametrize(
    ("rcode", "note"),
    [
        ("NXDOMAIN", "its CNAME leads to gone.example.com, which does not exist"),
        ("NOERROR", "its CNAME leads to gone.example.com, which has none"),
    ],
)
def test_a_dangling_cname_is_named(rcode: str, note: str) -> None:
    answer = read_reply(reply("track.customer.io. 60 CNAME gone.example.com.", rcode=rcode))
    assert (answer.chain, answer.note) == (("gone.example.com",), note)


@pytest.mark.parametrize(
    ("rcode", "outcome"),
    [("SERVFAIL", Outcome.SERVFAIL), ("REFUSED", Outcome.REFUSED), ("YXDOMAIN", Outcome.BAD_REPLY)],
)
def test_refusals_keep_their_names(rcode: str, outcome: Outcome) -> None:
    assert read_reply(reply(rcode=rcode)).outcome is outcome


def test_a_refusal_without_the_question_in_it_is_read_all_the_same() -> None:
    bare = reply(rcode="SERVFAIL")
    bare.question = []
    assert read_reply(bare).outcome is Outcome.SERVFAIL


def test_a_cname_loop_is_found() -> None:
    looping = reply("track.customer.io. 60 CNAME a.example.", "a.example. 60 CNAME track.customer.io.")
    assert read_reply(looping).outcome is Outcome.LOOP


def test_an_address_for_a_name_that_does_not_exist_is_a_bad_reply() -> None:
    answer = read_reply(reply("track.customer.io. 60 A 192.0.2.1", rcode="NXDOMAIN"))
    assert (answer.outcome, answer.note) == (Outcome.BAD_REPLY, "AnswerForNXDOMAIN")


def test_control_characters_in_a_target_are_escaped() -> None:
    answer = read_reply(reply(r"track.customer.io. 60 CNAME \027[31m.example.com.", "x. 60 A 192.0.2.1"))
    assert answer.canonical == r"\027[31m.example.com"


IPV4 = Answer(Outcome.OK, ("192.0.2.1",), (), 60, "", 12.0)
IPV6 = Answer(Outcome.OK, ("2001:db8::1",), (), 30, "", 20.0)
NONE = Answer(Outcome.NODATA, ms=5.0)


def test_both_families_make_one_answer_as_late_as_the_later() -> None:
    assert merged(IPV4, IPV6) == Answer(Outcome.OK, ("192.0.2.1", "2001:db8::1"), (), 30, "", 20.0)


@pytest.mark.parametrize(("ipv4", "ipv6"), [(IPV4, NONE), (NONE, IPV6)])
def test_one_family_is_enough(ipv4: Answer, ipv6: Answer) -> None:
    answer = merged(ipv4, ipv6)
    assert (answer.outcome, answer.note) == (Outcome.OK, "")


def test_a_family_that_fails_beside_a_good_one_is_noted() -> None:
    answer = merged(IPV4, Answer(Outcome.SERVFAIL))
    assert (answer.outcome, answer.note, answer.ttl) == (Outcome.OK, "IPv6: SERVFAIL", 60)
    assert merged(Answer(Outcome.TIMEOUT), IPV6).note == "IPv4: no answer"


def test_an_address_that_leads_nowhere_is_none() -> None:
    answer = merged(Answer(Outcome.OK, ("0.0.0.0",)), Answer(Outcome.OK, ("::",)))
    assert (answer.outcome, answer.records) == (Outcome.NODATA, ())
    assert answer.note == "only 0.0.0.0, ::, which leads nowhere"
    assert merged(Answer(Outcome.OK, ("0.0.0.0", "192.0.2.1")), NONE).outcome is Outcome.OK


def test_a_failure_speaks_louder_than_an_absence() -> None:
    assert merged(NONE, Answer(Outcome.SERVFAIL)).outcome is Outcome.SERVFAIL
    assert merged(Answer(Outcome.TIMEOUT), NONE).outcome is Outcome.TIMEOUT
    assert merged(NONE, NONE).outcome is Outcome.NODATA


@given(st.binary(max_size=80), st.integers(0, 90))
def test_no_reply_however_damaged_makes_reading_raise(noise: bytes, at: int) -> None:
    wire = reply("track.customer.io. 300 CNAME lb.example.com.", "lb.example.com. 20 A 192.0.2.1").to_wire()
    try:
        damaged = dns.message.from_wire(wire[:at] + noise + wire[at + len(noise) :])
    except dns.exception.DNSException:
        return
    assert read_reply(damaged).outcome in Outcome

from __future__ import annotations

import pytest

from cio_tui.probes.dns_answer import Answer, Outcome
from cio_tui.probes.dns_findings import FirstAnswers, View, by_host, deciding, disagree, summary

GOOD = Answer(Outcome.OK, ("192.0.2.1",), (), 60)


def view(answer: Answer | Outcome, server: str = "10.0.0.2", host: str = "track.customer.io") -> View:
    return View(host, server, answer if isinstance(answer, Answer) else Answer(answer))


def at_two(first: Answer | Outcome, second: Answer | Outcome) -> list[View]:
    return [view(first, "10.0.0.2"), view(second, "10.0.0.3")]


def told(*views: View) -> str:
    return summary(by_host(views), 12.4)


@pytest.mark.parametrize(
    "silent", [Outcome.TIMEOUT, Outcome.SERVFAIL, Outcome.REFUSED, Outcome.UNREACHABLE, Outcome.BAD_REPLY]
)
def test_a_server_that_decides_nothing_is_passed_over(silent: Outcome) -> None:
    assert deciding(at_two(silent, GOOD)).server == "10.0.0.3"


@pytest.mark.parametrize("outcome", [Outcome.NXDOMAIN, Outcome.NODATA, Outcome.LOOP])
def test_a_decisive_no_from_the_first_server_is_final(outcome: Outcome) -> None:
    assert deciding(at_two(outcome, GOOD)).answer.outcome is outcome


def test_servers_disagree_by_outcome_and_by_cname_target() -> None:
    assert disagree(at_two(GOOD, Outcome.NXDOMAIN))
    assert disagree(at_two(GOOD, Outcome.TIMEOUT))
    assert disagree(
        at_two(Answer(Outcome.OK, chain=("a.example",)), Answer(Outcome.OK, chain=("b.example",)))
    )


def test_other_addresses_are_no_disagreement() -> None:
    assert not disagree(at_two(GOOD, Answer(Outcome.OK, ("198.51.100.7",))))


def test_a_host_has_changed_once_no_first_address_is_left() -> None:
    first = FirstAnswers()
    assert not first.differ(view(Answer(Outcome.OK, ("192.0.2.1", "192.0.2.2"))))
    assert not first.differ(view(Answer(Outcome.OK, ("192.0.2.2", "192.0.2.9"))))
    assert first.differ(view(Answer(Outcome.OK, ("198.51.100.7",))))
    assert not first.differ(view(GOOD))


def test_behind_a_cname_the_target_counts_and_the_addresses_do_not() -> None:
    first = FirstAnswers()
    assert not first.differ(view(Answer(Outcome.OK, ("192.0.2.1",), ("a.example",))))
    assert not first.differ(view(Answer(Outcome.OK, ("198.51.100.7",), ("a.example",))))
    assert first.differ(view(Answer(Outcome.OK, ("192.0.2.1",), ("b.example",))))
    assert first.differ(view(GOOD))


def test_a_failure_is_neither_a_change_nor_a_first_answer() -> None:
    first = FirstAnswers()
    assert not first.differ(view(Outcome.TIMEOUT))
    assert not first.differ(view(GOOD))
    assert not first.differ(view(Outcome.NXDOMAIN))


def test_each_server_is_compared_with_itself() -> None:
    first = FirstAnswers()
    assert not first.differ(view(GOOD, "10.0.0.2"))
    assert not first.differ(view(Answer(Outcome.OK, ("198.51.100.7",)), "10.0.0.3"))


def test_the_cause_is_named_with_its_server() -> None:
    assert told(view(Outcome.NXDOMAIN)) == "DNS: NXDOMAIN from 10.0.0.2"
    assert told(*at_two(Outcome.SERVFAIL, Outcome.NODATA)) == "DNS: no address from 10.0.0.3"
    assert (
        told(*at_two(Outcome.TIMEOUT, Outcome.REFUSED))
        == "DNS: no answer from 10.0.0.2, REFUSED from 10.0.0.3"
    )


def test_the_note_of_the_cause_goes_with_it() -> None:
    dangling = Answer(Outcome.NXDOMAIN, note="its CNAME leads to gone.example, which does not exist")
    assert told(view(dangling)) == (
        "DNS: NXDOMAIN from 10.0.0.2 (its CNAME leads to gone.example, which does not exist)"
    )


def test_the_host_is_named_where_only_some_fail() -> None:
    good = [view(GOOD, host="a"), view(GOOD, host="b")]
    assert told(*good, view(Outcome.NXDOMAIN, host="c")) == "DNS: NXDOMAIN from 10.0.0.2 for c"
    assert told(good[0], view(Outcome.TIMEOUT, host="c"), view(Outcome.TIMEOUT, host="d")) == (
        "DNS: no answer from 10.0.0.2 for 2 of 3 hosts"
    )


def test_a_dead_server_beside_a_good_one_is_said_without_alarm() -> None:
    assert told(*at_two(Outcome.TIMEOUT, GOOD)) == (
        "1 host resolves, but servers differ on track.customer.io: no answer from 10.0.0.2, an address from 10.0.0.3"
    )


def test_all_well_is_a_count_and_a_time() -> None:
    assert told(view(GOOD)) == "1 host resolves in 12 ms"
    assert told(view(GOOD, host="a"), view(GOOD, host="b")) == "2 hosts resolve in 12 ms"
    half = Answer(Outcome.OK, ("192.0.2.1",), (), 60, "IPv6: no answer")
    assert told(view(GOOD, host="a"), view(half, host="b")) == "2 hosts resolve in 12 ms; b: IPv6: no answer"

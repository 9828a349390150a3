from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from cio_tui.probes.certificate import Certificate
from cio_tui.probes.tls_findings import faults, refined, shortest_lived

NOW = datetime(2026, 11, 21, 20, tzinfo=UTC)
HOST = "track.customer.io"


def certificate(
    subject: str = HOST,
    issuer: str = "R11, Acme",
    names: tuple[str, ...] = (HOST,),
    *,
    days: float = 60,
    age: float = 30,
    is_self_issued: bool = False,
) -> Certificate:
    return Certificate(
        subject,
        issuer,
        names,
        NOW - timedelta(days=age),
        NOW + timedelta(days=days),
        is_self_issued,
        "00",
        "RSA 1024",
        "sha1",
    )


MIDDLE = certificate("R11", "Acme Root", ("R11",))


def test_a_leaf_alone_hints_at_a_missing_intermediate() -> None:
    assert refined("", 20, [certificate()], NOW) == (
        "issuer not trusted: only the leaf was sent, R11, Acme was not (missing intermediate or private authority)"
    )


def test_a_longer_chain_names_the_issuer_where_it_breaks_off() -> None:
    assert "2 certificates were sent, Acme Root was not" in refined("", 20, [certificate(), MIDDLE], NOW)


def test_a_chain_up_to_an_unknown_root_names_the_root() -> None:
    root = certificate("Acme Root", "Acme Root", (), is_self_issued=True)
    assert refined("", 19, [certificate(), MIDDLE, root], NOW) == (
        "issuer not trusted: the chain ends in Acme Root, which this host does not trust"
    )


def test_an_expired_intermediate_takes_the_blame_from_the_leaf() -> None:
    expired = certificate("R11", days=-3.2)
    assert refined("certificate expired", 10, [certificate(), expired], NOW) == "R11 expired 3 days ago"
    assert (
        refined("certificate expired 2 days ago", 10, [certificate(days=-2)], NOW)
        == "certificate expired 2 days ago"
    )


@pytest.mark.parametrize(
    ("code", "said"),
    [(66, "key too weak: RSA 1024"), (67, "key too weak: RSA 1024"), (68, "signature too weak: sha1")],
)
def test_weak_keys_and_signatures_are_named(code: int, said: str) -> None:
    assert refined("refused", code, [certificate()], NOW) == said


def test_without_a_chain_or_with_another_verdict_the_cause_stays() -> None:
    assert refined("connection refused", 0, [], NOW) == "connection refused"
    assert refined("certificate is self-signed", 18, [certificate()], NOW) == "certificate is self-signed"


def test_a_good_chain_has_no_faults() -> None:
    assert faults([certificate(), MIDDLE], HOST, NOW) == ()
    assert faults([], HOST, NOW) == ()


def test_every_fault_of_a_chain_is_found_at_once() -> None:
    chain = [certificate("x.example", names=("x.example",), days=-3), certificate("R11", age=-2)]
    assert faults(chain, HOST, NOW) == (
        "x.example expired 3 days ago",
        "R11 is not valid before 2026-11-23 20:00Z",
        "x.example is not for track.customer.io",
    )


@pytest.mark.parametrize(
    ("name", "covers"),
    [
        ("track.customer.io", True),
        ("Track.Customer.IO", True),
        ("*.customer.io", True),
        ("*.io", False),
        ("*.track.customer.io", False),
        ("customer.io", False),
        ("", False),
    ],
)
def test_a_star_stands_for_one_whole_label(name: str, covers: bool) -> None:
    assert (faults([certificate(names=(name,))], HOST, NOW) == ()) is covers


def test_the_shortest_lived_certificate_may_be_the_intermediate() -> None:
    middle = certificate("R11", days=5)
    assert shortest_lived([certificate(days=60), middle]) is middle
    assert shortest_lived([]) is None

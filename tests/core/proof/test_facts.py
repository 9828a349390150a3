from __future__ import annotations

from cio_tui.core.proof.facts import fact_lines, origin


def test_each_name_server_says_what_it_answered() -> None:
    answer = {
        "host": "track.customer.io", "server": "10.0.0.2", "outcome": "ok", "addresses": ["34.1.2.3", "34.1.2.4"],
        "chain": ["edge.example.com"], "ttl": 60, "note": "answered only the second try",
    }  # fmt: skip
    assert list(fact_lines({"answers": [answer, {"host": "x", "server": "y", "outcome": "NXDOMAIN"}]})) == [
        "track.customer.io from 10.0.0.2: ok, 34.1.2.3, 34.1.2.4, ttl 60",
        "  CNAME edge.example.com",
        "  answered only the second try",
        "x from y: NXDOMAIN, no address",
    ]


def test_a_certificate_is_told_with_its_chain_its_days_and_what_is_wrong() -> None:
    certificate = {
        "subject": "*.customer.io", "issuer": "R11", "not_before": "2026-09-01T00:00:00Z",
        "not_after": "2026-11-20T00:00:00Z", "key": "EC P-256",
    }  # fmt: skip
    host = {
        "host": "api.customer.io", "protocol": "TLSv1.3", "days_left": -1.2, "address": "34.1.2.3:443",
        "reason": "certificate expired", "also": ["wrong host"], "chain": [certificate],
    }  # fmt: skip
    assert list(fact_lines({"hosts": [host]})) == [
        "api.customer.io: TLSv1.3, -1.2 days left, 34.1.2.3:443",
        "  certificate expired",
        "  also: wrong host",
        "  *.customer.io, from R11",
        "    2026-09-01 to 2026-11-20, EC P-256",
    ]


def test_records_causes_and_single_values_are_told_by_name() -> None:
    detail = {
        "records": [
            {"type": "TXT", "name": "example.com", "records": ["v=spf1 -all"]},
            {"type": "MX", "name": "m"},
        ],
        "causes": ["10.0.0.1: connection refused"],
        "round": [41.2, None, 43],
        "whole_window": False,
        "cut": "read up to 65536 bytes",
    }
    assert list(fact_lines(detail)) == [
        "TXT example.com: v=spf1 -all",
        "MX m: none",
        "cause: 10.0.0.1: connection refused",
        "this round (ms): 41.2 43",
        "cut off: read up to 65536 bytes",
        "whole window read: no",
    ]


def test_a_list_without_end_is_told_in_part() -> None:
    assert len(list(fact_lines({"causes": ["x"] * 5000, "answers": [{"host": "x"}] * 5000}))) < 100


def test_what_another_hand_has_written_says_nothing() -> None:
    odd: dict[str, object] = {
        "answers": "x",
        "hosts": [1, None],
        "records": {"a": 1},
        "causes": 7,
        "cut": [1],
        "round": {},
    }
    assert list(fact_lines(odd)) == []
    assert origin({"tls": [], "address": 4, "via": None}) == "4"


def test_the_origin_names_proxy_and_protocol() -> None:
    detail = {"address": "34.1.2.3:443", "via": "proxy:3128", "tls": {"version": "TLSv1.3", "cipher": "AES"}}
    assert origin(detail) == "34.1.2.3:443 via proxy:3128, TLSv1.3 AES"
    assert origin({}) == ""

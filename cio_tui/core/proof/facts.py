"""What came back, kind by kind: the facts a probe keeps besides the answer itself, one a line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cio_tui.core.proof.loose import table, tables, word, words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    Detail = Mapping[str, object]

PLAIN: Mapping[str, str] = {
    "cut": "cut off",
    "not_modified": "unchanged since the answer before",
    "connections": "connections",
    "unsent": "not sent",
    "unfinished": "not finished in time",
    "lag_ms": "late by (ms)",
    "waiting": "messages waiting",
    "longest_wait_s": "longest wait (s)",
    "arrival_p90_s": "arrival p90 (s)",
    "whole_window": "whole window read",
    "unsigned_status": "unsigned POST answered",
    "raised": "raised at",
    "left_out": "evidence left out",
}
"""Single values, by how they are called."""

LISTS: Mapping[str, str] = {
    "causes": "cause",
    "incidents": "incident",
    "maintenances": "maintenance",
    "redirected_from": "redirected from",
    "tried": "tried first",
    "addresses": "address",
    "private": "not public",
    "gaps": "not read",
}


def fact_lines(detail: Detail) -> Iterator[str]:
    """Whatever this sample has of them."""
    for name, tell in TELLERS.items():
        for one in tables(detail.get(name)):
            yield from tell(one)
    for name, title in LISTS.items():
        yield from (f"{title}: {text}" for text in words(detail.get(name)))
    if times := words(detail.get("round")):
        yield f"this round (ms): {' '.join(times)}"
    for name, title in PLAIN.items():
        if (text := word(detail.get(name))) not in ("", "0"):
            yield f"{title}: {text}"


def _answer(one: Detail) -> Iterator[str]:
    """One name server about one host."""
    found = ", ".join(words(one.get("addresses"))) or "no address"
    ttl = f", ttl {word(one.get('ttl'))}" if word(one.get("ttl")) else ""
    yield f"{word(one.get('host'))} from {word(one.get('server'))}: {word(one.get('outcome'))}, {found}{ttl}"
    if chain := words(one.get("chain")):
        yield f"  CNAME {' → '.join(chain)}"
    if note := word(one.get("note")):
        yield f"  {note}"


def _handshake(one: Detail) -> Iterator[str]:
    """One host and the certificates it sent."""
    reason, protocol, days = word(one.get("reason")), word(one.get("protocol")), word(one.get("days_left"))
    told = [protocol, word(one.get("cipher")), f"{days} days left" if days else "", word(one.get("address"))]
    yield f"{word(one.get('host'))}: {', '.join(filter(None, told))}"
    if reason not in ("", "none"):
        yield f"  {reason}"
    yield from (f"  also: {fault}" for fault in words(one.get("also")))
    for certificate in tables(one.get("chain")):
        yield f"  {word(certificate.get('subject'))}, from {word(certificate.get('issuer'))}"
        span = [word(certificate.get(name))[:10] for name in ("not_before", "not_after")]
        yield f"    {' to '.join(span)}, {word(certificate.get('key'))}"


def _record(one: Detail) -> Iterator[str]:
    """One DNS record of a mail domain."""
    found = words(one.get("records")) or [word(one.get("note")) or "none"]
    yield from (f"{word(one.get('type'))} {word(one.get('name'))}: {text}" for text in found)


TELLERS: Mapping[str, Callable[[Detail], Iterator[str]]] = {
    "answers": _answer,
    "hosts": _handshake,
    "records": _record,
}


def origin(detail: Detail) -> str:
    """Who answered and over what: `34.1.2.3:443 via proxy.corp:3128, TLSv1.3`."""
    tls = table(detail.get("tls"))
    via = word(detail.get("via"))
    address = word(detail.get("address")) + (f" via {via}" if via else "")
    return ", ".join(
        filter(None, [address, " ".join(filter(None, [word(tls.get("version")), word(tls.get("cipher"))]))])
    )

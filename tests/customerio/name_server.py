"""A name server's answers from a zone of the test's own."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

import dns.message
import dns.rcode
import dns.rdatatype
import dns.rrset

if TYPE_CHECKING:
    from tests.probes.conftest import Resolve

Zone = Mapping[tuple[str, str], Iterable[str]]
"""(name, type) to the data; a name that is in no key does not exist."""


def name_server(records: Zone, silent: Iterable[str] = (), refused: Iterable[str] = ()) -> Resolve:
    """Answers from a zone, CNAMEs followed; nothing at all about the silent names, SERVFAIL about the refused."""

    def resolve(query: dns.message.Message) -> dns.message.Message | None:
        name = _name(query)
        reply = dns.message.make_response(query)
        kind = dns.rdatatype.to_text(query.question[0].rdtype)
        if name in silent:
            return None
        if name in refused:
            reply.set_rcode(dns.rcode.SERVFAIL)
            return reply
        while (alias := records.get((name, "CNAME"))) and kind != "CNAME":
            reply.answer.append(dns.rrset.from_text(name + ".", 60, "IN", "CNAME", *alias))
            name = next(iter(alias)).rstrip(".")
        found = [_data(kind, text) for text in records.get((name, kind), ())]
        if found:
            reply.answer.append(dns.rrset.from_text(name + ".", 60, "IN", kind, *found))
        elif name not in {known for known, _ in records}:
            reply.set_rcode(dns.rcode.NXDOMAIN)
        return reply

    return resolve


def _name(query: dns.message.Message) -> str:
    return query.question[0].name.to_text(omit_final_dot=True).lower()


def _data(kind: str, text: str) -> str:
    """A TXT record as strings of at most 255 bytes."""
    parts = [text[at : at + 255] for at in range(0, len(text), 255)] or [""]
    return " ".join(f'"{part}"' for part in parts) if kind == "TXT" else text

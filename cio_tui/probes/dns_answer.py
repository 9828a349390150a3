"""What one name server said about one host, told apart as far as a person would act differently.

A resolver library folds SERVFAIL, REFUSED and a CNAME loop into one error and retries elsewhere; in an incident
the difference is the finding, so every reply is read by itself. Pure: messages in, values out.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

import dns.exception
import dns.message
import dns.name
import dns.rcode
from dns.rdtypes.ANY.TXT import TXT

if TYPE_CHECKING:
    from dns.message import Message
    from dns.rdata import Rdata


class Outcome(StrEnum):
    """How a server answered; the value is the word shown."""

    OK = "ok"
    NODATA = "no address"
    NXDOMAIN = "NXDOMAIN"
    LOOP = "CNAME loop"
    SERVFAIL = "SERVFAIL"
    REFUSED = "REFUSED"
    TIMEOUT = "no answer"
    UNREACHABLE = "unreachable"
    BAD_REPLY = "bad reply"


DECISIVE = frozenset({Outcome.OK, Outcome.NODATA, Outcome.NXDOMAIN, Outcome.LOOP})
"""After these a stub resolver stops asking; after any other it goes on to the next server."""


@dataclass(frozen=True, slots=True)
class Answer:
    """One server about one name and type; both families of addresses may be one answer."""

    outcome: Outcome
    records: tuple[str, ...] = ()
    """Addresses, or whatever else was asked for, as text in a fixed order: `10 mx.example.com`, a whole TXT record."""
    chain: tuple[str, ...] = ()
    """Where its CNAMEs lead, in order."""
    ttl: int | None = None
    """Seconds for which the whole answer may be cached."""
    note: str = ""
    """What else there is to say: `retried without EDNS`, `the CNAME's target does not exist`."""
    ms: float = 0.0

    @property
    def canonical(self) -> str:
        """The name that holds the addresses; empty if it is the host itself."""
        return self.chain[-1] if self.chain else ""


_NOWHERE = ("0.0.0.0", "::")
_REFUSALS = {dns.rcode.SERVFAIL: Outcome.SERVFAIL, dns.rcode.REFUSED: Outcome.REFUSED}


def read_reply(reply: Message) -> Answer:
    """Interpret a reply that matches its question; never raises."""
    rcode = reply.rcode()
    if rcode in _REFUSALS:
        return Answer(_REFUSALS[rcode])
    if rcode not in (dns.rcode.NOERROR, dns.rcode.NXDOMAIN) or not isinstance(
        reply, dns.message.QueryMessage
    ):
        return Answer(Outcome.BAD_REPLY, note=dns.rcode.to_text(rcode))
    try:
        found = reply.resolve_chaining()
    except dns.message.ChainTooLong:
        return Answer(Outcome.LOOP)
    except dns.exception.DNSException as error:
        return Answer(Outcome.BAD_REPLY, note=type(error).__name__)
    chain = tuple(_shown(rrset[0].target) for rrset in found.cnames)
    if found.answer is not None:
        records = tuple(sorted(map(_text, found.answer)))
        return Answer(Outcome.OK, records, chain, found.minimum_ttl)
    if rcode == dns.rcode.NXDOMAIN:
        note = f"its CNAME leads to {chain[-1]}, which does not exist" if chain else ""
        return Answer(Outcome.NXDOMAIN, (), chain, found.minimum_ttl, note)
    note = f"its CNAME leads to {chain[-1]}, which has none" if chain else ""
    return Answer(Outcome.NODATA, (), chain, found.minimum_ttl, note)


def merged(ipv4: Answer, ipv6: Answer) -> Answer:
    """Both families of one host as one answer: one is enough to connect, a failure of the other is a note."""
    first, second = (ipv6, ipv4) if _rank(ipv6) < _rank(ipv4) else (ipv4, ipv6)
    note = first.note
    if first.outcome is Outcome.OK and second.outcome not in (Outcome.OK, Outcome.NODATA):
        note = f"{'IPv4' if second is ipv4 else 'IPv6'}: {second.outcome}"
    ttls = [
        answer.ttl for answer in (first, second) if answer.outcome is first.outcome and answer.ttl is not None
    ]
    outcome, records = first.outcome, ipv4.records + ipv6.records
    if records and all(record in _NOWHERE for record in records):  # how filters say no
        outcome, records, note = Outcome.NODATA, (), f"only {', '.join(records)}, which leads nowhere"
    return Answer(outcome, records, first.chain, min(ttls, default=None), note, max(ipv4.ms, ipv6.ms))


def _rank(answer: Answer) -> int:
    """Which of two families speaks for the host: a good answer, else the one that failed harder."""
    if answer.outcome is Outcome.OK:
        return 0
    return 2 if answer.outcome is Outcome.NODATA else 1


def _text(record: Rdata) -> str:
    """Its data; what stands in a TXT record is one text however it was cut, and is not clean."""
    if isinstance(record, TXT):
        return b"".join(record.strings).decode("utf-8", "replace")
    return record.to_text().removesuffix(".").lower()


def _shown(name: dns.name.Name) -> str:
    return name.to_text(omit_final_dot=True).lower()  # dnspython escapes what is not printable

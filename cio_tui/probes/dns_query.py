"""Ask one name server about one name over UDP, with TCP where the reply does not fit and a second try in time.

Not `Resolver.resolve`, which hides which server said what. A lost packet is not an outage, so a query is repeated
once; a FORMERR is repeated without EDNS, since that is what old middleboxes choke on.
"""

from __future__ import annotations

import asyncio
from dataclasses import replace
from time import perf_counter
from typing import TYPE_CHECKING

import dns.asyncbackend
import dns.asyncquery
import dns.exception
import dns.message
import dns.name
import dns.query
import dns.rcode

from cio_tui.core.text import clean_line
from cio_tui.probes.dns_answer import Answer, Outcome, merged, read_reply
from cio_tui.probes.failure import SetupError, words

if TYPE_CHECKING:
    from dns.message import Message, QueryMessage
    from dns.name import Name

    from cio_tui.probes.dns_servers import NameServer

_ASYNCIO = dns.asyncbackend.get_backend("asyncio")
"""Asked for here, since dnspython would import it with the first query, inside its timing."""

EDNS_PAYLOAD = 1232
"""Bytes of a reply that pass every path unfragmented (DNS flag day 2020)."""
FAMILIES = ("A", "AAAA")
FIRST_TRY = 0.4
"""Share of the time after which an unanswered query is sent again."""


def checked_name(host: str) -> Name:
    """The host as a DNS name. Raises SetupError if no name server could be asked about it."""
    try:
        return dns.name.from_text(host)
    except (dns.exception.DNSException, UnicodeError) as error:
        raise SetupError(
            f"{clean_line(host, 80)!r} is not a host name; correct it in the book or the settings"
        ) from error


async def ask(server: NameServer, host: str, seconds: float) -> Answer:
    """What the server says about a host within `seconds`, both families asked at once. Raises SetupError."""
    checked_name(host)  # before any task runs that would outlive the error
    return merged(*await asyncio.gather(*(ask_for(server, host, family, seconds) for family in FAMILIES)))


async def ask_for(server: NameServer, name: str, kind: str, seconds: float) -> Answer:
    """What the server says about one type of record (`MX`, `TXT`) within `seconds`. Raises SetupError."""
    query = dns.message.make_query(checked_name(name), kind, use_edns=0, payload=EDNS_PAYLOAD)
    started = perf_counter()
    try:
        # dnspython counts on the wall clock, which may jump; this deadline cannot.
        async with asyncio.timeout(seconds):
            answer = await _answered(server, query, seconds)
    except (TimeoutError, dns.exception.Timeout):
        answer = Answer(Outcome.TIMEOUT)
    except dns.query.BadResponse:
        answer = Answer(Outcome.BAD_REPLY, note="it is to another question")
    except dns.exception.DNSException as error:
        answer = Answer(Outcome.BAD_REPLY, note=f"malformed, {type(error).__name__}")
    except EOFError:
        answer = Answer(Outcome.BAD_REPLY, note="its reply needs TCP, and it closed the connection")
    except ConnectionError as error:
        answer = Answer(Outcome.BAD_REPLY, note=f"its reply needs TCP: {words(error)}")
    except OSError as error:
        answer = Answer(Outcome.UNREACHABLE, note=words(error))
    return replace(answer, ms=(perf_counter() - started) * 1000)


async def _answered(server: NameServer, query: QueryMessage, seconds: float) -> Answer:
    reply, note = await _exchanged(server, query, seconds)
    if reply.rcode() not in (dns.rcode.FORMERR, dns.rcode.NOTIMP):
        answer = read_reply(reply)
        return replace(answer, note=answer.note or note)
    query.use_edns(False)
    reply, _ = await _exchanged(server, query, seconds)
    answer = read_reply(reply)
    return replace(answer, note=answer.note or "answers only without EDNS")


async def _exchanged(server: NameServer, query: QueryMessage, seconds: float) -> tuple[Message, str]:
    """A reply to this query, and a note on how it came.

    Anybody can send a packet, so one that is no reply is passed over for the one behind it. If there is none, the
    second try says what is wrong with it.
    """
    try:
        reply, tcp = await _sent(server, query, seconds * FIRST_TRY, ignore_errors=True)
    except dns.exception.Timeout:
        reply, tcp = await _sent(server, query, seconds)
        return reply, "answered only the second try"
    return reply, "over TCP" if tcp else ""


async def _sent(
    server: NameServer, query: QueryMessage, seconds: float, *, ignore_errors: bool = False
) -> tuple[Message, bool]:
    return await dns.asyncquery.udp_with_fallback(
        query,
        server.address,
        timeout=seconds,
        port=server.port,
        ignore_unexpected=True,
        ignore_errors=ignore_errors,
        backend=_ASYNCIO,
    )

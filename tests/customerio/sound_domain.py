"""A sending domain in order, with other data than the simulator's, and a fixture that checks one which differs."""

from __future__ import annotations

import base64
from collections.abc import Awaitable, Callable, Iterable, Mapping
from typing import TYPE_CHECKING

import pytest
from cryptography.hazmat.primitives.asymmetric.rsa import generate_private_key
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from cio_tui.customerio.domain import DomainCheck, check_domain
from cio_tui.probes.ground import Network, Sending
from tests.customerio.name_server import name_server

if TYPE_CHECKING:
    from cio_tui.customerio.mail_records import Record
    from tests.customerio.name_server import Zone
    from tests.probes.conftest import Loopback, MakeGround

FROM, ACCOUNT, LINKS = "acme.example", "cio10427.acme.example", "click.acme.example"
SENDING = Sending(FROM, ACCOUNT, ("s1",), LINKS)
KEY = f"s1._domainkey.{ACCOUNT}"
DMARC = f"_dmarc.{FROM}"
APP = "https://api-eu.customer.io"


def _public_key(bits: int) -> str:
    """A fresh RSA key as DKIM records have it."""
    key = generate_private_key(65537, bits).public_key()
    return base64.b64encode(key.public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)).decode()


_SHORT = (
    "MFwwDQYJKoZIhvcNAQEBBQADSwAwSAJBAMJubTLV23thWwcSflPE3NlgWxOduvpPWj8uuB1+htV54xKwqNusP63kXbGDgpAsbN2z"
    "G30Afjpdb9OuAAb8YscCAwEAAQ=="
)
"""512 bits, which nobody makes any more."""

KEYS = {512: _SHORT, 1024: _public_key(1024), 2048: _public_key(2048)}
SOUND: Zone = {
    (ACCOUNT, "TXT"): ("google-site-verification=x", "v=spf1 include:eu.mailgun.org ~all"),
    (ACCOUNT, "MX"): ("10 mxa.eu.mailgun.org.",),
    ("eu.mailgun.org", "TXT"): ("v=spf1 ip4:198.51.100.0/24 ip6:2001:db8::/32 ~all",),
    ("mxa.eu.mailgun.org", "A"): ("198.51.100.7",),
    (KEY, "TXT"): (f"v=DKIM1; k=rsa; p={KEYS[2048]}",),
    (DMARC, "TXT"): ("v=DMARC1; p=reject; rua=mailto:d@acme.example",),
    (LINKS, "CNAME"): ("e-eu.customeriomail.com.",),
    ("e-eu.customeriomail.com", "A"): ("198.51.100.9",),
}
"""Another selector, another region and another TXT record than the simulator's."""

Differences = Mapping[tuple[str, str], Iterable[str] | None]

Look = Callable[..., Awaitable[DomainCheck]]


@pytest.fixture
def look(loopback: Loopback, make_ground: MakeGround, ca_file: str) -> Look:
    """Check a zone that differs from the sound one; None removes a record."""

    async def checked(
        differs: Differences | None = None,
        sending: Sending = SENDING,
        seconds: float = 5.0,
        **troubles: Iterable[str],
    ) -> DomainCheck:
        zone = {**SOUND, **(differs or {})}
        server = await loopback.dns(
            name_server({key: data for key, data in zone.items() if data is not None}, **troubles)
        )
        ground = make_ground(Network(dns=(server,), ca_file=ca_file), app=APP)
        return await check_domain(ground, sending, seconds)

    return checked


def said(check: DomainCheck, record: Record) -> str:
    """Everything found about one record."""
    return " ".join(
        f"{finding.text} {finding.remedy}" for finding in check.findings if finding.check is record
    )

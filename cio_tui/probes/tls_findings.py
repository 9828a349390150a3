"""What a chain of certificates tells beyond OpenSSL's verdict, which stops at its first complaint. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cio_tui.probes.tls_words import ago

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from cio_tui.probes.certificate import Certificate

_EXPIRED = 10
_NO_ISSUER = (19, 20, 21)
_WEAK_KEY, _WEAK_CA_KEY, _WEAK_SIGNATURE = 66, 67, 68
"""X509_V_ERR_… of OpenSSL."""


def refined(cause: str, verify_code: int, chain: Sequence[Certificate], now: datetime) -> str:
    """The cause, where the chain as sent says it better; else as it was."""
    if not chain:
        return cause
    match verify_code:
        case code if code in _NO_ISSUER:
            return untrusted(chain)
        case code if code == _EXPIRED and chain[0].days_left(now) >= 0:
            expired = [certificate for certificate in chain if certificate.days_left(now) < 0]
            return "; ".join(_expired(certificate, now) for certificate in expired) or cause
        case code if code in (_WEAK_KEY, _WEAK_CA_KEY):
            return f"key too weak: {', '.join(certificate.key for certificate in chain)}"
        case code if code == _WEAK_SIGNATURE:
            return f"signature too weak: {', '.join(certificate.signature for certificate in chain)}"
        case _:
            return cause


def untrusted(chain: Sequence[Certificate]) -> str:
    """Why a chain does not reach the trust store: both causes look alike to OpenSSL."""
    last = chain[-1]
    if last.is_self_issued:
        return f"issuer not trusted: the chain ends in {last.subject}, which this host does not trust"
    sent = "only the leaf was sent" if len(chain) == 1 else f"{len(chain)} certificates were sent"
    return f"issuer not trusted: {sent}, {last.issuer} was not (missing intermediate or private authority)"


def faults(chain: Sequence[Certificate], host: str, now: datetime) -> tuple[str, ...]:
    """Everything wrong that can be seen without asking OpenSSL: dates, and the names of the first certificate."""
    found = [_expired(certificate, now) for certificate in chain if certificate.days_left(now) < 0]
    early = [certificate for certificate in chain if certificate.not_before > now]
    found += [f"{one.subject} is not valid before {one.not_before:%Y-%m-%d %H:%M}Z" for one in early]
    if chain and not any(_covers(name, host) for name in chain[0].names):
        found.append(f"{chain[0].subject} is not for {host}")
    return tuple(found)


def shortest_lived(chain: Sequence[Certificate]) -> Certificate | None:
    """The certificate that ends the chain's life: often, and worst, not the leaf."""
    return min(chain, key=lambda certificate: certificate.not_after, default=None)


def _expired(certificate: Certificate, now: datetime) -> str:
    return f"{certificate.subject} expired {ago((now - certificate.not_after).total_seconds())}"


def _covers(name: str, host: str) -> bool:
    """Whether a name in a certificate is good for the host; a star stands for one whole label (RFC 9525)."""
    if name.startswith("*."):
        return host.lower().partition(".")[2] == name[2:].lower()
    return name.lower() == host.lower()

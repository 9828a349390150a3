"""Certificates from a throw-away authority, made when first asked for; elliptic keys, so each costs under 2 ms."""

from __future__ import annotations

import ssl
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, NamedTuple

import trustme

from cio_tui.sim.faults import TlsFault

if TYPE_CHECKING:
    from collections.abc import Mapping


class Validity(NamedTuple):
    """Days from now."""

    begins: int
    ends: int


_SOUND = Validity(-30, 61)
"""As the vendor's: about 90 days long, renewed a month before the end."""

_VALIDITY: Mapping[TlsFault, Validity] = {
    TlsFault.EXPIRED: Validity(-94, -3),
    TlsFault.EXPIRING: Validity(-86, 5),
    TlsFault.NOT_YET_VALID: Validity(2, 93),
}

WRONG_NAME = "www.example.org"
"""The name in a certificate that belongs to somebody else."""


class Authority:
    """Issues what a client that trusts `pem` will believe, and what it must not."""

    def __init__(self) -> None:
        self._trusted = trustme.CA(
            organization_name="cio-tui simulator", organization_unit_name="throw-away CA"
        )
        self._contexts: dict[tuple[str, TlsFault], ssl.SSLContext] = {}

    @property
    def pem(self) -> bytes:
        """The root to trust."""
        return self._trusted.cert_pem.bytes()

    def context(self, host: str, fault: TlsFault = TlsFault.NONE) -> ssl.SSLContext:
        """A server context for one host, right or wrong in one way."""
        known = self._contexts.get((host, fault))
        if known is None:
            known = self._contexts[host, fault] = self._new_context(host, fault)
        return known

    def _new_context(self, host: str, fault: TlsFault) -> ssl.SSLContext:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.set_alpn_protocols(["http/1.1"])
        self._issue(host, fault).configure_cert(context)
        return context

    def _issue(self, host: str, fault: TlsFault) -> trustme.LeafCert:
        now = datetime.now(UTC)
        days = _VALIDITY.get(fault, _SOUND)
        begins, ends = now + timedelta(days=days.begins), now + timedelta(days=days.ends)
        if fault is TlsFault.SELF_SIGNED:
            return _self_signed(host, begins, ends)
        authority = (
            trustme.CA(organization_name="Interception Ltd") if fault is TlsFault.UNTRUSTED else self._trusted
        )
        name = WRONG_NAME if fault is TlsFault.WRONG_HOST else host
        return authority.issue_cert(name, common_name=name, not_before=begins, not_after=ends)


def _self_signed(host: str, begins: datetime, ends: datetime) -> trustme.LeafCert:
    """A certificate that vouches for itself; trustme has none, so this one is built by hand."""
    from cryptography import x509
    from cryptography.hazmat.primitives import hashes, serialization
    from cryptography.hazmat.primitives.asymmetric import ec

    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, host)])
    builder = (
        x509.CertificateBuilder(subject_name=name, issuer_name=name, public_key=key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(begins)
        .not_valid_after(ends)
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(host)]), critical=False)
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
    )
    certificate = builder.sign(key, hashes.SHA256())
    private = key.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.TraditionalOpenSSL,
        serialization.NoEncryption(),
    )
    return trustme.LeafCert(private, certificate.public_bytes(serialization.Encoding.PEM), [])

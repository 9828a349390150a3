"""A certificate as plain values, as `ssl` describes one that it has verified.

A certificate is outside text like any other: every name is cleaned.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, NamedTuple

from cio_tui.core.text import clean_line

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

MOST_NAMES = 100
NAMED_BY = ("commonName", "organizationName", "organizationalUnitName")
HOSTS = ("DNS", "IP Address")


class PeerCertificate(NamedTuple):
    """A certificate as it came off the wire, with what `ssl` says of it."""

    der: bytes
    described: Mapping[str, object]
    """As `SSLSocket.getpeercert` gives it; empty when `ssl` could not."""


@dataclass(frozen=True, slots=True)
class Certificate:
    """What a person wants to know of one certificate."""

    subject: str
    """Common name, or the next best."""
    issuer: str
    """The same of whoever signed it, with the organisation: `WR3, Google Trust Services`."""
    names: tuple[str, ...]
    """Hosts it is good for, at most 100."""
    not_before: datetime
    """UTC, as is `not_after`."""
    not_after: datetime
    is_self_issued: bool
    """Whether it names itself as its issuer."""
    fingerprint: str
    """SHA-256 of the whole certificate, hexadecimal."""
    key: str = ""
    """`EC 256`, `RSA 2048`; empty when nobody had to look."""
    signature: str = ""
    """Hash of the signature: `sha256`; empty when nobody had to look."""

    def days_left(self, now: datetime) -> float:
        """Days until it expires; negative once it has."""
        return (self.not_after - now).total_seconds() / 86_400


def certificate_of(peer: PeerCertificate) -> Certificate | None:
    """The certificate in the words of `ssl`; None if it had none for it."""
    described = peer.described
    try:
        return Certificate(
            subject=_name(described["subject"], NAMED_BY),
            issuer=_issuer(described["issuer"]),
            names=tuple(_hosts(described))[:MOST_NAMES],
            not_before=_moment(described["notBefore"]),
            not_after=_moment(described["notAfter"]),
            is_self_issued=described["subject"] == described["issuer"],
            fingerprint=_fingerprint(peer.der),
        )
    except (KeyError, ValueError, TypeError):
        return None


def _attributes(name: object) -> Iterable[tuple[str, str]]:
    """`(("commonName", "x"), …)` out of the nested tuples that `ssl` makes of a name."""
    if not isinstance(name, tuple):
        raise TypeError(name)
    return (attribute for part in name for attribute in part)


def _name(name: object, wanted: tuple[str, ...]) -> str:
    found = dict(_attributes(name))
    return next((clean_line(found[kind], 80) for kind in wanted if kind in found), "unnamed")


def _issuer(name: object) -> str:
    """Its common name, and its organisation where it has one of another name."""
    common, organisation = _name(name, NAMED_BY), _name(name, NAMED_BY[1:2])
    return common if organisation in (common, "unnamed") else f"{common}, {organisation}"


def _hosts(described: Mapping[str, object]) -> Iterable[str]:
    listed = described.get("subjectAltName")
    if not isinstance(listed, tuple):
        return (_name(described["subject"], NAMED_BY[:1]),)
    return (clean_line(value, 253) for kind, value in listed if kind in HOSTS)


def _moment(written: object) -> datetime:
    """`Nov 21 22:00:00 2026 GMT`."""
    import ssl

    return datetime.fromtimestamp(ssl.cert_time_to_seconds(str(written)), UTC)


def _fingerprint(der: bytes) -> str:
    from hashlib import sha256

    return sha256(der).hexdigest()

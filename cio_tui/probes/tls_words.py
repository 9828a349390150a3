"""What is wrong with a TLS connection, in words a person can act on: `certificate expired 3 days ago`.

The facts come from the certificate of the handshake that failed. `ssl` keeps it only on its inner object, in all
of 3.11 to 3.13; cryptography would read it as well, but costs 60 ms of import in the middle of a sweep.
"""

from __future__ import annotations

import ssl
import time
from typing import TYPE_CHECKING

from cio_tui.core.text import clean_line

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_NOT_YET_VALID, _EXPIRED = 9, 10
_SELF_SIGNED, _SELF_SIGNED_ROOT = 18, 19
_NO_ISSUER = (20, 21)
_WRONG_NAME = (62, 64)
"""X509_V_ERR_… of OpenSSL."""

_REASONS = {
    "WRONG_VERSION_NUMBER": "it does not speak TLS on this port",
    "HTTP_REQUEST": "it does not speak TLS on this port",
    "UNSUPPORTED_PROTOCOL": "it speaks no TLS version from 1.2 up",
    "TLSV1_ALERT_PROTOCOL_VERSION": "it speaks no TLS version from 1.2 up",
    "TLSV1_UNRECOGNIZED_NAME": "it does not know this host name",
    "SSLV3_ALERT_HANDSHAKE_FAILURE": "it refused the handshake",
    "TLSV13_ALERT_CERTIFICATE_REQUIRED": "it wants a certificate from us",
    "TLSV1_ALERT_NO_APPLICATION_PROTOCOL": "it does not speak HTTP/1.1",
}


def tls_cause(error: ssl.SSLError, tls: ssl.SSLObject | None, host: str) -> str:
    """One sentence for a handshake, or a later record, that failed."""
    if isinstance(error, ssl.SSLCertVerificationError):
        return _certificate_cause(error, _chain(tls), host)
    reason = error.reason or _unlisted_reason(error)
    return f"TLS: {_REASONS.get(reason) or _plain(reason) or 'failed'}"


def _unlisted_reason(error: ssl.SSLError) -> str:
    """The reason that OpenSSL gives and this Python has no name for: `[SSL] tlsv1 alert … (_ssl.c:1006)`."""
    said = (error.strerror or "").rpartition("] ")[2].partition(" (_ssl")[0]
    return said.replace(" ", "_").upper()


def _plain(reason: str) -> str:
    """OpenSSL's own word for it; an alert is the peer's last one."""
    _, alert, name = reason.rpartition("_ALERT_")
    said = clean_line(name.replace("_", " ").lower(), 80)
    return f"it broke off the handshake: {said}" if alert else said


def _certificate_cause(
    error: ssl.SSLCertVerificationError, chain: Sequence[Mapping[str, object]], host: str
) -> str:
    leaf = chain[0] if chain else {}
    match error.verify_code:
        case code if code == _EXPIRED:
            return _expired(chain)
        case code if code == _NOT_YET_VALID:
            starts = clean_line(str(leaf.get("notBefore", "later")), 40)
            return f"certificate is valid only from {starts}: is this machine's clock right?"
        case code if code in _WRONG_NAME:
            return f"certificate is for {_names(leaf)}, not for {clean_line(host, 80)}"
        case code if code == _SELF_SIGNED:
            return "certificate is self-signed"
        case code if code == _SELF_SIGNED_ROOT or code in _NO_ISSUER:
            return f"certificate is from an authority not trusted here: {_name(leaf.get('issuer'))}"
        case _:
            return f"certificate refused: {clean_line(error.verify_message, 80)}"


def _chain(tls: ssl.SSLObject | None) -> Sequence[Mapping[str, object]]:
    """The peer's certificates in the form of `getpeercert()`, its own first; none if they cannot be had."""
    read_chain = getattr(getattr(tls, "_sslobj", None), "get_unverified_chain", None)
    return [certificate.get_info() for certificate in (read_chain() if read_chain else None) or ()]


def ago(seconds: float) -> str:
    """`3 days ago`, `5 hours ago`, `less than an hour ago`."""
    if seconds < 3600:
        return "less than an hour ago"
    number, unit = (seconds / 86_400, "day") if seconds >= 86_400 else (seconds / 3600, "hour")
    return f"{int(number)} {unit}{'s' if number >= 2 else ''} ago"


def _expired(chain: Sequence[Mapping[str, object]]) -> str:
    """Whose certificate expired, and since when: an authority's takes the host's own with it."""
    for certificate in chain:
        not_after = certificate.get("notAfter")
        seconds = time.time() - ssl.cert_time_to_seconds(not_after) if isinstance(not_after, str) else 0.0
        if seconds > 0:
            whose = (
                "" if certificate is chain[0] else f" of the authority {_name(certificate.get('subject'))}"
            )
            return f"certificate{whose} expired {ago(seconds)}"
    return "certificate of an authority expired" if chain else "certificate expired"


def _names(leaf: Mapping[str, object]) -> str:
    """The first names a certificate is good for."""
    rows = leaf.get("subjectAltName", ())
    names = [str(value) for _, value in rows] if isinstance(rows, tuple) else []
    shown = clean_line(", ".join(names[:3]), 120) or "no name"
    return shown + (f" and {len(names) - 3} more" if len(names) > 3 else "")


def _name(rows: object) -> str:
    """Whom a certificate names there: the common name, or the organisation."""
    parts = dict(pair for row in rows for pair in row) if isinstance(rows, tuple) else {}
    return clean_line(str(parts.get("commonName") or parts.get("organizationName") or "unnamed"), 80)

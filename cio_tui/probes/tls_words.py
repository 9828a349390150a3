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
    from collections.abc import Mapping

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
}


def tls_cause(error: ssl.SSLError, tls: ssl.SSLObject | None, host: str) -> str:
    """One sentence for a handshake, or a later record, that failed."""
    if isinstance(error, ssl.SSLCertVerificationError):
        return _certificate_cause(error, _leaf(tls), host)
    reason = error.reason or ""
    return f"TLS: {_REASONS.get(reason) or clean_line(reason.replace('_', ' ').lower(), 80) or 'failed'}"


def _certificate_cause(error: ssl.SSLCertVerificationError, leaf: Mapping[str, object], host: str) -> str:
    match error.verify_code:
        case code if code == _EXPIRED:
            return f"certificate expired {_expiry(leaf.get('notAfter'))}".rstrip()
        case code if code == _NOT_YET_VALID:
            starts = clean_line(str(leaf.get("notBefore", "later")), 40)
            return f"certificate is valid only from {starts}: is this machine's clock right?"
        case code if code in _WRONG_NAME:
            return f"certificate is for {_names(leaf)}, not for {clean_line(host, 80)}"
        case code if code == _SELF_SIGNED:
            return "certificate is self-signed"
        case code if code == _SELF_SIGNED_ROOT or code in _NO_ISSUER:
            return f"certificate is from an authority not trusted here: {_issuer(leaf)}"
        case _:
            return f"certificate refused: {clean_line(error.verify_message, 80)}"


def _leaf(tls: ssl.SSLObject | None) -> Mapping[str, object]:
    """The peer's own certificate in the form of `getpeercert()`; empty if it cannot be had."""
    read_chain = getattr(getattr(tls, "_sslobj", None), "get_unverified_chain", None)
    chain = read_chain() if read_chain else None
    return chain[0].get_info() if chain else {}


def ago(seconds: float) -> str:
    """`3 days ago`, `5 hours ago`; never less than an hour."""
    number, unit = (seconds / 86_400, "day") if seconds >= 86_400 else (seconds / 3600, "hour")
    count = max(1, int(number))
    return f"{count} {unit}{'s' if count > 1 else ''} ago"


def _expiry(not_after: object) -> str:
    """How long ago; empty if the date is missing."""
    if not isinstance(not_after, str):
        return ""
    return ago(time.time() - ssl.cert_time_to_seconds(not_after))


def _names(leaf: Mapping[str, object]) -> str:
    """The first names a certificate is good for."""
    rows = leaf.get("subjectAltName", ())
    names = [str(value) for _, value in rows] if isinstance(rows, tuple) else []
    shown = clean_line(", ".join(names[:3]), 120) or "no name"
    return shown + (f" and {len(names) - 3} more" if len(names) > 3 else "")


def _issuer(leaf: Mapping[str, object]) -> str:
    """The issuer's common name, or its organisation."""
    rows = leaf.get("issuer", ())
    parts = dict(pair for row in rows for pair in row) if isinstance(rows, tuple) else {}
    return clean_line(str(parts.get("commonName") or parts.get("organizationName") or "unnamed"), 80)

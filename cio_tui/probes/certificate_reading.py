"""A certificate read with `cryptography`, for those that `ssl` will not describe: a chain that was refused.

Never imported while all is well: it costs 45 ms and 8 MB.

A certificate is outside text like any other: every name is cleaned, and one that breaks the rules of X.509 loses
the field that breaks them, not the finding.
"""

from __future__ import annotations

import warnings

from cryptography import x509
from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric.dsa import DSAPublicKey
from cryptography.hazmat.primitives.asymmetric.ec import EllipticCurvePublicKey
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.x509.oid import NameOID

from cio_tui.core.text import clean_line
from cio_tui.probes.certificate import MOST_NAMES, Certificate

_UNREADABLE = (
    ValueError,
    TypeError,
    UnsupportedAlgorithm,
    x509.DuplicateExtension,
    x509.UnsupportedGeneralNameType,
)
"""What cryptography raises for a part that is malformed or unknown to it."""
_NAMED_BY = (NameOID.COMMON_NAME, NameOID.ORGANIZATION_NAME, NameOID.ORGANIZATIONAL_UNIT_NAME)


def read_certificate(der: bytes) -> Certificate | None:
    """Read DER as it came off the wire; None if it is no certificate."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # a serial number of zero and the like: nobody's finding here
        try:
            found = x509.load_der_x509_certificate(der)
            subject, issuer = found.subject, found.issuer
            not_before, not_after = found.not_valid_before_utc, found.not_valid_after_utc
        except (ValueError, x509.InvalidVersion):
            return None
        return Certificate(
            subject=_common_name(subject),
            issuer=", ".join(
                dict.fromkeys((_common_name(issuer), _organisation(issuer) or _common_name(issuer)))
            ),
            names=_names(found),
            not_before=not_before,
            not_after=not_after,
            key=_key(found),
            signature=_signature(found),
            is_self_issued=subject == issuer,
            fingerprint=found.fingerprint(SHA256()).hex(),
        )


def _common_name(name: x509.Name) -> str:
    for oid in _NAMED_BY:
        for attribute in name.get_attributes_for_oid(oid):
            return clean_line(str(attribute.value), 80)
    return "unnamed"


def _organisation(name: x509.Name) -> str:
    found = name.get_attributes_for_oid(NameOID.ORGANIZATION_NAME)
    return clean_line(str(found[0].value), 80) if found else ""


def _names(certificate: x509.Certificate) -> tuple[str, ...]:
    try:
        listed = certificate.extensions.get_extension_for_class(x509.SubjectAlternativeName).value
    except x509.ExtensionNotFound:
        return (_common_name(certificate.subject),)
    except _UNREADABLE:
        return ()
    kept = [name for name in listed if isinstance(name, x509.DNSName | x509.IPAddress)]
    return tuple(clean_line(str(name.value), 253) for name in kept[:MOST_NAMES])


def _key(certificate: x509.Certificate) -> str:
    try:
        key = certificate.public_key()
    except _UNREADABLE:
        return "unknown"
    match key:
        case RSAPublicKey():
            return f"RSA {key.key_size}"
        case EllipticCurvePublicKey():
            return f"EC {key.key_size}"
        case DSAPublicKey():
            return f"DSA {key.key_size}"
        case _:
            return type(key).__name__.strip("_").removesuffix("PublicKey")


def _signature(certificate: x509.Certificate) -> str:
    try:
        used = certificate.signature_hash_algorithm
    except _UNREADABLE:
        return "unknown"
    return used.name if used else "built in"  # Ed25519 and its like hash for themselves

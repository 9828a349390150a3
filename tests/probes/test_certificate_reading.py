from __future__ import annotations

import ssl
from datetime import UTC, datetime, timedelta

import pytest
import trustme
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, rsa
from cryptography.x509.oid import NameOID
from hypothesis import given, settings
from hypothesis import strategies as st

from cio_tui.probes.certificate import MOST_NAMES, Certificate
from cio_tui.probes.certificate_reading import read_certificate

NOON = datetime(2026, 11, 21, 12, tzinfo=UTC)
AUTHORITY = trustme.CA(organization_name="Acme", organization_unit_name="Signing")
LEAF_DER = ssl.PEM_cert_to_DER_cert(
    AUTHORITY.issue_cert("track.customer.io", "*.example.com", "192.0.2.1")
    .cert_chain_pems[0]
    .bytes()
    .decode()
)


def made(
    key: ec.EllipticCurvePrivateKey | rsa.RSAPrivateKey | ed25519.Ed25519PrivateKey,
    *names: x509.NameAttribute[str],
    hosts: tuple[str, ...] = (),
) -> Certificate:
    """A self-signed certificate, read back."""
    name = x509.Name(names)
    builder = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(7)
        .not_valid_before(NOON - timedelta(days=1))
        .not_valid_after(NOON + timedelta(days=36, hours=12))
    )
    if hosts:
        listed = x509.SubjectAlternativeName([x509.DNSName(host) for host in hosts])
        builder = builder.add_extension(listed, critical=False)
    built = builder.sign(key, None if isinstance(key, ed25519.Ed25519PrivateKey) else hashes.SHA256())
    found = read_certificate(built.public_bytes(serialization.Encoding.DER))
    assert found is not None
    return found


def common(name: str) -> x509.NameAttribute[str]:
    return x509.NameAttribute(NameOID.COMMON_NAME, name)


def test_names_and_addresses_issuer_and_fingerprint_are_read() -> None:
    found = read_certificate(LEAF_DER)
    assert found is not None
    assert found.names == ("track.customer.io", "*.example.com", "192.0.2.1")
    assert found.issuer == "Acme"
    assert not found.is_self_issued
    assert (found.key, found.signature) == ("EC 256", "sha256")
    assert len(found.fingerprint) == 64


def test_days_left_count_to_the_hour_and_below_zero() -> None:
    found = made(ec.generate_private_key(ec.SECP256R1()), common("x"))
    assert found.days_left(NOON) == 36.5
    assert found.days_left(NOON + timedelta(days=40)) == -3.5


def test_keys_are_named_with_their_size() -> None:
    assert made(rsa.generate_private_key(65537, 1024), common("x")).key == "RSA 1024"
    assert made(ec.generate_private_key(ec.SECP384R1()), common("x")).key == "EC 384"
    assert made(ed25519.Ed25519PrivateKey.generate(), common("x")).key == "Ed25519"


def test_a_certificate_without_alternative_names_falls_back_to_its_common_name() -> None:
    found = made(ec.generate_private_key(ec.SECP256R1()), common("old.example.com"))
    assert found.names == ("old.example.com",)
    assert found.is_self_issued


def test_the_next_best_name_stands_in_for_a_missing_common_name() -> None:
    organisation = x509.NameAttribute(NameOID.ORGANIZATION_NAME, "Acme")
    assert made(ec.generate_private_key(ec.SECP256R1()), organisation).subject == "Acme"
    assert made(ec.generate_private_key(ec.SECP256R1())).subject == "unnamed"


def test_an_issuer_is_shown_with_its_organisation() -> None:
    organisation = x509.NameAttribute(NameOID.ORGANIZATION_NAME, "Acme")
    assert made(ec.generate_private_key(ec.SECP256R1()), common("WR3"), organisation).issuer == "WR3, Acme"


def test_a_flood_of_names_is_cut() -> None:
    hosts = tuple(f"h{number}.example.com" for number in range(MOST_NAMES + 50))
    assert len(made(ec.generate_private_key(ec.SECP256R1()), common("x"), hosts=hosts).names) == MOST_NAMES


def test_control_characters_in_names_are_made_visible() -> None:
    found = made(ec.generate_private_key(ec.SECP256R1()), common("a\x1b[2Jb\u202ec"))
    assert found.subject.isprintable()
    assert found.issuer.isprintable()


@pytest.mark.parametrize("der", [b"", b"\x30", b"not a certificate", LEAF_DER[:-20]])
def test_what_is_no_certificate_is_none(der: bytes) -> None:
    assert read_certificate(der) is None


@settings(max_examples=300)
@given(st.lists(st.tuples(st.integers(0, len(LEAF_DER) - 1), st.integers(0, 255)), max_size=4))
def test_a_damaged_certificate_never_raises_and_never_leaks_a_control_character(
    edits: list[tuple[int, int]],
) -> None:
    damaged = bytearray(LEAF_DER)
    for position, byte in edits:
        damaged[position] = byte
    found = read_certificate(bytes(damaged))
    if found is not None:
        assert all(text.isprintable() for text in (found.subject, found.issuer, found.key, *found.names))

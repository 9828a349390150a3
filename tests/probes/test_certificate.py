from __future__ import annotations

import ssl
from dataclasses import replace

import pytest
import trustme

from cio_tui.probes.certificate import MOST_NAMES, PeerCertificate, certificate_of
from cio_tui.probes.certificate_reading import read_certificate

NAME = ((("commonName", "track.customer.io"),),)
DESCRIBED = {
    "subject": NAME,
    "issuer": ((("organizationName", "Acme"),), (("commonName", "R11"),)),
    "notBefore": "Nov 20 12:00:00 2026 GMT",
    "notAfter": "Jan 20 12:00:00 2027 GMT",
    "subjectAltName": (("DNS", "track.customer.io"), ("IP Address", "192.0.2.1"), ("email", "a@b")),
}


def described(**changed: object) -> PeerCertificate:
    return PeerCertificate(b"der", {**DESCRIBED, **changed})


def test_what_ssl_says_becomes_a_certificate() -> None:
    found = certificate_of(described())
    assert found is not None
    assert (found.subject, found.issuer) == ("track.customer.io", "R11, Acme")
    assert found.names == ("track.customer.io", "192.0.2.1")
    assert f"{found.not_before:%F} {found.not_after:%F}" == "2026-11-20 2027-01-20"
    assert not found.is_self_issued


def test_an_issuer_without_an_organisation_is_its_name_alone() -> None:
    found = certificate_of(described(issuer=((("commonName", "Lab CA"),),)))
    assert found is not None
    assert found.issuer == "Lab CA"


def test_a_certificate_that_names_itself_as_its_issuer_is_self_issued() -> None:
    found = certificate_of(described(issuer=NAME))
    assert found is not None
    assert found.is_self_issued


@pytest.mark.parametrize("missing", ["subject", "issuer", "notBefore", "notAfter"])
def test_a_certificate_that_ssl_could_not_describe_is_none(missing: str) -> None:
    kept = {name: value for name, value in DESCRIBED.items() if name != missing}
    assert certificate_of(PeerCertificate(b"der", kept)) is None


def test_a_name_is_cleaned_and_the_list_of_names_is_bounded() -> None:
    hosts = tuple(("DNS", f"h{number}.example") for number in range(MOST_NAMES + 5))
    found = certificate_of(described(subject=((("commonName", "a\x1b[2Jb"),),), subjectAltName=hosts))
    assert found is not None
    assert "\x1b" not in found.subject
    assert len(found.names) == MOST_NAMES


def test_ssl_and_cryptography_agree_on_a_real_certificate(tmp_path: str) -> None:
    authority = trustme.CA(organization_name="Acme", organization_unit_name="Signing")
    pem = authority.issue_cert("track.customer.io", "*.example.com").cert_chain_pems[0]
    der = ssl.PEM_cert_to_DER_cert(pem.bytes().decode())
    with pem.tempfile() as path:
        info = ssl._ssl._test_decode_cert(path)  # type: ignore[attr-defined]  # the parser behind getpeercert
    closely, quickly = read_certificate(der), certificate_of(PeerCertificate(der, info))
    assert closely is not None
    assert quickly == replace(closely, key="", signature="")

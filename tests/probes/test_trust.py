from __future__ import annotations

import ssl
from typing import TYPE_CHECKING

import pytest

from cio_tui.probes.failure import SetupError
from cio_tui.probes.trust import build_trust

if TYPE_CHECKING:
    from pathlib import Path

    import trustme


def subjects(context: ssl.SSLContext) -> str:
    return str([certificate["subject"] for certificate in context.get_ca_certs()])


def test_a_named_folder_without_certificates_means_none_and_not_everybodys(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.delenv("SSL_CERT_FILE", raising=False)
    monkeypatch.setenv("SSL_CERT_DIR", str(tmp_path))
    assert "certifi" not in build_trust("").source


def test_names_and_chains_are_always_checked_and_old_versions_refused() -> None:
    context = build_trust("").context
    assert context.verify_mode is ssl.CERT_REQUIRED
    assert context.check_hostname
    assert context.minimum_version is ssl.TLSVersion.TLSv1_2
    assert not context.verify_flags & ssl.VERIFY_X509_STRICT


def test_a_ca_file_adds_to_the_store_and_is_named(ca_file: str) -> None:
    trust = build_trust(ca_file)
    assert "trustme" in subjects(trust.context)
    assert trust.source.endswith(f" and {ca_file}")


def test_ssl_cert_file_takes_the_place_of_the_hosts_store(
    ca_file: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", ca_file)
    trust = build_trust("")
    assert trust.source == f"SSL_CERT_FILE ({ca_file})"
    assert len(trust.context.get_ca_certs()) == 1


def test_a_host_without_a_store_gets_certifi(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    # Where OpenSSL looks is compiled in, so such a host can only be imitated.
    paths = ssl.get_default_verify_paths()._replace(capath=str(tmp_path))
    monkeypatch.delenv("SSL_CERT_FILE", raising=False)
    monkeypatch.delenv("SSL_CERT_DIR", raising=False)
    monkeypatch.setattr(ssl, "get_default_verify_paths", lambda: paths)
    monkeypatch.setattr(ssl.SSLContext, "load_default_certs", lambda _: None)
    trust = build_trust("")
    assert trust.source.startswith("certifi")
    assert trust.context.get_ca_certs()


def test_a_file_that_is_missing_or_holds_no_certificate_is_named(tmp_path: Path) -> None:
    garbage = tmp_path / "garbage.pem"
    garbage.write_text("no certificate here")
    for path, words in (
        (str(tmp_path / "none.pem"), "cannot be read"),
        (str(garbage), "holds no certificates"),
        ("~nobody-of-that-name/ca.pem", "is no path"),
        ("ca\0.pem", "is no path"),
    ):
        with pytest.raises(SetupError, match=words) as raised:
            build_trust(path)
        assert path.replace("\0", "\\x00") in str(raised.value)


def test_the_authority_of_the_tests_is_not_trusted_by_itself(authority: trustme.CA) -> None:
    assert "trustme" not in subjects(build_trust("").context)

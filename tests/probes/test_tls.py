from __future__ import annotations

import asyncio
import ssl
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, NamedTuple, cast

import pytest
import trustme
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from cio_tui.core.probe import Probe, ProbeKind, TlsTarget
from cio_tui.probes.exchange import Request
from cio_tui.probes.failure import SetupError
from cio_tui.probes.ground import ConnectTo, Ground, Network
from cio_tui.probes.proxy import Proxies
from cio_tui.probes.tls import measure
from cio_tui.probes.transport import fetch

if TYPE_CHECKING:
    from pathlib import Path

    from cio_tui.core.reading import Json, Sample
    from tests.probes.conftest import Loopback, MakeGround

GroundAt = Callable[..., Ground]

HOST = "track.customer.io"
TODAY = datetime.now(UTC)


def tls_probe(*hosts: str, timeout: float = 10.0) -> Probe:
    return Probe("tls", ProbeKind.TLS, "Certificates", TlsTarget(hosts or (HOST,)), 300.0, timeout, 900.0)


@pytest.fixture
def ground_at(make_ground: MakeGround, ca_file: str) -> GroundAt:
    """A ground on which port 443 of track.customer.io, and of others given as name=port, is on loopback."""

    def ground(port: int, proxies: Proxies | None = None, **others: int) -> Ground:
        ports = {HOST: port, **{f"{name}.example.com": other for name, other in others.items()}}
        rules = tuple(ConnectTo(host, 443, "127.0.0.1", port) for host, port in ports.items())
        return make_ground(Network(ca_file=ca_file, connect_to=rules), proxies)

    return ground


def shown(sample: Sample, position: int = 0) -> dict[str, Json]:
    hosts = cast("list[dict[str, Json]]", sample.detail["hosts"])
    return hosts[position]


async def hang(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    await asyncio.Event().wait()


async def test_a_good_host_shows_its_days_issuer_and_protocol(
    loopback: Loopback, ground_at: GroundAt
) -> None:
    port = await loopback.raw(hang, loopback.certificate(HOST, expires=TODAY + timedelta(days=63, hours=1)))
    sample = await measure(tls_probe(), ground_at(port))
    fields = sample.fields
    assert (fields["ok"], fields["error"], fields["reason"]) == (True, "none", "none")
    assert (fields["protocol"], fields["chain"]) == ("TLSv1.3", 1)
    assert fields["days_left"] == pytest.approx(63, abs=0.1)
    assert "trustme" in str(fields["issuer"])
    assert isinstance(fields["ms"], float)
    assert set(cast("dict[str, float]", shown(sample)["phases"])) == {"connect", "tls"}
    assert sample.summary.startswith("63 days left, TLSv1.3, from trustme")
    assert shown(sample)["address"] == f"127.0.0.1:{port}"


@pytest.mark.parametrize(
    ("expired", "words"),
    [(timedelta(days=3, hours=2), "3 days ago"), (timedelta(hours=5, minutes=5), "5 hours ago")],
)
async def test_an_expired_certificate_says_since_when(
    loopback: Loopback, ground_at: GroundAt, expired: timedelta, words: str
) -> None:
    tls = loopback.certificate(HOST, starts=TODAY - timedelta(days=90), expires=TODAY - expired)
    sample = await measure(tls_probe(), ground_at(await loopback.raw(hang, tls)))
    assert sample.summary == f"certificate expired {words}"
    assert (sample.fields["ok"], sample.fields["error"]) == (False, "tls")
    assert sample.fields["days_left"] == pytest.approx(-expired / timedelta(days=1), abs=0.1)
    assert sample.fields["chain"] == 1


async def test_a_certificate_of_the_future_suggests_the_clock(
    loopback: Loopback, ground_at: GroundAt
) -> None:
    tls = loopback.certificate(HOST, starts=TODAY + timedelta(days=2))
    sample = await measure(tls_probe(), ground_at(await loopback.raw(hang, tls)))
    assert "valid only from" in sample.summary
    assert "clock" in sample.summary


async def test_a_certificate_for_other_names_lists_them(loopback: Loopback, ground_at: GroundAt) -> None:
    tls = loopback.certificate("*.example.com", "example.net")
    sample = await measure(tls_probe(), ground_at(await loopback.raw(hang, tls)))
    assert sample.summary == "certificate is for *.example.com, example.net, not for track.customer.io"


async def test_a_self_signed_certificate_is_called_that(
    loopback: Loopback, ground_at: GroundAt, tmp_path: Path
) -> None:
    tls = serving(tmp_path, issue(HOST, None, days=30))
    sample = await measure(tls_probe(), ground_at(await loopback.raw(hang, tls)))
    assert sample.summary == "certificate is self-signed"
    assert sample.fields["chain"] == 1


async def test_a_missing_intermediate_is_told_from_an_unknown_authority(
    loopback: Loopback, ground_at: GroundAt, tmp_path: Path
) -> None:
    issued = loopback.authority.create_child_ca().issue_cert(HOST)
    whole, leaf_only = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER), ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    issued.configure_cert(whole)
    leaf = tmp_path / "leaf.pem"
    leaf.write_bytes(issued.cert_chain_pems[0].bytes() + issued.private_key_pem.bytes())
    leaf_only.load_cert_chain(leaf)

    good = await measure(tls_probe(), ground_at(await loopback.raw(hang, whole)))
    assert (good.fields["ok"], good.fields["chain"]) == (True, 2)

    bad = await measure(tls_probe(), ground_at(await loopback.raw(hang, leaf_only)))
    assert bad.summary.startswith("issuer not trusted: only the leaf was sent")
    assert (bad.fields["ok"], bad.fields["chain"]) == (False, 1)

    foreign = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    strangers = trustme.CA(organization_name="Stranger")
    strangers.issue_cert(HOST).configure_cert(foreign)
    foreign.load_verify_locations(cadata=strangers.cert_pem.bytes().decode())
    unknown = await measure(tls_probe(), ground_at(await loopback.raw(hang, foreign)))
    assert unknown.summary.startswith("issuer not trusted")
    assert "Stranger" in unknown.summary


async def test_several_faults_at_once_are_all_in_the_detail(loopback: Loopback, ground_at: GroundAt) -> None:
    tls = loopback.certificate(
        "other.example", starts=TODAY - timedelta(days=9), expires=TODAY - timedelta(days=3)
    )
    sample = await measure(tls_probe(), ground_at(await loopback.raw(hang, tls)))
    also = " | ".join(str(fault) for fault in cast("list[str]", shown(sample)["also"]))
    assert "expired 3 days ago" in also
    assert f"is not for {HOST}" in also


async def test_an_intermediate_that_ends_first_sets_the_days(
    loopback: Loopback, ground_at: GroundAt, tmp_path: Path
) -> None:
    middle = issue("Middle CA", authority_of(loopback), days=9, is_authority=True)
    tls = serving(tmp_path, issue(HOST, middle, days=60), middle)
    sample = await measure(tls_probe(), ground_at(await loopback.raw(hang, tls)))
    assert sample.fields["ok"] is True
    assert sample.fields["days_left"] == pytest.approx(9, abs=0.1)


async def test_an_expired_intermediate_is_named_and_not_the_leaf(
    loopback: Loopback, ground_at: GroundAt, tmp_path: Path
) -> None:
    middle = issue("Middle CA", authority_of(loopback), days=-3, is_authority=True)
    tls = serving(tmp_path, issue(HOST, middle, days=60), middle)
    ground = ground_at(await loopback.raw(hang, tls))
    sample = await measure(tls_probe(), ground)
    assert sample.summary == "Middle CA expired 3 days ago"
    assert sample.fields["days_left"] == pytest.approx(-3, abs=0.1)
    asked = await fetch(ground, Request("GET", f"https://{HOST}/"), 10.0)
    assert asked.cause == "certificate of the authority Middle CA expired 3 days ago"


async def test_the_worst_of_several_hosts_decides(
    loopback: Loopback, ground_at: GroundAt, closed_port: int
) -> None:
    good = await loopback.raw(hang, loopback.certificate(HOST, expires=TODAY + timedelta(days=60)))
    soon = await loopback.raw(
        hang, loopback.certificate("api.example.com", expires=TODAY + timedelta(days=5, hours=1))
    )
    ground = ground_at(good, api=soon, dead=closed_port)
    hosts = (HOST, "api.example.com", "dead.example.com")

    well = await measure(tls_probe(*hosts[:2]), ground)
    assert well.summary == "2 hosts, 5 days left for api.example.com"
    assert well.fields["days_left"] == pytest.approx(5, abs=0.1)

    ill = await measure(tls_probe(*hosts), ground)
    assert ill.summary.startswith("dead.example.com: connection refused")
    assert (ill.fields["ok"], ill.fields["days_left"]) == (False, None)
    assert [shown(ill, position)["host"] for position in range(3)] == [
        "dead.example.com",
        "api.example.com",
        HOST,
    ]


async def test_hosts_wait_for_none_but_the_slowest(loopback: Loopback, ground_at: GroundAt) -> None:
    silent = await loopback.raw(hang)
    names = tuple(f"h{number}" for number in range(20))
    ground = ground_at(silent, **dict.fromkeys(names, silent))
    began = asyncio.get_running_loop().time()
    sample = await measure(tls_probe(*(f"{name}.example.com" for name in names), timeout=1.0), ground)
    assert sample.summary.endswith("; 19 more fail")
    assert asyncio.get_running_loop().time() - began < 10


async def test_a_proxy_is_tunnelled_through_and_named(loopback: Loopback, make_ground: MakeGround) -> None:
    asked = []

    async def tunnel(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        asked.append((await reader.readuntil(b"\r\n\r\n")).split(b"\r\n")[0])
        writer.write(b"HTTP/1.1 200 Established\r\n\r\n")
        await writer.start_tls(loopback.certificate(HOST))
        await hang(reader, writer)

    port = await loopback.raw(tunnel)
    sample = await measure(tls_probe(), make_ground(proxies=Proxies("127.0.0.1", port)))
    assert asked == [b"CONNECT track.customer.io:443 HTTP/1.1"]
    assert sample.fields["ok"] is True
    assert f"127.0.0.1:{port} reads the traffic" in str(shown(sample)["hint"])


async def test_names_in_a_certificate_cannot_act_on_the_terminal(
    loopback: Loopback, ground_at: GroundAt, tmp_path: Path
) -> None:
    tls = serving(tmp_path, issue("evil\x1b]0;owned\x07", None, days=30))
    sample = await measure(tls_probe(), ground_at(await loopback.raw(hang, tls)))
    seen = repr((sample.summary, sample.fields, sample.detail))
    assert "\\x1b" not in seen
    assert "\\x07" not in seen
    assert "owned" in seen


async def test_an_endpoint_that_is_not_configured_counts_for_nothing(make_ground: MakeGround) -> None:
    sample = await measure(tls_probe("{webhook}"), make_ground(webhook=""))
    assert (sample.fields, sample.summary) == ({}, "not configured")


async def test_our_own_set_up_is_not_blamed_on_the_host(make_ground: MakeGround, tmp_path: Path) -> None:
    with pytest.raises(SetupError, match="nowhere"):
        await measure(tls_probe(), make_ground(Network(ca_file=str(tmp_path / "nowhere.pem"))))
    with pytest.raises(SetupError, match="HTTPS_PROXY"):
        await measure(
            tls_probe(HOST, "api.example.com"), make_ground(proxies=Proxies(fault="HTTPS_PROXY is bad"))
        )


class Issued(NamedTuple):
    """A certificate and its key."""

    certificate: x509.Certificate
    key: ec.EllipticCurvePrivateKey


def authority_of(loopback: Loopback) -> Issued:
    """The trusted authority, to sign what trustme would not make."""
    key = serialization.load_pem_private_key(loopback.authority.private_key_pem.bytes(), None)
    assert isinstance(key, ec.EllipticCurvePrivateKey)
    return Issued(x509.load_pem_x509_certificate(loopback.authority.cert_pem.bytes()), key)


def issue(name: str, issuer: Issued | None, *, days: float, is_authority: bool = False) -> Issued:
    """A certificate that ends in so many days, signed by the issuer or by itself."""
    key = ec.generate_private_key(ec.SECP256R1())
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    builder = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer.certificate.subject if issuer else subject)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(TODAY - timedelta(days=90))
        .not_valid_after(TODAY + timedelta(days=days, minutes=-5 if days < 0 else 5))
        .add_extension(x509.BasicConstraints(ca=is_authority, path_length=None), critical=True)
    )
    if not is_authority and name.isprintable():
        builder = builder.add_extension(x509.SubjectAlternativeName([x509.DNSName(name)]), critical=False)
    return Issued(builder.sign(issuer.key if issuer else key, hashes.SHA256()), key)


def serving(folder: Path, leaf: Issued, *others: Issued) -> ssl.SSLContext:
    """A server's context that sends these certificates."""
    secret = leaf.key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    sent = [one.certificate.public_bytes(serialization.Encoding.PEM) for one in (leaf, *others)]
    path = folder / "chain.pem"
    path.write_bytes(secret + b"".join(sent))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(path)
    return context

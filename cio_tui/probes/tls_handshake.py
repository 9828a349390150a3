"""One TLS handshake with the same trust as every other probe, and what it showed even if it failed.

OpenSSL 3 keeps the peer's chain on an SSLObject whose handshake failed, so one handshake gives both the strict
verdict and the certificates. Only a peer that left none, being too old, gets a second look, which checks nothing,
sends nothing but the handshake and changes no verdict.
"""

from __future__ import annotations

import asyncio
import contextlib
import ssl
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Literal

from cio_tui.probes.causes import explain
from cio_tui.probes.certificate import PeerCertificate
from cio_tui.probes.dial import dial
from cio_tui.probes.exchange import Exchange, Request
from cio_tui.probes.failure import PhaseError
from cio_tui.probes.timeline import Timeline

if TYPE_CHECKING:
    import _ssl

    from cio_tui.probes.ground import Ground
    from cio_tui.probes.hosts import HostPort

_TOO_OLD = ("SSLv3", "TLSv1", "TLSv1.1")


@dataclass(slots=True)
class Handshake:
    """A handshake, or how far it came."""

    host: HostPort
    exchange: Exchange
    """Times, address and cause, as of a call that got no further than this."""
    verify_code: int = 0
    """X509_V_ERR_… of OpenSSL; 0 if the certificates are not the trouble."""
    protocol: str = ""
    """`TLSv1.3`; empty if none was agreed on."""
    sent: tuple[PeerCertificate, ...] = ()
    """The peer's certificates as it sent them, its own first."""
    relied_on: tuple[PeerCertificate, ...] = ()
    """The chain up to our trust store; empty unless the handshake succeeded."""


async def shake_hands(ground: Ground, host: HostPort, seconds: float) -> Handshake:
    """Connect and shake hands within `seconds`. A target that fails is a Handshake whose exchange has an error.

    Raises SetupError if it could not be tried.
    """
    context = (await ground.trust()).context
    exchange = Exchange(Request("", f"https://{host}"), Timeline(seconds))
    shaken = Handshake(host, exchange)
    try:
        async with asyncio.timeout(seconds):
            await _shake(ground, context, shaken)
    except (PhaseError, OSError, EOFError) as error:
        exchange.error, exchange.cause = explain(error, exchange, host.host, None)
    exchange.timeline.stop()
    if exchange.error == "tls" and not shaken.sent:
        await _look_again(ground, shaken, exchange.timeline.remaining())
    return shaken


async def _shake(ground: Ground, context: ssl.SSLContext, shaken: Handshake) -> None:
    host, exchange = shaken.host, shaken.exchange
    link = await dial(ground, host.host, host.port, exchange.timeline)
    exchange.address, exchange.via = link.address, link.via
    exchange.timeline.enter("tls", link.address)
    try:
        await link.stream.start_tls(context, host.host)
        shaken.relied_on = _chain(link.stream.tls, "get_verified_chain")
    except ssl.SSLError as error:
        shaken.verify_code = getattr(error, "verify_code", 0)
        raise PhaseError(*explain(error, exchange, host.host, link.stream.tls)) from error
    finally:
        _note(shaken, link.stream.tls)
        link.stream.close()


async def _look_again(ground: Ground, shaken: Handshake, seconds: float) -> None:
    """See what a peer speaks and sends that our own rules turned away."""
    with contextlib.suppress(PhaseError, OSError, EOFError):
        async with asyncio.timeout(seconds):
            link = await dial(ground, shaken.host.host, shaken.host.port, Timeline(seconds))
            try:
                await link.stream.start_tls(_undemanding(), shaken.host.host)
                _note(shaken, link.stream.tls)
            finally:
                link.stream.close()
    if shaken.protocol in _TOO_OLD:
        shaken.exchange.cause = f"speaks only {shaken.protocol}; clients need TLS 1.2"


@cache
def _undemanding() -> ssl.SSLContext:
    """For looking, never for a request: nothing is believed that came over it."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.check_hostname = False
    context.verify_mode = ssl.CERT_NONE
    context.minimum_version = ssl.TLSVersion.MINIMUM_SUPPORTED
    context.set_ciphers("ALL:@SECLEVEL=0")
    return context


def _note(shaken: Handshake, tls: ssl.SSLObject | None) -> None:
    if tls is None:
        return
    shaken.sent = _chain(tls, "get_unverified_chain")
    cipher = tls.cipher()
    # After a failure version() is None, but the cipher still says which version it belongs to.
    shaken.protocol = tls.version() or (cipher[1] if cipher else "")
    shaken.exchange.tls = (shaken.protocol, cipher[0] if cipher else "")


def _chain(
    tls: ssl.SSLObject | None, which: Literal["get_verified_chain", "get_unverified_chain"]
) -> tuple[PeerCertificate, ...]:
    """Asked of the inner object, which alone describes each certificate; the public methods of 3.13 give DER."""
    inner = getattr(tls, "_sslobj", None)
    found = getattr(inner, which)() if hasattr(inner, which) else None
    return tuple(_peer(certificate) for certificate in found or ())


def _peer(certificate: _ssl.Certificate) -> PeerCertificate:
    der = ssl.PEM_cert_to_DER_cert(certificate.public_bytes())
    try:
        return PeerCertificate(der, certificate.get_info())
    except (ValueError, ssl.SSLError):  # a certificate that breaks the rules of X.509
        return PeerCertificate(der, {})

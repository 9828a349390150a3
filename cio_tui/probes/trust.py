"""Which certificates we believe: this host's store, as curl and our own services do, with `ca_file` added.

certifi stands in only where the host has no store. VERIFY_X509_STRICT, on by default since Python 3.13, is
cleared so that 3.11 to 3.13 and curl give one verdict on private authorities. Nothing turns checking off.
"""

from __future__ import annotations

import os
import ssl
from pathlib import Path
from typing import NamedTuple

from cio_tui.probes.failure import SetupError


class Trust(NamedTuple):
    """One TLS context for all probes, and where its authorities came from."""

    context: ssl.SSLContext
    source: str
    """In words: `this host's store and lab-ca.pem`."""


def build_trust(ca_file: str) -> Trust:
    """Read the stores; blocks for some 25 ms. Raises SetupError with the remedy."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.verify_flags &= ~ssl.VERIFY_X509_STRICT
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    context.set_alpn_protocols(["http/1.1"])
    source = _load_host_store(context)
    if ca_file:
        _load_file(context, ca_file, "ca_file")
        source += f" and {ca_file}"
    return Trust(context, source)


def _load_host_store(context: ssl.SSLContext) -> str:
    """Load what OpenSSL looks for by default, or certifi if this host has nothing there."""
    named = os.environ.get("SSL_CERT_FILE")
    if named:
        _load_file(context, named, "SSL_CERT_FILE")
        return f"SSL_CERT_FILE ({named})"
    context.load_default_certs()
    if "SSL_CERT_DIR" in os.environ:
        return f"SSL_CERT_DIR ({os.environ['SSL_CERT_DIR']})"
    folder = ssl.get_default_verify_paths().capath
    # A hashed folder is read as names come up, so an empty count does not mean an empty store.
    if context.cert_store_stats()["x509_ca"] or (folder and any(Path(folder).glob("*.0"))):
        return "this host's store"
    import certifi  # only on hosts without a store

    context.load_verify_locations(certifi.where())
    return "certifi (this host has no store)"


def _load_file(context: ssl.SSLContext, path: str, named_by: str) -> None:
    try:
        context.load_verify_locations(Path(path).expanduser())
    except ssl.SSLError as error:
        raise SetupError(f"{named_by} names {path}, which holds no certificates in PEM form") from error
    except OSError as error:
        raise SetupError(f"{named_by} names {path}, which cannot be read: {error.strerror}") from error
    except (RuntimeError, ValueError) as error:  # a home of nobody's, a NUL
        raise SetupError(f"{named_by} names {path!r}, which is no path: {error}") from error

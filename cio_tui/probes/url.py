"""URLs, and the only import of httpx: unmaintained since 2024, so one file to switch.

httpx decides what a URL means. One in plain ASCII without anything to encode, resolve or check means the same to
everybody, and nearly every URL is: those are read here, since importing httpx costs 2 × `python -c pass` and 3 MB.
"""

from __future__ import annotations

import re
import sys
from typing import NamedTuple
from urllib.parse import unquote

from cio_tui.core.text import clean_line
from cio_tui.probes.failure import SetupError

_LONGEST_PLAIN = 2048
"""Characters; whether a longer one is a URL at all is for httpx to say."""
_BYTE = "(?:25[0-5]|2[0-4][0-9]|1[0-9][0-9]|[1-9]?[0-9])"
_PLAIN = re.compile(
    rf"""
    (?P<scheme>https?)://
    (?P<host>
        (?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)*[a-z](?:[a-z0-9-]*[a-z0-9])?  # the last label of a name is no number
        | {_BYTE}(?:\.{_BYTE}){{3}}
    )
    (?::(?P<port>[1-9][0-9]{{0,4}}))?
    (?P<path>(?:/(?!\.)(?:[\w.~!$&'()*+,;=:@-]|%[0-9A-Fa-f]{{2}})*)*)  # no segment that begins with a dot
    (?P<query>(?:\?(?:[\w.~!$&'()*+,;=:@/?-]|%[0-9A-Fa-f]{{2}})*)?)
    """,
    re.VERBOSE | re.ASCII,
)
USUAL_PORTS = {"http": 80, "https": 443}


class Url(NamedTuple):
    """An absolute http:// or https:// URL without user, password and fragment."""

    scheme: str
    host: str
    """As a person reads it: lower case, letters of any script, no brackets."""
    ascii_host: str
    """As a name server reads it."""
    port: int | None
    """None where it is the usual one."""
    target: str
    """What a request asks for: path and query, encoded."""

    @property
    def path(self) -> str:
        """Decoded, without the query."""
        return unquote(self.target.partition("?")[0])

    @property
    def origin(self) -> tuple[str, str, int]:
        """Scheme, host and port: a credential goes no further."""
        port = USUAL_PORTS[self.scheme] if self.port is None else self.port
        return self.scheme, self.ascii_host.removesuffix("."), port

    @property
    def authority(self) -> str:
        """The value of a Host header."""
        host = f"[{self.ascii_host}]" if ":" in self.ascii_host else self.ascii_host
        return host if self.port is None else f"{host}:{self.port}"

    def __str__(self) -> str:
        return f"{self.scheme}://{self.authority}{self.target}"


def parse_url(text: str) -> Url:
    """Read an absolute URL. Raises SetupError with the remedy."""
    return _read_plain(text) or _read(text)


def join(base: Url, reference: str) -> Url:
    """Where a Location header leads from here. Raises SetupError if it is no URL."""
    is_path = reference.startswith("/") and not reference.startswith("//")
    whole = f"{base.scheme}://{base.authority}{reference}" if is_path else reference
    return _read_plain(whole) or _read(reference, base)


def _read_plain(text: str) -> Url | None:
    """None unless every reader would take it as it stands."""
    plain = _PLAIN.fullmatch(text) if len(text) <= _LONGEST_PLAIN else None
    if not plain or "xn--" in plain["host"]:
        return None
    scheme, host, port = plain["scheme"], plain["host"], int(plain["port"] or USUAL_PORTS[plain["scheme"]])
    if port > 65_535:
        return None
    target = (plain["path"] or "/") + plain["query"]
    return Url(scheme, host, host, None if port == USUAL_PORTS[scheme] else port, target)


def _read(text: str, base: Url | None = None) -> Url:
    """Whatever httpx takes."""
    # It imports a command line of its own, 30 ms of click where that is installed; told there is none, it goes without.
    sys.modules.setdefault("httpx._main", None)  # type: ignore[arg-type]
    import httpx

    try:
        url = httpx.URL(str(base)).join(text) if base else httpx.URL(text)
        host = url.host
    except (httpx.InvalidURL, ValueError, TypeError) as error:
        raise SetupError(f"{clean_line(text, 80)!r} is not a URL") from error
    if url.scheme not in USUAL_PORTS or not host.strip("."):
        raise SetupError(f"{clean_line(text, 80)!r} is not an http:// or https:// URL")
    if url.userinfo:
        raise SetupError(f"the URL of {clean_line(host, 80)} holds a user name or password; leave it out")
    if url.port is not None and not 0 < url.port < 65_536:
        raise SetupError(f"{clean_line(text, 80)!r} names no port between 1 and 65535")
    return Url(url.scheme, host, url.raw_host.decode(), url.port, url.raw_path.decode())

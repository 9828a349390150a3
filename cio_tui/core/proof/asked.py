"""What a sample asked, and the command that asks it again: credentials stand in it by the name of their variable.

In a drill the command is held to the simulator's own address, so that a copied line cannot leave this host; a sample
that was never connected has none, and no command then.
"""

from __future__ import annotations

import re
from shlex import quote
from typing import TYPE_CHECKING

from cio_tui.core.probe import DeliveryTarget, DnsTarget, HttpTarget, TlsTarget
from cio_tui.core.proof.loose import table, tables, word, words

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from cio_tui.core.probe import Auth, Probe

CREDENTIALS: Mapping[Auth, tuple[str, ...]] = {
    "": (),
    "track": ("-u", '"$CUSTOMERIO_SITE_ID:$CUSTOMERIO_TRACK_API_KEY"'),
    "app": ("-H", '"Authorization: Bearer $CUSTOMERIO_APP_API_KEY"'),
}
"""For curl, by the names that the configuration reads where it says nothing else."""

_NAME = re.compile(r"[\w\[:][\w.:\[\]-]{0,300}", re.ASCII)


def asked_lines(probe: Probe, detail: Mapping[str, object]) -> Iterator[str]:
    """The request in words."""
    request = table(detail.get("request"))
    if word(request.get("url")):
        yield f"{word(request.get('method')) or 'GET'} {word(request.get('url'))}"
    match probe.target:
        case DnsTarget(hosts=hosts) | TlsTarget(hosts=hosts):
            told = {word(one.get("host")) for key in ("answers", "hosts") for one in tables(detail.get(key))}
            verb = "A and AAAA of" if isinstance(probe.target, DnsTarget) else "TLS handshake with"
            yield f"{verb} {', '.join(sorted(filter(None, told)) or hosts)}"
        case _:
            pass
    yield f"timeout {probe.timeout:g} s, every {probe.every:g} s"
    if sent := words(request.get("headers")):
        yield f"headers: {', '.join(sent)}{_credential(probe)}"


def _credential(probe: Probe) -> str:
    return f" (the {auth_of(probe)} credential is not kept)" if auth_of(probe) else ""


def auth_of(probe: Probe) -> Auth:
    """Which credential goes along."""
    match probe.target:
        case HttpTarget(auth=auth):
            return auth
        case DeliveryTarget():
            return "app"
        case _:
            return ""


def command_of(probe: Probe, detail: Mapping[str, object], *, is_drill: bool = False) -> str:
    """A line for a shell that asks the same; empty where the sample does not say what was asked."""
    request = table(detail.get("request"))
    url = word(request.get("url"))
    if url.startswith(("https://", "http://")) and "\n" not in url:
        address = word(detail.get("address")) if is_drill else ""
        return "" if is_drill and not address else _curl(probe, word(request.get("method")), url, address)
    for answer in tables(detail.get("answers")):
        if is_name(answer.get("host")) and is_name(answer.get("server")):
            return _dig(word(answer.get("host")), word(answer.get("server")))
    for host in tables(detail.get("hosts")):
        name, _, port = word(host.get("host")).partition(":")
        place = word(host.get("address")) if is_drill else f"{name}:{port or 443}"
        if place and is_name(host.get("host")):
            return f"openssl s_client -connect {quote(place)} -servername {quote(name)} </dev/null"
    return ""


def is_name(value: object) -> bool:
    """Whether a host or server is one: a program takes what begins with a dash for an option."""
    return _NAME.fullmatch(word(value)) is not None


def _curl(probe: Probe, method: str, url: str, address: str) -> str:
    own = dict(probe.target.headers) if isinstance(probe.target, HttpTarget) else {}
    words = ["curl", "-sS", "-I" if method == "HEAD" else "-i", "--max-time", f"{probe.timeout:g}"]
    if address:
        words += ["--connect-to", quote(f"::{address}"), "--insecure"]
    words += CREDENTIALS[auth_of(probe)]
    for name, value in own.items():
        words += ["-H", quote(f"{name}: {value}")]
    return " ".join([*words, quote(url)])


def _dig(host: str, server: str) -> str:
    address, _, port = server.rpartition(":") if server.count(":") == 1 else (server, "", "")
    return " ".join(["dig", quote(f"@{address}"), *(["-p", quote(port)] if port else []), quote(host), "A"])

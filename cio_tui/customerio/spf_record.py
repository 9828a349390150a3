"""The terms of an SPF record (RFC 7208). What a receiver would call a permanent error is one here."""

from __future__ import annotations

import ipaddress
import re
from typing import NamedTuple

LOOKUPS = frozenset({"include", "a", "mx", "ptr", "exists", "redirect"})
"""Terms that cost one of the ten DNS lookups a receiver makes."""
_MECHANISMS = frozenset({"all", "include", "a", "mx", "ptr", "ip4", "ip6", "exists"})
_NEED_DOMAIN = frozenset({"include", "exists", "redirect"})
_MODIFIER = re.compile(r"([A-Za-z][A-Za-z0-9._-]*)=(.*)")
_MECHANISM = re.compile(r"([+~?-]?)([A-Za-z][A-Za-z0-9]*)(?::([^/]*|[0-9A-Fa-f:.]+))?((?:/\d+)?(?://\d+)?)")
_VERSION = "v=spf1"


class Term(NamedTuple):
    """One mechanism or modifier."""

    name: str
    """Lower case."""
    value: str
    """Domain or network; empty if there is none."""
    qualifier: str = "+"


def spf_records(texts: tuple[str, ...]) -> list[str]:
    """Those TXT records that are SPF."""
    return [text for text in texts if f"{text} ".lower().startswith(_VERSION + " ")]


def parse_spf(text: str) -> tuple[Term, ...]:
    """The terms that a receiver looks at: none after `all`. Raises ValueError with a few words."""
    terms = [_term(word) for word in text.split()[1:]]
    names = [term.name for term in terms]
    if names.count("redirect") > 1:
        raise ValueError("redirect= stands there twice")
    if "all" not in names:
        return tuple(terms)
    return tuple(term for term in terms[: names.index("all") + 1] if term.name != "redirect")


def _term(word: str) -> Term:
    modifier = _MODIFIER.fullmatch(word)
    term = Term(modifier[1].lower(), modifier[2], "") if modifier else _mechanism(word)
    if term.name in _NEED_DOMAIN and not term.value:
        raise ValueError(f"{word[:40]!r} names no domain")
    return term


def _mechanism(word: str) -> Term:
    found = _MECHANISM.fullmatch(word)
    name = found[2].lower() if found else ""
    if found is None or name not in _MECHANISMS:
        raise ValueError(f"{word[:40]!r} is no term of SPF")
    if name in ("ip4", "ip6"):
        _check_network(name, (found[3] or "") + found[4], word)
    return Term(name, found[3] or "", found[1] or "+")


def _check_network(name: str, value: str, word: str) -> None:
    try:
        network = ipaddress.ip_network(value, strict=False)
    except ValueError:
        network = None
    if network is None or f"ip{network.version}" != name:
        raise ValueError(f"{word[:40]!r} is no network")

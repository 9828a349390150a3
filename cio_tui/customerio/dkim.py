"""DKIM keys of the account subdomain: one TXT record a selector, which must hold a key that receivers still take."""

from __future__ import annotations

import asyncio
import base64
import binascii
from typing import TYPE_CHECKING

from cio_tui.core.text import clean_line
from cio_tui.customerio.finding import degraded, failing, ok, unknown
from cio_tui.customerio.mail_records import PUBLISH, Record, not_known
from cio_tui.customerio.tag_list import read_tags

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from cio_tui.customerio.finding import Finding
    from cio_tui.customerio.mail_records import Found, MailRecords

SHORTEST, USUAL = 1024, 2048
"""Bits of an RSA key: below, receivers ignore it; below the second, it can be broken with money."""
_ED25519_BYTES = 32
_USUAL_BYTES = 294
_USUAL_HEAD = bytes.fromhex("30820122300d06092a864886f70d01010105000382010f003082010a0282010100")
_USUAL_TAIL = bytes.fromhex("0203010001")
"""A key of USUAL bits with the exponent 65537 in DER (RFC 5280, 4.1): all but the 256 bytes of its modulus."""


async def check_dkim(account: str, selectors: Sequence[str], records: MailRecords) -> list[Finding]:
    """What there is to say about each selector's key."""
    if not selectors:
        return [
            unknown(
                Record.DKIM,
                "No DKIM selector is known, and it cannot be guessed.",
                "Set selectors in [sending]; Sending Domains shows it before ._domainkey.",
            )
        ]
    names = [f"{selector}._domainkey.{account}" for selector in selectors]
    found = await asyncio.gather(*(records.find(name, "TXT") for name in names))
    return [finding for each in found for finding in _key_findings(each)]


def _key_findings(found: Found) -> Iterator[Finding]:
    if found.silence:
        yield not_known(Record.DKIM, found)
    elif not found.records:
        why = f" ({found.note})" if found.note else ""
        yield failing(
            Record.DKIM,
            f"There is no DKIM record at {found.name}{why}: signatures cannot be checked.",
            PUBLISH,
        )
    elif len(found.records) > 1:
        yield failing(
            Record.DKIM,
            f"{found.name} has {len(found.records)} TXT records; which one receivers take is chance.",
            "Leave only the key.",
        )
    else:
        yield from _record_findings(found.name, found.records[0])


def _record_findings(name: str, text: str) -> Iterator[Finding]:
    try:
        tags = read_tags(text)
        fault = _fault(tags)
        strength = "" if fault or not tags.get("p") else _strength(tags)
    except ValueError as error:
        fault, strength = str(error), ""
    if fault:
        yield failing(Record.DKIM, f"The DKIM record at {name} is not valid: {clean_line(fault)}.", PUBLISH)
        return
    if not tags["p"]:
        yield failing(Record.DKIM, f"The DKIM key at {name} is revoked: its p= is empty.", PUBLISH)
        return
    bits = int(strength) if strength.isdigit() else 0
    problems = [*_weaknesses(name, bits, tags)]
    kind = f"RSA, {bits} bits" if bits else strength
    yield from problems or [ok(Record.DKIM, f"DKIM key at {name}: {kind}.")]


def _fault(tags: dict[str, str]) -> str:
    """Why no receiver would use the record; empty if one would."""
    if "p" not in tags:
        return "it has no p="
    if tags.get("v", "DKIM1") != "DKIM1" or ("v" in tags and next(iter(tags)) != "v"):
        return "v= must be DKIM1, and come first"
    if tags.get("k", "rsa").lower() not in ("rsa", "ed25519"):
        return f"k={tags['k'][:20]} is no kind of key that receivers know"
    if "sha256" not in tags.get("h", "sha256").lower().replace(" ", "").split(":"):
        return f"h={tags['h'][:20]} leaves out sha256, which every signer uses"
    if not {"*", "email"} & set(tags.get("s", "*").lower().replace(" ", "").split(":")):
        return f"s={tags['s'][:20]} is not for mail"
    return ""


def _strength(tags: dict[str, str]) -> str:
    """Bits of an RSA key, or the name of another kind. Raises ValueError if it is no key."""
    try:
        raw = base64.b64decode("".join(tags["p"].split()), validate=True)
    except (binascii.Error, ValueError) as error:
        raise ValueError("p= is not base64; perhaps a quote or a space got into it") from error
    if tags.get("k", "rsa").lower() == "ed25519":
        if len(raw) != _ED25519_BYTES:
            raise ValueError("p= is no Ed25519 key")
        return "Ed25519"
    return str(_rsa_bits(raw))


def _rsa_bits(raw: bytes) -> int:
    if len(raw) == _USUAL_BYTES and raw.startswith(_USUAL_HEAD) and raw.endswith(_USUAL_TAIL):
        modulus = raw[len(_USUAL_HEAD) : -len(_USUAL_TAIL)]
        if modulus[0] & 0x80:
            return USUAL
    from cryptography.exceptions import UnsupportedAlgorithm  # 60 ms and 8 MB, for the unusual
    from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey
    from cryptography.hazmat.primitives.serialization import load_der_public_key

    try:
        key = load_der_public_key(raw)
    except (ValueError, UnsupportedAlgorithm) as error:
        raise ValueError("p= is no RSA key; perhaps it is cut short") from error
    if not isinstance(key, RSAPublicKey):
        raise ValueError("p= is a key of another kind than k= says")  # noqa: TRY004  the record's fault
    return key.key_size


def _weaknesses(name: str, bits: int, tags: dict[str, str]) -> Iterator[Finding]:
    if 0 < bits < SHORTEST:
        yield failing(Record.DKIM, f"The DKIM key at {name} has {bits} bits; receivers ignore it.", PUBLISH)
    elif 0 < bits < USUAL:
        yield degraded(
            Record.DKIM,
            f"The DKIM key at {name} has only {bits} bits; {USUAL} are usual.",
            "Ask for a longer one.",
        )
    if "y" in tags.get("t", "").lower().replace(" ", "").split(":"):
        yield degraded(
            Record.DKIM,
            f"The DKIM key at {name} says t=y, testing: receivers may treat mail as if it were not signed.",
            "Remove t=y once it works.",
        )

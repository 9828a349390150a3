"""No credential is ever written, in any of its forms.

Redaction knows the exact values and their encodings, then catches what merely looks like a key. It is a net,
not a licence: what needs no secret is given none. Redact first, then clean: cutting could leave half a key.
"""

from __future__ import annotations

import base64
import json
import re
from functools import cache, cached_property
from typing import TYPE_CHECKING
from urllib.parse import quote, quote_plus

from cio_tui.core.secret import raw_bytes

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from cio_tui.core.reading import Json
    from cio_tui.core.secret import Secret

REDACTED = "[redacted]"
"""Stands for something that looked like a credential; a known one is named: `[redacted track_api_key]`."""

_SHORTEST = 4
"""Characters a form must have to be searched for; anything shorter would blank out ordinary words."""

_MIXED = r"(?=\S{0,200}?(?:\d|[a-z][A-Z]|[=+/]))"
"""Tells a token from the word after "Basic" or "Bearer". Repetitions are bounded: no text is slow."""


@cache
def _patterns() -> tuple[re.Pattern[str], ...]:
    """Headers, tokens, `key = value`, passwords in a URL, and the vendor's bare keys of 20 and 32 hex digits.

    Compiled when first needed: 3 ms that no start should wait for.
    """
    return (
        re.compile(
            r"(?i:(?P<kept>\bauthorization[\"']?\s*[:=]\s*[\"']?"
            r"(?:(?:basic|bearer|token)\s+|(?!(?:basic|bearer|token)\s)))(?!\[)[^\s\"',;]{6,})"
        ),
        re.compile(rf"(?P<kept>\b(?i:bearer|basic)\s+){_MIXED}[A-Za-z0-9._~+/=-]{{8,}}"),
        re.compile(
            r"(?i:(?P<kept>(?:api[_-]?key|signing[_-]?key|secret|password|passwd|token)[\"']?\s*[:=]\s*[\"']?)"
            r"(?=[^\s\"'&]{0,200}?\d)[^\s\"'&,;\[\]{}]{6,})"
        ),
        re.compile(r"(?P<kept>://)[^\s/@:\[]*:[^\s/@\[]+(?=@)"),
        re.compile(r"(?P<kept>\b)(?:[0-9a-fA-F]{32}|[0-9a-fA-F]{20})\b"),
    )


_IN_HTML = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#x27;"})
"""As `html.escape` writes them; importing that costs half a megabyte of entities."""


class Redactor:
    """Replaces the given credentials, by name, and whatever looks like one."""

    def __init__(self, secrets: Mapping[str, Secret]) -> None:
        self._names: dict[str, str] = {}
        for name, value in _values(secrets):
            for form in _forms(value):
                if len(form) >= _SHORTEST:
                    self._names.setdefault(form.lower(), name)

    @cached_property
    def _known(self) -> re.Pattern[str]:
        longest_first = sorted(self._names, key=len, reverse=True)
        return re.compile("|".join(map(re.escape, longest_first)), re.IGNORECASE)

    def redact(self, text: str) -> str:
        """The text without credentials. Redacting twice changes nothing."""
        if self.finds(text):  # 0.3 ms for 64 KiB, the expression alone 9 ms
            text = self._known.sub(self._marker, text)
        for pattern in _patterns():
            text = pattern.sub(rf"\g<kept>{REDACTED}", text)
        return text

    def finds(self, text: str) -> str:
        """The name of a given credential that the text holds in any of its forms; empty when it holds none."""
        lowered = text.lower()
        return next((name for form, name in self._names.items() if form in lowered), "")

    def redact_json(self, value: Json) -> Json:
        """The same for every string and key inside a JSON value."""
        match value:
            case str():
                return self.redact(value)
            case list():
                return [self.redact_json(item) for item in value]
            case dict():
                return {self.redact(key): self.redact_json(item) for key, item in value.items()}
            case _:
                return value

    def _marker(self, match: re.Match[str]) -> str:
        return f"[redacted {self._names.get(match[0].lower(), 'credential')}]"


def _values(secrets: Mapping[str, Secret]) -> Iterator[tuple[str, str]]:
    """What to look for, with its name: each value, and the pairs that Basic authentication sends."""
    for name, secret in secrets.items():
        yield name, secret.reveal()
        if "site_id" in secrets and name != "site_id":
            yield name, f"{secrets['site_id'].reveal()}:{secret.reveal()}"


def _forms(value: str) -> Iterator[str]:
    """The value as JSON, URLs, headers, hex dumps, Python and HTML would write it; case is ignored later."""
    raw = raw_bytes(value)
    yield from (value, json.dumps(value)[1:-1], repr(value)[1:-1], value.translate(_IN_HTML), raw.hex())
    yield from (quote(raw), quote(raw, safe=""), quote_plus(raw))
    for encode in (base64.b64encode, base64.urlsafe_b64encode):
        yield encode(raw).decode()
        for shift in range(3):
            digits = encode(bytes(shift) + raw).decode().rstrip("=")
            partial = bool((shift + len(raw)) % 3)  # the last digit also holds bits of what follows
            yield digits[(0, 2, 3)[shift] : len(digits) - partial]

"""Credentials without showing them: there, shaped as the vendor's, kept apart from files and from other environments.

The shapes are those that secret scanners know (20 and 32 hex digits); the vendor promises none, so an odd one is only
said. A key in the other kind's shape is a mistake.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from cio_tui.core.secret import Secret
from cio_tui.core.text import clean_line
from cio_tui.customerio.audit import Question
from cio_tui.customerio.finding import Finding, degraded, failing, ok, unknown

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

QUESTIONS = {
    "site_id": Question.SITE_ID,
    "track_api_key": Question.TRACK_KEY,
    "app_api_key": Question.APP_KEY,
}
_DIGITS = {"site_id": 20, "track_api_key": 20, "app_api_key": 32}
_LINE = re.compile(r"\s*(?:export\s+)?([A-Za-z_]\w*)\s*=\s*(.*)")
_OURS = re.compile(r"CUSTOMER_?IO|CIO_", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Credential:
    """One credential as it was found."""

    secret: Secret | None
    problem: str
    """Why it was not taken, a sentence; empty if it is set, or simply is not."""
    source: str
    """`env NAME`, `file PATH`, `command …`."""


@dataclass(frozen=True, slots=True)
class EnvFile:
    """The assignments of an env file."""

    path: str
    values: Mapping[str, Secret]

    def names_like(self, secret: Secret) -> list[str]:
        """Variables that hold this very value."""
        return [name for name, value in self.values.items() if value == secret]

    @property
    def own(self) -> list[str]:
        """Variables that by their name are for Customer.io."""
        return [name for name in self.values if _OURS.match(name)]


def read_env(path: str, data: bytes) -> EnvFile:
    """`NAME=value` lines, quoted or not, with `export` or not; whatever else stands there is passed over."""
    values: dict[str, Secret] = {}
    for line in data.decode(errors="surrogateescape").splitlines():
        found = _LINE.fullmatch(line)
        if found and (value := _unquoted(found[2])):
            values[clean_line(found[1], 80)] = Secret(value)
    return EnvFile(clean_line(path), values)


def _unquoted(text: str) -> str:
    text = text.strip()
    if text[:1] in ("'", '"'):
        return text[1:].partition(text[0])[0]
    return re.split(r"\s+#", text, maxsplit=1)[0].strip()


def key_findings(credentials: Mapping[str, Credential]) -> Iterator[Finding]:
    """Each one there, and shaped as it should be."""
    for name, question in QUESTIONS.items():
        yield _shaped(name, question, credentials[name])


def _shaped(name: str, question: Question, credential: Credential) -> Finding:
    secret = credential.secret
    if secret is None:
        remedy = f"Set {name} ({credential.source}), or name a private file or a command under [credentials]."
        return failing(question, credential.problem or "It is not set.", "" if credential.problem else remedy)
    digits, wanted = _hex_digits(secret), _DIGITS[name]
    said = f"set ({credential.source}), {secret.fingerprint}"
    if digits == wanted:
        return ok(question, f"It is {said}.")
    if digits in _DIGITS.values():
        kind = "an App API key" if digits == 32 else "a site id or a Track key"
        return failing(question, f"It is {said}, but looks like {kind}.", f"Put the right one into {name}.")
    remedy = f"Compare its fingerprint with who made it; {wanted} hex digits are usual."
    return degraded(question, f"It is {said}, and not shaped as usual.", remedy)


def _hex_digits(secret: Secret) -> int:
    """How many there are; 0 if it is something else."""
    value = secret.reveal()
    return len(value) if re.fullmatch(r"[0-9a-fA-F]+", value) else 0


def source_findings(credentials: Mapping[str, Credential], nearby: Sequence[EnvFile]) -> Iterator[Finding]:
    """Whether the keys lie in an env file of the working folder."""
    remedy = (
        "Keep production keys in a secret store, or in a private file under [credentials]; then rotate these."
    )
    for file in nearby:
        held = [name for name, each in credentials.items() if each.secret and file.names_like(each.secret)]
        if held:
            yield failing(Question.SOURCE, f"{file.path} in this folder holds {', '.join(held)}.", remedy)
        elif file.own:
            text = f"{file.path} in this folder sets {', '.join(file.own[:4])}, to other values."
            yield degraded(Question.SOURCE, text, "If a service reads that file, it does not use these keys.")
    if not any(file.own or _holds_any(file, credentials) for file in nearby):
        kinds = sorted({each.source.partition(" ")[0] for each in credentials.values() if each.secret})
        if kinds:
            yield ok(Question.SOURCE, f"From {' and '.join(kinds)}; no env file in this folder holds them.")
        else:
            yield unknown(Question.SOURCE, "No credential is set, so there is no source to judge.")


def _holds_any(file: EnvFile, credentials: Mapping[str, Credential]) -> bool:
    return any(each.secret and file.names_like(each.secret) for each in credentials.values())


def distinct_finding(credentials: Mapping[str, Credential]) -> Finding:
    """No key used for two things."""
    known = {name: each.secret for name, each in credentials.items() if each.secret}
    if not {"track_api_key", "app_api_key"} <= known.keys():
        return unknown(Question.DISTINCT, "Two keys are needed to compare, and not both are set.")
    names = list(known)
    same = [
        f"{one} and {other}"
        for place, one in enumerate(names)
        for other in names[place + 1 :]
        if known[one] == known[other]
    ]
    if same:
        text = f"The same value stands for {', '.join(same)}."
        return failing(Question.DISTINCT, text, "Each has a value of its own: copy them again.")
    return ok(Question.DISTINCT, f"{len(known)} credentials, {len(known)} values.")


def staging_findings(credentials: Mapping[str, Credential], files: Sequence[EnvFile]) -> Iterator[Finding]:
    """Whether keys of another environment are used here: one answer a file, by fingerprint."""
    for file in files:
        same = [
            f"{name} is its {' and '.join(held)}"
            for name, each in credentials.items()
            if each.secret and (held := file.names_like(each.secret))
        ]
        if same:
            text = f"{file.path}: {', '.join(same)}."
            remedy = "Production needs keys of its own; make them in the production workspace."
            yield failing(Question.STAGING, text, remedy)
        elif not file.own:
            text = f"{file.path} holds nothing for Customer.io, so nothing was compared."
            yield unknown(Question.STAGING, text, "Name the file in which that environment keeps its keys.")
        else:
            yield ok(Question.STAGING, f"{file.path}: none of its {len(file.values)} values is used here.")

"""What a value of the configuration may be. A check returns the value as it is used, or raises ValueError with the
end of the sentence that begins with the key's name. Whatever costs time is imported only when such a value is set.
"""

from __future__ import annotations

import os
import re
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import date

    Check = Callable[[object], object]

# Texts, compiled when first used: the three cost 2 ms, and defaults need no check.
_URL = r"https?://(\[[0-9a-fA-F:.]+\]|[A-Za-z0-9._-]+)(:\d{1,5})?([/?][^\s#]*)?"
_HOST = r"[A-Za-z0-9_]([A-Za-z0-9_.-]*[A-Za-z0-9])?\.?"
_ADDRESS = (
    r"\[(?P<v6>[0-9a-fA-F:.]+)\](:(?P<port6>\d+))?|(?P<v4>[\d.]+)(:(?P<port4>\d+))?|(?P<bare>[0-9a-fA-F:.]+)"
)


class CredentialSource(NamedTuple):
    """Where one credential is to be found."""

    kind: str
    """`env`, `file` or `command`."""
    words: tuple[str, ...]
    """The name of the variable, the path, or the command with its arguments."""

    def __str__(self) -> str:
        return f"{self.kind} {' '.join(self.words)}"


class ItemErrors(ValueError):
    """Items of a list are wrong; the message is about all of them."""

    def __init__(self, faults: Mapping[int, str]) -> None:
        super().__init__("; ".join(faults.values()))
        self.faults = faults
        """What is wrong, by index."""


def text(value: object) -> str:
    """Any text of one line."""
    if not isinstance(value, str):
        raise ValueError(f"must be text in quotes, not {_found(value)}")
    if not value.isprintable():
        raise ValueError("holds a character that cannot be shown")
    return value


def one_of(*choices: str) -> Check:
    """One of a few words."""

    def check(value: object) -> str:
        if value not in choices:
            wanted = " or ".join(f'"{choice}"' for choice in choices)
            raise ValueError(f"must be {wanted}, not {_found(value)}")
        return text(value)

    return check


def count(value: object) -> int:
    """A whole number from 0."""
    if not isinstance(value, int) or isinstance(value, bool) or value < 0:
        raise ValueError(f"must be a whole number from 0, not {_found(value)}")
    return value


def amount(value: object) -> float:
    """A number from 0."""
    if not isinstance(value, (int, float)) or isinstance(value, bool) or not 0 <= value < float("inf"):
        raise ValueError(f"must be a number from 0, not {_found(value)}")
    return value


def share(value: object) -> float:
    """A number between 0 and 1."""
    found = amount(value)
    if found > 1:
        raise ValueError(f"must be a share between 0 and 1, not {_found(value)}: 5 % is 0.05")
    return found


def day(value: object) -> date:
    """A date without a time."""
    import datetime

    if isinstance(value, datetime.datetime) or not isinstance(value, datetime.date):
        raise ValueError(f"must be a date such as 2026-09-01, not {_found(value)}")
    return value


def listed(check: Check) -> Check:
    """A list of such values."""

    def check_all(value: object) -> tuple[object, ...]:
        if not isinstance(value, list):
            raise ValueError(f"must be a list in brackets, not {_found(value)}")
        kept: list[object] = []
        faults: dict[int, str] = {}
        for index, item in enumerate(value):
            try:
                kept.append(check(item))
            except ValueError as error:
                faults[index] = str(error)
        if faults:
            raise ItemErrors(faults)
        return tuple(kept)

    return check_all


def optional(check: Check) -> Check:
    """Such a value, or nothing."""
    return lambda value: value if value == "" else check(value)


def url(value: object) -> str:
    """An address over HTTP or HTTPS, with a port that exists and no credential in it."""
    match = re.fullmatch(_URL, text(value))
    if not match or not _is_port((match[2] or ":1")[1:]):
        shown = re.sub("//.*@", "//…@", text(value))  # a password stays where it is
        raise ValueError(
            f'must be an address such as "https://track.customer.io:443" without a user name, not {_found(shown)}'
        )
    return text(value).rstrip("/")


def host(value: object) -> str:
    """A host name or an address, without scheme, port or path."""
    if not re.fullmatch(_HOST, text(value)):
        raise ValueError(f'must be a host name such as "example.com", not {_found(value)}')
    return text(value).lower().rstrip(".")


def reachable(value: object) -> str:
    """A host that may be probed, on every port or on one: `example.com`, `example.com:9443`, `10.0.0.2`, `::1`."""
    written = text(value)
    if _is_address(written.strip("[]")):
        return written.strip("[]").lower()
    name, colon, port = written.partition(":")
    is_port = re.fullmatch(r"[1-9][0-9]{0,4}", port) and _is_port(port)
    if not re.fullmatch(_HOST, name) or (colon and not is_port):
        raise ValueError(f'must be a host such as "example.com" or "example.com:9443", not {_found(value)}')
    return name.lower().rstrip(".") + colon + port


def address(value: object) -> str:
    """An IP address, with or without a port: `127.0.0.1:5353`, `[::1]:53`, `::1`."""
    match = re.fullmatch(_ADDRESS, text(value))
    found = match and (match["v4"] or match["v6"] or match["bare"])
    if not match or not _is_address(found or "") or not _is_port(match["port4"] or match["port6"] or "53"):
        raise ValueError(f'must be an address such as "10.0.0.2" or "127.0.0.1:5353", not {_found(value)}')
    return text(value)


def detour(value: object) -> str:
    """`HOST:PORT:ADDRESS:PORT`, as curl's --connect-to."""
    from cio_tui.probes.ground import ConnectTo

    try:
        ConnectTo.parse(text(value))
    except ValueError as error:
        raise ValueError(f"cannot be used: {error}") from None
    return text(value)


def path(value: object) -> str:
    """A path; `~` is the user's home."""
    if not text(value):
        raise ValueError("is an empty path")
    return os.path.expanduser(text(value))


def credential(value: object) -> CredentialSource:
    """`{ env = "NAME" }`, `{ file = "path" }` or `{ command = ["program", "argument"] }`."""
    if not isinstance(value, dict):
        raise ValueError(
            "must name a source, never hold the credential itself: "
            '{ env = "NAME" }, { file = "path" } or { command = ["program", "argument"] }'
        )
    if len(value) != 1 or not value.keys() <= {"env", "file", "command"}:
        raise ValueError("must have exactly one of `env`, `file` and `command`")
    ((kind, found),) = value.items()
    if kind == "command" and not isinstance(found, list):
        raise ValueError("must give `command` as a list of words; no shell is involved")
    words = tuple(text(word) for word in (found if kind == "command" else [found]))
    if not words or not words[0]:
        raise ValueError(f"has an empty `{kind}`")
    return CredentialSource(kind, words)


def _is_address(written: str) -> bool:
    import ipaddress

    try:
        ipaddress.ip_address(written)
    except ValueError:
        return False
    return True


def _is_port(digits: str) -> bool:
    return 0 < int(digits) < 65536


def _found(value: object) -> str:
    """The value as its author would recognize it."""
    if isinstance(value, str):
        return f'"{value[:60]}"'
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, (list, dict)):
        return "a list" if isinstance(value, list) else "a table"
    return str(value)[:60]

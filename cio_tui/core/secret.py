"""A credential as the program carries it about: to be sent, and never to be seen."""

from __future__ import annotations

from typing import NoReturn


class Secret:
    """A credential that cannot be printed, formatted, pickled or serialized by accident."""

    __slots__ = ("_value",)

    def __init__(self, value: str) -> None:
        if not value:
            raise ValueError("A credential is empty. Leave it out instead.")
        self._value = value

    def reveal(self) -> str:
        """The value itself, for the one place that sends it."""
        return self._value

    @property
    def fingerprint(self) -> str:
        """Eight hex digits of its SHA-256, so that two people can tell whether they hold the same key."""
        import hashlib  # it loads OpenSSL, and a start that asks nobody needs none

        return "sha256:" + hashlib.sha256(raw_bytes(self._value)).hexdigest()[:8]

    def __repr__(self) -> str:
        return f"Secret({self.fingerprint})"

    def __str__(self) -> str:
        return repr(self)

    def __format__(self, spec: str) -> str:
        return format(repr(self), spec)

    def __eq__(self, other: object) -> bool:
        import hmac

        return isinstance(other, Secret) and hmac.compare_digest(
            raw_bytes(self._value), raw_bytes(other._value)
        )

    def __hash__(self) -> int:
        return hash(self.fingerprint)

    def __copy__(self) -> Secret:
        return self

    def __deepcopy__(self, memo: object) -> Secret:
        return self

    def __reduce_ex__(self, protocol: object) -> NoReturn:
        raise TypeError("A Secret is never serialized.")


def raw_bytes(value: str) -> bytes:
    """The bytes as the environment or a file held them, valid UTF-8 or not."""
    return value.encode(errors="surrogateescape")

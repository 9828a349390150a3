"""A signature is of a small statement beside the log: which incident, up to which event, with which digest.

So a log that goes on with a note keeps it, and `ssh-keygen` alone can check it, since the statement is a file.
"""

from __future__ import annotations

import os
import re
from typing import TYPE_CHECKING, NamedTuple

from cio_tui.core.errors import Undecided, UserError
from cio_tui.runtime.file_mode import open_with_mode
from cio_tui.runtime.readings_bytes import read_readings
from cio_tui.runtime.regular_file import open_regular, read_regular

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from cio_tui.runtime.incident_folder import IncidentFolder

_NAME = re.compile(r"signed-(\d{1,4})\.txt")
_STATEMENT = re.compile(
    r"cio-tui incident (?P<incident>\S{1,64})\n"
    r"event (?P<seq>\d{1,9})\nsha256 (?P<digest>[0-9a-f]{64})\n"
    r"readings (?P<length>\d{1,12}) (?P<readings>[0-9a-f]{64})\n"
)
LARGEST = 1 << 16
"""Bytes of a statement or a signature."""


class Statement(NamedTuple):
    """What somebody put their key to."""

    incident: str
    seq: int
    digest: str
    """Of the chain up to that event, whole."""
    length: int
    """Bytes of readings.jsonl at that time."""
    readings: str
    """SHA-256 of those bytes."""

    def text(self) -> bytes:
        """As the file holds it."""
        return (
            f"cio-tui incident {self.incident}\nevent {self.seq}\nsha256 {self.digest}\n"
            f"readings {self.length} {self.readings}\n"
        ).encode()


def state(folder: IncidentFolder, digests: Sequence[str]) -> Statement:
    """What there is to be signed now. Raises UserError."""
    data = read_readings(folder)
    return Statement(folder.id, len(digests), digests[-1], len(data), _sha256(data))


def keep(folder: IncidentFolder, statement: Statement, signature: bytes) -> str:
    """Put both beside the log, under the next free name, or neither; that name. Raises UserError."""
    number = max((number for number, _ in _kept(folder)), default=0) + 1
    path = os.path.join(folder.path, f"signed-{number}.txt")
    begun: list[str] = []
    try:
        for name, data in ((f"{path}.sig", signature), (path, statement.text())):
            flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC
            with os.fdopen(open_with_mode(name, flags, folder.file_mode), "wb") as file:
                begun.append(name)
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
    except OSError as error:
        for name in begun:
            os.unlink(name)
        raise UserError(f"Cannot keep the signature at {path}: {error.strerror}.") from error
    return os.path.basename(path)


def check(folder: IncidentFolder, digests: Sequence[str], signers: str) -> tuple[list[str], list[str]]:
    """Faults and remarks about every signature; whose it is only where a list of signers is given.

    Raises UserError when that list cannot be read, Undecided without ssh-keygen.
    """
    if signers:
        os.close(open_regular(signers))
    kept = _kept(folder)
    if signers and not kept:
        return ["Nobody has signed this log. `cio-tui incident sign` does."], []
    faults: list[str] = []
    remarks: list[str] = []
    for _, name in kept:
        try:
            remarks.append(_stand(folder, name, digests, signers))
        except Undecided:
            raise
        except UserError as error:
            faults.append(f"{name}: {error}")
    return faults, remarks


def _stand(folder: IncidentFolder, name: str, digests: Sequence[str], signers: str) -> str:
    """What one statement says of the log. Raises UserError when it does not hold, Undecided without ssh-keygen."""
    found = _parse(read_regular(os.path.join(folder.path, name), LARGEST))
    if found is None:
        raise UserError("it is no statement about a log.")
    if trouble := _contradiction(folder, found, digests):
        raise UserError(trouble)
    os.close(open_regular(os.path.join(folder.path, f"{name}.sig")))
    if not signers:
        return f"Signed up to event {found.seq} by a key that was not asked for; give --signers ({name}.sig)."
    who = _signer(folder, name, found, signers)
    if not who:
        raise UserError(f"{name}.sig is no valid signature of anybody listed in {signers}.")
    return f"Signed up to event {found.seq} by {who} ({name}.sig)."


def _signer(folder: IncidentFolder, name: str, statement: Statement, signers: str) -> str:
    from cio_tui.runtime.ssh_keygen import signer_of

    return signer_of(statement.text(), os.path.join(folder.path, f"{name}.sig"), signers)


def _contradiction(folder: IncidentFolder, statement: Statement, digests: Sequence[str]) -> str:
    """Why the log is not the one that was signed; empty if it is."""
    if statement.incident != folder.id:
        return f"what was signed is {statement.incident}."
    if statement.seq > len(digests):
        return f"the log was signed with {statement.seq} events and has {len(digests)}: it was cut."
    if not statement.seq or digests[statement.seq - 1] != statement.digest:
        return f"the log is not the one that was signed: it was rewritten at or before event {statement.seq}."
    data = read_readings(folder)[: statement.length]
    if len(data) < statement.length or _sha256(data) != statement.readings:
        return "readings.jsonl was changed after it was signed."
    return ""


def _parse(data: bytes) -> Statement | None:
    found = _STATEMENT.fullmatch(data.decode(errors="replace"))
    if found is None:
        return None
    return Statement(
        found["incident"], int(found["seq"]), found["digest"], int(found["length"]), found["readings"]
    )


def _kept(folder: IncidentFolder) -> list[tuple[int, str]]:
    """Number and name of each statement, in order."""
    return sorted(_numbered(folder))


def _numbered(folder: IncidentFolder) -> Iterator[tuple[int, str]]:
    try:
        names = os.listdir(folder.path)
    except OSError:
        return
    for name in names:
        if match := _NAME.fullmatch(name):
            yield int(match[1]), name


def _sha256(data: bytes) -> str:
    import hashlib

    return hashlib.sha256(data).hexdigest()

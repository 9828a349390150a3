"""One incident as one file that can leave the host: log, books, samples, signatures, report and checksums.

The same incident makes the same bytes: names sorted, no times, no owners. What the log is cut to is its last whole
event, so a session may go on writing meanwhile; and the report is of exactly what is in the file.
"""

from __future__ import annotations

import gzip
import io
import os
import re
import tarfile
from typing import TYPE_CHECKING

from cio_tui.core.chain import MAX_BLOCK
from cio_tui.core.errors import Refused, UserError
from cio_tui.core.pseudonym import hide_people
from cio_tui.runtime.checksums import SUMS, sums_of
from cio_tui.runtime.readings_bytes import read_readings
from cio_tui.runtime.regular_file import read_regular

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cio_tui.core.redact import Redactor
    from cio_tui.runtime.incident_folder import IncidentFolder

LARGEST = 1 << 28
"""Bytes of one file of an incident."""

_LOG = re.compile(r"log(-\d{1,4})?\.toml")
_KEPT = re.compile(
    r"log(-\d{1,4})?\.toml(\.torn-\d{1,4})?|runbook(-[a-z0-9_-]{1,64})?\.toml|readings\.jsonl"
    r"|signed-\d{1,4}\.txt(\.sig)?"
)
"""What belongs to the incident; the lock, a draft and the ballast belong to a session."""


def take_files(folder: IncidentFolder) -> dict[str, bytes]:
    """The files of an incident by name, each cut at its last whole event or sample.

    Raises UserError when one cannot be read: a link in place of a file could lead anywhere.
    """
    try:
        names = sorted(filter(_KEPT.fullmatch, os.listdir(folder.path)))
    except OSError as error:
        raise UserError(f"{folder.path} cannot be looked into: {error.strerror}.") from error
    if not any(map(_LOG.fullmatch, names)):
        raise UserError(f"{folder.path} holds no log; there is nothing to export.")
    return {name: _whole(name, _read(folder, name)) for name in names}


def _read(folder: IncidentFolder, name: str) -> bytes:
    path = os.path.join(folder.path, name)
    if path == folder.readings:
        return read_readings(folder, LARGEST, os.O_NOFOLLOW)
    return read_regular(path, LARGEST, os.O_NOFOLLOW)


def _whole(name: str, data: bytes) -> bytes:
    end = b"\n\n" if _LOG.fullmatch(name) else b"\n" if name == "readings.jsonl" else b""
    return data[: data.rfind(end) + len(end)] if end and end in data else data if not end else b""


def refuse_credentials(files: Mapping[str, bytes], redactor: Redactor) -> None:
    """No configured credential leaves in a bundle. Raises Refused: blanking it out would break the chain."""
    for name, data in files.items():
        found = redactor.finds(data.decode(errors="replace"))
        if found:
            raise Refused(
                f"{name} holds the credential {found}; nothing is exported. "
                "Give out a new one first, then export with it configured in its place."
            )


def names_people(files: Mapping[str, bytes]) -> bool:
    """Whether an e-mail address stands in the log. A line longer than a block is none of ours, and takes too long."""
    logs = (data for name, data in files.items() if name.startswith("log"))
    lines = (line for data in logs for line in data.split(b"\n") if b"@" in line or b"%40" in line)
    texts = (line.decode(errors="replace") for line in lines if len(line) <= MAX_BLOCK)
    return any(hide_people(text, "") != text for text in texts)


def pack(incident: str, files: Mapping[str, bytes]) -> bytes:
    """The bundle, with the list of checksums added: a folder of the incident's name in a gzipped tar."""
    whole = {**files, SUMS: sums_of(files)}
    packed = io.BytesIO()
    with (
        gzip.GzipFile(filename="", mode="wb", compresslevel=9, fileobj=packed, mtime=0) as compressed,
        tarfile.open(fileobj=compressed, mode="w", format=tarfile.USTAR_FORMAT) as archive,
    ):
        for name in sorted(whole):
            entry = tarfile.TarInfo(f"{incident}/{name}")
            entry.size, entry.mode = len(whole[name]), 0o600
            archive.addfile(entry, io.BytesIO(whole[name]))
    return packed.getvalue()

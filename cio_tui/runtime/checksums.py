"""SHA256SUMS of an exported incident, as `sha256sum -c` reads it: written by the export, looked at by the check."""

from __future__ import annotations

import os
import re
from typing import TYPE_CHECKING

from cio_tui.core.errors import UserError
from cio_tui.runtime.regular_file import read_regular

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

SUMS = "SHA256SUMS"
_LINE = re.compile(r"([0-9a-f]{64})  ([A-Za-z0-9][A-Za-z0-9._-]{0,99})")
_LARGEST = 1 << 28
"""Bytes of one file."""


def sums_of(files: Mapping[str, bytes]) -> bytes:
    """The list for these files, by name."""
    from hashlib import sha256

    return "".join(f"{sha256(files[name]).hexdigest()}  {name}\n" for name in sorted(files)).encode()


def sum_faults(folder: str) -> Iterator[str]:
    """What does not fit the list, as sentences; nothing where there is none, as in a folder of ours."""
    path = os.path.join(folder, SUMS)
    if not os.path.lexists(path):
        return
    from hashlib import sha256

    try:
        lines = read_regular(path).decode(errors="replace").splitlines()
    except UserError as error:
        yield str(error)
        return
    for line in lines:
        listed = _LINE.fullmatch(line)
        if listed is None:
            yield f"{SUMS} holds a line that is no checksum of a file beside it."
            continue
        try:
            found = sha256(read_regular(os.path.join(folder, listed[2]), _LARGEST)).hexdigest()
        except UserError as error:
            yield f"{listed[2]} was exported and cannot be read. {error}"
            continue
        if found != listed[1]:
            yield f"{listed[2]} is not as it was exported: its checksum does not fit."

"""readings.jsonl as bytes. The log stands without it, so whatever is in its place is told with the way around it."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from cio_tui.core.errors import UserError
from cio_tui.runtime.regular_file import UnreadableFileError, read_regular

if TYPE_CHECKING:
    from cio_tui.runtime.incident_folder import IncidentFolder

LARGEST = 1 << 26
"""Bytes that are looked at: eight times what it is allowed to grow to."""


def read_readings(folder: IncidentFolder, limit: int = LARGEST, flags: int = 0) -> bytes:
    """All of it; nothing where there is none. Raises UserError."""
    if not os.path.lexists(folder.readings):
        return b""
    try:
        return read_regular(folder.readings, limit, flags)
    except UnreadableFileError as error:
        raise UserError(
            f"{error} The samples of the incident should be there, and its log does not need them: "
            "move that out of the folder to go on without."
        ) from error

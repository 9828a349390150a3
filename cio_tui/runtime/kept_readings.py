"""The samples that were kept of an incident, for a review and for whoever reads along without the pen."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from cio_tui.core.kept import kept_of
from cio_tui.runtime.readings_file import LARGEST
from cio_tui.runtime.regular_file import UnreadableFileError, open_regular

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cio_tui.core.kept import Kept
    from cio_tui.runtime.incident_folder import IncidentFolder


def read_kept(folder: IncidentFolder, newest: int = 2 * LARGEST) -> Iterator[Kept]:
    """Every sample in so many of the newest bytes, oldest first; a line that is none is left out."""
    try:
        with open(open_regular(folder.readings), "rb") as file:
            file.seek(max(0, os.fstat(file.fileno()).st_size - newest))
            lines = file.read(newest).splitlines()
    except (UnreadableFileError, OSError):
        return
    for line in lines:
        if (kept := kept_of(line)) is not None:
            yield kept

"""How an incident was opened, without reading the rest of its log."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from cio_tui.core.block_table import Unreadable
from cio_tui.core.chain import MAX_BLOCK
from cio_tui.core.codec import decode
from cio_tui.core.events import IncidentOpened
from cio_tui.runtime.regular_file import UnreadableFileError, open_regular

if TYPE_CHECKING:
    from cio_tui.runtime.incident_folder import IncidentFolder


def read_opening(folder: IncidentFolder) -> IncidentOpened | None:
    """The first event; None when there is none, or when whoever reads the whole log will say what is wrong."""
    try:
        with os.fdopen(open_regular(folder.log()), "rb") as file:
            block, end, _ = file.read(MAX_BLOCK).partition(b"\n\n")
        opened = decode(block + end).event
    except (UnreadableFileError, OSError, Unreadable):
        return None
    return opened if isinstance(opened, IncidentOpened) else None

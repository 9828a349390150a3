"""The note being typed survives a dropped connection: it is put beside the log as it grows, whole or not at all.

It is not synced: a killed process loses nothing that the kernel has, and a note is not yet evidence.
"""

from __future__ import annotations

import os
from contextlib import suppress
from typing import TYPE_CHECKING

from cio_tui.core.cutting import LONGEST, cut_block
from cio_tui.runtime.file_mode import open_with_mode

if TYPE_CHECKING:
    from cio_tui.runtime.incident_folder import IncidentFolder

LARGEST = 4 * LONGEST
"""Bytes of a draft: what any text of the log may take in UTF-8."""


def save_draft(folder: IncidentFolder, text: str) -> None:
    """Keep the text, already redacted; an empty one forgets it. A disk that refuses it is not worth a word here."""
    with suppress(OSError):
        if not text:
            os.unlink(folder.draft)
            return
        part = f"{folder.draft}.part"
        descriptor = open_with_mode(
            part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_NOFOLLOW, folder.file_mode
        )
        with os.fdopen(descriptor, "wb") as file:
            file.write(cut_block(text).encode()[:LARGEST])
        os.replace(part, folder.draft)


def load_draft(folder: IncidentFolder) -> str:
    """What was being typed when the last session ended; empty if nothing was."""
    try:
        with open(folder.draft, "rb") as file:
            return cut_block(file.read(LARGEST).decode(errors="ignore"))
    except OSError:
        return ""

"""A log from the disk, its chain followed over the bytes and nothing parsed: cheap to import and to do."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from cio_tui.core.log import join
from cio_tui.runtime.regular_file import read_regular

if TYPE_CHECKING:
    from cio_tui.core.log import Log
    from cio_tui.runtime.incident_folder import IncidentFolder

LARGEST = 1 << 28
"""Bytes of one file: three quarters of a million events."""


def read_log(folder: IncidentFolder) -> Log:
    """The log as bytes, its chain followed as far as it holds. Raises UserError when it cannot be read."""
    names = folder.logs() or [folder.log()]
    return join([(os.path.basename(path), read_regular(path, LARGEST)) for path in names])

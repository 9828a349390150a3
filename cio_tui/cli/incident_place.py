"""Where the verbs of `incident` look for one."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from cio_tui.runtime.incident_folder import find_incident
from cio_tui.runtime.paths import incidents_root

if TYPE_CHECKING:
    from cio_tui.runtime.incident_folder import IncidentFolder
    from cio_tui.runtime.settings import Settings


def root_of(settings: Settings) -> str:
    """The folder of all incidents."""
    return incidents_root(settings.log_dir, os.environ)


def find(settings: Settings, word: str) -> IncidentFolder:
    """The incident that is meant. Raises UserError."""
    return find_incident(root_of(settings), word)

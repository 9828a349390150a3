"""A process that holds credentials leaves nothing that others can read: no core dump, no file but for its user."""

from __future__ import annotations

import os
import resource

PRIVATE = 0o077


def keep_private() -> None:
    """For this process and those it starts; what a team shares on purpose is made so by `open_with_mode`."""
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    os.umask(PRIVATE)

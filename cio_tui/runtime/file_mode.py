"""A team that shares a folder can read and go on with each other's incidents, although our umask keeps groups out."""

from __future__ import annotations

import os
from contextlib import suppress

GROUP = 0o070


def open_with_mode(path: str, flags: int, mode: int) -> int:
    """`os.open`; a mode that allows the group anything is meant, whatever the umask says. Raises OSError."""
    descriptor = os.open(path, flags, mode)
    if mode & GROUP:
        with suppress(PermissionError):  # it is a colleague's, who has given it this mode
            os.fchmod(descriptor, mode)
    return descriptor

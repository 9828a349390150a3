"""A file that somebody asked for is there whole, durable and for this user alone, or not at all.

A name that is taken stays as it is unless it was said that it may be replaced: the new one is linked in beside it.
"""

from __future__ import annotations

import os
from contextlib import suppress

from cio_tui.core.errors import UserError
from cio_tui.runtime.incident_folder import sync_folder


def write_whole(path: str, data: bytes, *, replace: bool = False) -> None:
    """Write it, mode 0600. Raises UserError when the name is taken, or nothing can be written there."""
    if not replace and os.path.lexists(path):
        raise UserError(f"{path} exists already; name another file, or remove it first.")
    part = f"{path}.part-{os.getpid()}"
    try:
        _write(part, data)
        if replace:
            os.replace(part, path)
        else:
            os.link(part, path)
        with suppress(OSError):  # a file system that cannot sync a folder has the file all the same
            sync_folder(os.path.dirname(path) or ".")
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) else str(error)
        raise UserError(f"Cannot write {path}: {reason}. Nothing is left there.") from error
    finally:
        with suppress(OSError, ValueError):  # after whatever ended it, ctrl+c too
            os.unlink(part)


def _write(path: str, data: bytes) -> None:
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())

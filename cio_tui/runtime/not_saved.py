"""Why an event is not on disk, said so that a person in the middle of an incident knows what to do."""

from __future__ import annotations

import errno

from cio_tui.core.errors import UserError

REASONS = {
    errno.ENOSPC: "the disk is full. Free some space; the event is kept and can be saved again",
    errno.EDQUOT: "your quota on this disk is used up. Free some space; the event is kept and can be saved again",
    errno.EFBIG: "the file has reached the largest size allowed (`ulimit -f`). Raise it and resume the incident",
    errno.EROFS: "the file system is read-only. Remount it for writing, or set `dir` under [log] to another place",
    errno.EIO: "the disk reports an error. Copy the folder to another disk and resume it there",
    errno.ENOENT: "the file or its folder is gone. Put it back, or open a new incident",
    errno.ESTALE: "the network file system has lost the file. Mount it again and resume the incident",
    errno.EACCES: "this user may not write there. Allow it with chmod or chown",
    errno.EPERM: "this user may not write there. Allow it with chmod, chown or chattr",
}


class NotSaved(UserError):
    """The event is not on disk and counts for nothing; `str(error)` says why and what helps."""


class PenLost(NotSaved):
    """Another session writes this log now."""


def not_saved(error: OSError, path: str) -> NotSaved:
    """What a failed system call means for the log."""
    reason = REASONS.get(error.errno or 0, f"{error.strerror or error}. Put that right and try again")
    return NotSaved(f"Not saved to {path}: {reason}.")

"""What to know about the disk under a log before trusting it."""

from __future__ import annotations

import os

NETWORKED = ("nfs", "nfs4", "cifs", "smb3", "smbfs", "9p", "fuse.sshfs", "afs", "ceph", "glusterfs")


def file_system(path: str, mounts: str = "/proc/self/mounts") -> str:
    """The type of the file system a path is on; empty where that cannot be found out."""
    real = os.path.realpath(path) + "/"
    best, kind = "", ""
    try:
        with open(mounts, encoding="utf-8", errors="surrogateescape") as file:
            for line in file:
                _, point, this, *_ = line.split(" ")
                point = point.replace("\\040", " ")
                if real.startswith(point.rstrip("/") + "/") and len(point) >= len(best):
                    best, kind = point, this
    except OSError:
        return ""
    return kind


def caution_about(path: str, mounts: str = "/proc/self/mounts") -> str:
    """A sentence when locks there cannot be relied on between hosts; empty when all is well."""
    kind = file_system(path, mounts)
    if kind not in NETWORKED:
        return ""
    return f"{path} is on {kind}: locks are not to be relied on between hosts, so agree on who writes."

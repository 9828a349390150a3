from __future__ import annotations

from typing import TYPE_CHECKING

from cio_tui.runtime.log_place import caution_about, file_system

if TYPE_CHECKING:
    from pathlib import Path

MOUNTS = """\
/dev/vda / ext4 rw 0 0
server:/home /home/amira nfs4 rw 0 0
tmpfs /home/amira/scratch\\040disk tmpfs rw 0 0
//nas/team /team cifs rw 0 0
"""


def mounts(tmp_path: Path) -> str:
    file = tmp_path / "mounts"
    file.write_text(MOUNTS)
    return str(file)


def test_the_innermost_mount_decides(tmp_path: Path) -> None:
    table = mounts(tmp_path)
    assert file_system("/home/amira/incidents", table) == "nfs4"
    assert file_system("/home/amira/scratch disk/x", table) == "tmpfs"
    assert file_system("/home/amira2", table) == "ext4"
    assert file_system("/x", str(tmp_path / "nowhere")) == ""


def test_a_network_file_system_is_said_and_a_local_one_is_not(tmp_path: Path) -> None:
    table = mounts(tmp_path)
    assert "/team/x is on cifs: locks are not to be relied on" in caution_about("/team/x", table)
    assert caution_about("/srv", table) == ""
    assert caution_about(str(tmp_path)) == ""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

PROGRAM = """
import os, signal
from cio_tui.runtime.privacy import keep_private
keep_private()
open("export", "w").close()
os.kill(os.getpid(), signal.SIGABRT)
"""


def test_a_process_with_credentials_leaves_no_core_and_no_file_for_others(tmp_path: Path) -> None:
    done = subprocess.run([sys.executable, "-c", PROGRAM], cwd=tmp_path, capture_output=True, check=False)
    assert done.returncode == -6
    assert [path.name for path in tmp_path.iterdir()] == ["export"]
    assert (tmp_path / "export").stat().st_mode & 0o777 == 0o600

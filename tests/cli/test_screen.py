from __future__ import annotations

import subprocess
import sys


def test_without_any_terminal_it_says_so_and_exits_2() -> None:
    program = (sys.executable, "-m", "cio_tui")
    done = subprocess.run(program, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert done.stdout == ""
    assert "needs a terminal" in done.stderr

from __future__ import annotations

import os
import pty
import subprocess
import sys


def test_a_dumb_terminal_is_offered_the_plain_walk() -> None:
    leader, follower = pty.openpty()
    done = subprocess.run(
        [sys.executable, "-m", "cio_tui"],
        stdin=follower, stdout=follower, stderr=subprocess.PIPE, text=True, check=False,
        env={**os.environ, "TERM": "dumb"},
    )  # fmt: skip
    os.close(leader)
    os.close(follower)
    assert done.returncode == 2
    assert "TERM is `dumb`" in done.stderr
    assert "--plain" in done.stderr

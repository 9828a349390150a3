from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from cio_tui.probes.failure import SetupError
from cio_tui.probes.trust_reading import TrustReading


async def test_what_cannot_be_read_is_read_again_when_asked_again(tmp_path: Path, ca_file: str) -> None:
    path, reading = tmp_path / "ca.pem", TrustReading()
    with pytest.raises(SetupError, match=f"ca_file names {path}, which cannot be read"):
        await reading.trust(str(path))
    copy(ca_file, path)
    trust = await reading.trust(str(path))
    assert await reading.trust(str(path)) is trust


async def test_a_pipe_is_waited_for_a_while_and_read_once_it_is_written_to(
    tmp_path: Path, ca_file: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("cio_tui.probes.trust_reading._PATIENCE", 0.1)
    pipe, reading = tmp_path / "pipe", TrustReading()
    os.mkfifo(pipe)
    begun = reading.begin(str(pipe))
    for _ in range(2):
        with pytest.raises(SetupError, match=r"not read after 0\.1 s; SSL_CERT_FILE and ca_file should"):
            await reading.trust(str(pipe))
    copy(ca_file, pipe)
    begun.result(30)
    assert (await reading.trust(str(pipe))).source.endswith(f" and {pipe}")


ASKING_IN_VAIN = """
import asyncio, sys
from cio_tui.probes import trust_reading
trust_reading._PATIENCE = trust_reading._LAST_WAIT = 0.05
try:
    asyncio.run(trust_reading.TrustReading().trust(sys.argv[1]))
except trust_reading.SetupError:
    print("leaving")
"""

LEAVING_AT_ONCE = """
import atexit, threading
from cio_tui.probes.trust_reading import TrustReading
atexit.register(lambda: print(threading.active_count()))
TrustReading().begin("")
"""


def test_a_pipe_does_not_hold_up_the_exit(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    assert printed(ASKING_IN_VAIN, str(tmp_path / "pipe")) == "leaving\n"


def test_the_exit_waits_for_openssl_to_be_done_with_the_certificates() -> None:
    assert printed(LEAVING_AT_ONCE) == "1\n"


def copy(source: str, target: Path) -> None:
    """Write into what is there, be it a pipe."""
    target.write_bytes(Path(source).read_bytes())


def printed(*words: str) -> str:
    """What a script says that ends well, without a word on standard error."""
    ended = subprocess.run(
        [sys.executable, "-c", *words], capture_output=True, text=True, timeout=30, check=False
    )
    assert (ended.returncode, ended.stderr) == (0, "")
    return ended.stdout

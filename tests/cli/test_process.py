from __future__ import annotations

import subprocess
import sys

CRASH = """
import sys
from cio_tui.cli.process import report_bug
sys.excepthook = report_bug
def sign(secret):
    raise KeyError(secret)
sign("0f1e2d3c4b5a69788796")
"""


def crash(*words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, "-c", CRASH, *words], capture_output=True, text=True, check=False)


def test_a_bug_is_one_sentence_without_a_value_and_an_exit_code_of_its_own() -> None:
    done = crash()
    assert done.returncode == 70
    assert done.stderr.count("\n") == 1
    assert "KeyError" in done.stderr
    assert "--debug" in done.stderr
    assert "0f1e2d3c4b5a69788796" not in done.stderr


def test_a_note_on_the_bug_is_part_of_the_sentence() -> None:
    program = CRASH.replace(
        "raise KeyError(secret)", "error = KeyError(secret); error.add_note('The log is saved.'); raise error"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)
    assert "The log is saved. Run it again" in done.stderr
    assert done.stderr.count("\n") == 1


def test_debug_asks_for_the_traceback() -> None:
    done = crash("--debug")
    assert done.returncode == 70
    assert "Traceback" in done.stderr


def test_leaving_flushes_what_was_said_and_does_not_wait_for_threads() -> None:
    program = (
        "import threading, time; from cio_tui.cli.process import leave\n"
        "threading.Thread(target=time.sleep, args=(60,)).start(); print('said', end=''); leave(3)"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, timeout=30, check=False
    )
    assert (done.returncode, done.stdout) == (3, "said")


def test_an_interrupt_before_anything_runs_is_130() -> None:
    program = CRASH.replace("raise KeyError(secret)", "raise KeyboardInterrupt")
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (130, "")

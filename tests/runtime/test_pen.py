from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from cio_tui.runtime.pen import Holder, Pen, PenHeld, present_holder, read_holder

if TYPE_CHECKING:
    from cio_tui.runtime.incident_folder import IncidentFolder

ROOT = Path(__file__).parents[2]


def elsewhere(path: str, then: str) -> subprocess.Popen[str]:
    """Another process that takes the pen, says so, and goes on as told."""
    program = (
        "import os, sys, socket\nfrom cio_tui.runtime.pen import Holder, Pen\n"
        f"pen = Pen.acquire({path!r}, Holder('bo', socket.gethostname(), os.getpid(), 'now'))\n"
        f"print('held', flush=True)\n{then}"
    )
    child = subprocess.Popen(
        [sys.executable, "-c", program], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=ROOT
    )
    assert child.stdout is not None
    assert child.stdout.readline() == "held\n"
    return child


def end(child: subprocess.Popen[str]) -> None:
    child.kill()
    child.communicate()


def test_a_free_pen_is_taken_and_named(folder: IncidentFolder, me: Holder) -> None:
    pen = Pen.acquire(folder.lock, me)
    assert pen.is_held()
    assert read_holder(folder.lock) == me
    assert Path(folder.lock).stat().st_mode & 0o777 == 0o600


def test_a_pen_let_go_is_free_again(folder: IncidentFolder, me: Holder) -> None:
    pen = Pen.acquire(folder.lock, me)
    pen.release()
    pen.release()
    assert not pen.is_held()
    assert read_holder(folder.lock) is None
    assert Pen.acquire(folder.lock, me).is_held()


def test_the_pen_of_a_living_process_is_refused_with_its_name(folder: IncidentFolder, me: Holder) -> None:
    child = elsewhere(folder.lock, "sys.stdin.read()")
    with pytest.raises(PenHeld, match=f"bo holds the pen of {folder.id}.*cio-tui watch") as refused:
        Pen.acquire(folder.lock, me)
    assert refused.value.holder.pid == child.pid
    assert present_holder(folder.lock, me.host) == refused.value.holder
    end(child)


def test_the_pen_of_a_process_that_was_killed_is_free(folder: IncidentFolder, me: Holder) -> None:
    child = elsewhere(folder.lock, "sys.stdin.read()")
    end(child)
    assert read_holder(folder.lock) is not None
    assert present_holder(folder.lock, me.host) is None
    assert Pen.acquire(folder.lock, me).is_held()
    assert read_holder(folder.lock) == me


def test_taking_over_from_a_living_process_leaves_it_without(folder: IncidentFolder, me: Holder) -> None:
    child = elsewhere(folder.lock, "sys.stdin.readline(); print(pen.is_held(), flush=True); pen.release()")
    pen = Pen.take_over(folder.lock, me)
    answer, _ = child.communicate("go\n")
    assert answer == "False\n"
    assert pen.is_held()
    assert read_holder(folder.lock) == me
    with pytest.raises(PenHeld):
        Pen.acquire(folder.lock, me)


def test_of_two_who_take_over_one_writes(folder: IncidentFolder, me: Holder) -> None:
    first = Pen.take_over(folder.lock, me)
    second = Pen.take_over(folder.lock, me._replace(pid=me.pid + 1))
    assert (first.is_held(), second.is_held()) == (False, True)


def test_a_holder_on_another_host_is_taken_to_live(folder: IncidentFolder, me: Holder) -> None:
    there = me._replace(host="elsewhere", pid=1)
    pen = Pen.acquire(folder.lock, there)
    os.close(pen._descriptor)  # its process died; nobody here can know
    with pytest.raises(PenHeld, match="on elsewhere"):
        Pen.acquire(folder.lock, me)
    assert present_holder(folder.lock, me.host) == there
    assert Pen.take_over(folder.lock, me).is_held()


@pytest.mark.parametrize("content", [b"", b"\0" * 40, b"pid = 'x'\n", b"[[[[", b"\xff\xfe"])
def test_a_lock_file_of_somebody_else_is_no_obstacle(
    folder: IncidentFolder, me: Holder, content: bytes
) -> None:
    Path(folder.lock).write_bytes(content)
    assert read_holder(folder.lock) is None
    assert Pen.acquire(folder.lock, me).is_held()


def test_a_link_in_its_place_is_not_followed(folder: IncidentFolder, me: Holder, tmp_path: Path) -> None:
    (tmp_path / "victim").write_text("precious")
    Path(folder.lock).symlink_to(tmp_path / "victim")
    with pytest.raises(OSError, match="symbolic links"):
        Pen.acquire(folder.lock, me)
    assert (tmp_path / "victim").read_text() == "precious"


def test_what_a_lock_file_says_cannot_act_on_a_terminal(folder: IncidentFolder) -> None:
    Path(folder.lock).write_bytes(b'user = "\\u001b[31m"\nhost = "h"\npid = 1\nsince = "now"\n')
    holder = read_holder(folder.lock)
    assert holder is not None
    assert str(holder) == "␛[31m@h 1"

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from cio_tui.core.errors import Undecided, UserError
from cio_tui.core.events import Note
from cio_tui.runtime import ssh_keygen
from cio_tui.runtime.aside import add_event
from cio_tui.runtime.log_bytes import read_log
from cio_tui.runtime.signature import keep, state
from cio_tui.runtime.ssh_keygen import sign
from cio_tui.runtime.verification import verify
from tests.runtime.conftest import AT

if TYPE_CHECKING:
    from cio_tui.runtime.incident_folder import IncidentFolder
    from cio_tui.runtime.pen import Holder

pytestmark = pytest.mark.skipif(
    shutil.which("ssh-keygen") is None, reason="ssh-keygen is not installed (Debian: openssh-client)"
)

SAMPLE = b'{"verdict":"ok","at":"2026-11-21T20:21:08.000Z","probe":"track"}\n'


@pytest.fixture(scope="module")
def keys(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A throw-away key, another one, and a list that knows only the first."""
    folder = tmp_path_factory.mktemp("keys")
    for name in ("key", "other"):
        subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", str(folder / name)], check=True)
    public = " ".join((folder / "key.pub").read_text().split()[:2])
    (folder / "signers").write_text(f'amira@example.com namespaces="cio-tui-incident" {public}\n')
    return folder


@pytest.fixture
def signed(whole: IncidentFolder, keys: Path) -> IncidentFolder:
    """A whole incident with a sample beside it, signed with the key that is listed."""
    Path(whole.readings).write_bytes(SAMPLE)
    put_name_to(whole, keys / "key")
    return whole


def put_name_to(folder: IncidentFolder, key: Path) -> str:
    statement = state(folder, read_log(folder).digests)
    return keep(folder, statement, sign(statement.text(), str(key)))


def faults(folder: IncidentFolder, keys: Path) -> tuple[str, ...]:
    return verify(folder, signers=str(keys / "signers")).faults


def test_a_signature_says_who_and_up_to_where(signed: IncidentFolder, keys: Path) -> None:
    found = verify(signed, signers=str(keys / "signers"))
    assert found.faults == ()
    assert found.remarks == ("Signed up to event 5 by amira@example.com (signed-1.txt.sig).",)
    assert "give --signers" in verify(signed).remarks[0]
    assert {os.stat(f"{signed.path}/signed-1.txt{end}").st_mode & 0o777 for end in ("", ".sig")} == {0o600}


def test_a_statement_without_its_signature_is_not_taken_for_one(signed: IncidentFolder) -> None:
    Path(signed.path, "signed-1.txt.sig").unlink()
    found = verify(signed)
    assert found.remarks == ()
    assert "signed-1.txt.sig: No such file or directory" in found.faults[0]


def test_what_cannot_be_kept_whole_is_not_kept_at_all(whole: IncidentFolder, keys: Path) -> None:
    Path(whole.path, "signed-1.txt.sig").mkdir()
    with pytest.raises(UserError, match="Cannot keep the signature"):
        put_name_to(whole, keys / "key")
    assert not Path(whole.path, "signed-1.txt").exists()


def test_it_can_be_checked_with_ssh_keygen_alone(signed: IncidentFolder, keys: Path) -> None:
    command = ["ssh-keygen", "-Y", "verify", "-n", "cio-tui-incident", "-I", "amira@example.com"]
    command += ["-f", str(keys / "signers"), "-s", f"{signed.path}/signed-1.txt.sig"]
    statement = Path(signed.path, "signed-1.txt").read_bytes()
    assert subprocess.run(command, input=statement, capture_output=True, check=False).returncode == 0


def test_a_note_that_follows_leaves_it_valid(signed: IncidentFolder, me: Holder, keys: Path) -> None:
    add_event(signed, me, AT, lambda _: Note("later"))
    Path(signed.readings).write_bytes(2 * SAMPLE)
    found = verify(signed, signers=str(keys / "signers"))
    assert (found.holds, found.events) == (True, 6)
    assert "Signed up to event 5" in found.remarks[-1]


def test_a_second_person_signs_beside_the_first(signed: IncidentFolder, keys: Path) -> None:
    assert put_name_to(signed, keys / "other") == "signed-2.txt"
    assert faults(signed, keys) == (
        f"signed-2.txt: signed-2.txt.sig is no valid signature of anybody listed in {keys / 'signers'}.",
    )


def test_a_log_that_was_cut_or_rewritten_is_not_the_one_signed(signed: IncidentFolder, keys: Path) -> None:
    log = Path(signed.log())
    whole = log.read_bytes()
    log.write_bytes(b"\n\n".join(whole.split(b"\n\n")[:4]) + b"\n\n")
    assert "signed-1.txt: the log was signed with 5 events and has 4: it was cut." in verify(signed).faults
    log.write_bytes(whole.replace(b"note 4", b"nope 4"))
    assert any("signed-1.txt: the log was signed" in fault for fault in verify(signed).faults)


def test_samples_changed_after_signing_are_found(signed: IncidentFolder, keys: Path) -> None:
    Path(signed.readings).write_bytes(SAMPLE.replace(b"ok", b"no"))
    assert faults(signed, keys) == ("signed-1.txt: readings.jsonl was changed after it was signed.",)
    Path(signed.readings).unlink()
    assert "readings.jsonl was changed" in faults(signed, keys)[0]


@pytest.mark.parametrize("end", ["", ".sig"])
def test_a_statement_or_signature_that_was_edited_is_found(
    signed: IncidentFolder, keys: Path, end: str
) -> None:
    path = Path(f"{signed.path}/signed-1.txt{end}")
    data = path.read_bytes()
    path.write_bytes(data.replace(b"event 5", b"event 4") if not end else data[:60] + b"AAAA" + data[64:])
    assert len(faults(signed, keys)) == 1


def test_a_statement_that_is_none_is_a_fault(signed: IncidentFolder, keys: Path) -> None:
    path = Path(signed.path, "signed-1.txt")
    path.write_bytes(b"\x1b[31m hello \xff")
    assert verify(signed).faults == ("signed-1.txt: it is no statement about a log.",)
    path.unlink()
    os.mkfifo(path)
    assert "not a regular file" in verify(signed).faults[0]


def test_what_cannot_be_read_beside_a_statement_is_a_fault_of_it(
    signed: IncidentFolder, keys: Path, tmp_path: Path
) -> None:
    Path(signed.path, "signed-1.txt.sig").unlink()
    assert "signed-1.txt.sig: No such file" in faults(signed, keys)[0]
    Path(signed.readings).unlink()
    os.mkfifo(signed.readings)
    assert "signed-1.txt: " in faults(signed, keys)[0]
    with pytest.raises(UserError, match="No such file"):
        verify(signed, signers=str(tmp_path / "gone"))


def test_a_signature_made_for_something_else_does_not_count(signed: IncidentFolder, keys: Path) -> None:
    statement = Path(signed.path, "signed-1.txt").read_bytes()
    made = subprocess.run(
        ["ssh-keygen", "-Y", "sign", "-n", "git", "-f", str(keys / "key")],
        input=statement, capture_output=True, check=True,
    )  # fmt: skip
    Path(signed.path, "signed-1.txt.sig").write_bytes(made.stdout)
    assert "is no valid signature" in faults(signed, keys)[0]


def test_a_log_nobody_signed_fails_when_signatures_are_asked_for(whole: IncidentFolder, keys: Path) -> None:
    assert faults(whole, keys) == ("Nobody has signed this log. `cio-tui incident sign` does.",)


@pytest.mark.parametrize("kind", ["missing", "fifo", "text"])
def test_a_key_that_is_none_is_a_sentence(whole: IncidentFolder, tmp_path: Path, kind: str) -> None:
    key = tmp_path / "bad"
    if kind == "fifo":
        os.mkfifo(key)
    elif kind == "text":
        key.write_text("not a key\n")
        key.chmod(0o600)
    with pytest.raises(UserError, match=r"No such file|not a regular file|did not sign with"):
        put_name_to(whole, key)
    assert not Path(whole.path, "signed-1.txt").exists()


def test_without_ssh_keygen_a_sentence_says_what_to_install(
    signed: IncidentFolder, keys: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    assert verify(signed).holds
    with pytest.raises(Undecided, match="openssh-client"):
        faults(signed, keys)


def test_ssh_keygen_is_not_waited_for_without_end(
    whole: IncidentFolder, keys: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    slow = tmp_path / "ssh-keygen"
    slow.write_text("#!/bin/sh\nexec sleep 60\n")
    slow.chmod(0o700)
    monkeypatch.setenv("PATH", f"{tmp_path}:{os.environ['PATH']}")
    monkeypatch.setattr(ssh_keygen, "SECONDS", 0.2)
    with pytest.raises(Undecided, match=r"within 0\.2 s"):
        put_name_to(whole, keys / "key")

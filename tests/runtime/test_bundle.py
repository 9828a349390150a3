from __future__ import annotations

import io
import os
import subprocess
import tarfile
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from cio_tui.core.errors import Refused, UserError
from cio_tui.core.redact import Redactor
from cio_tui.core.secret import Secret
from cio_tui.runtime.bundle import names_people, pack, refuse_credentials, take_files
from cio_tui.runtime.incident_folder import IncidentFolder
from cio_tui.runtime.verification import verify

if TYPE_CHECKING:
    from collections.abc import Callable

SAMPLE = b'{"verdict":"ok","at":"2026-11-21T20:21:08.000Z","probe":"track"}\n'


@pytest.fixture
def beside(whole: IncidentFolder) -> IncidentFolder:
    """The incident with samples, and with what belongs to a session."""
    Path(whole.readings).write_bytes(SAMPLE + SAMPLE)
    for name in ("draft", "runbook.toml~", "notes.txt", "signed-1.txt.sig.bak"):
        Path(whole.path, name).write_bytes(b"not for export\n")
    return whole


def test_what_belongs_to_the_incident_is_taken_and_nothing_of_a_session(beside: IncidentFolder) -> None:
    assert list(take_files(beside)) == ["log.toml", "readings.jsonl", "runbook.toml"]


def test_a_log_that_is_being_written_is_cut_at_its_last_whole_event(beside: IncidentFolder) -> None:
    before = take_files(beside)
    with Path(beside.log()).open("ab") as log, Path(beside.readings).open("ab") as readings:
        log.write(b"[[event]]\nseq = 6\nat = 2026")
        readings.write(SAMPLE[:20])
    assert take_files(beside) == before


def test_the_same_incident_makes_the_same_bytes(beside: IncidentFolder) -> None:
    files = take_files(beside)
    bundle = pack(beside.id, files)
    os.utime(beside.log(), (1, 1))
    assert pack(beside.id, dict(reversed(take_files(beside).items()))) == bundle
    with tarfile.open(fileobj=io.BytesIO(bundle)) as archive:
        entries = archive.getmembers()
    assert [entry.name.partition("/")[2] for entry in entries] == ["SHA256SUMS", *files]
    assert {(entry.mtime, entry.uid, entry.gid, entry.uname, entry.mode) for entry in entries} == {
        (0, 0, 0, "", 0o600)
    }


def test_an_unpacked_bundle_holds_and_sha256sum_agrees(beside: IncidentFolder, tmp_path: Path) -> None:
    copy = unpack(beside, tmp_path)
    assert verify(copy).faults == ()
    done = subprocess.run(["sha256sum", "-c", "SHA256SUMS"], cwd=copy.path, capture_output=True, check=False)
    assert (done.returncode, done.stdout.count(b": OK")) == (0, 3)


def change(path: Path) -> None:
    path.write_bytes(path.read_bytes().replace(b'"ok"', b'"no"'))


def add_line(path: Path) -> None:
    sums = path.with_name("SHA256SUMS")
    sums.write_text(sums.read_text() + f"{'0' * 64}  ../../etc/passwd\n")


@pytest.mark.parametrize(
    ("damage", "sentence"),
    [
        (change, "readings.jsonl is not as it was exported"),
        (Path.unlink, "readings.jsonl was exported and cannot be read"),
        (add_line, "SHA256SUMS holds a line that is no checksum of a file beside it"),
    ],
)
def test_what_was_changed_after_the_export_is_found(
    beside: IncidentFolder, tmp_path: Path, damage: Callable[[Path], None], sentence: str
) -> None:
    copy = unpack(beside, tmp_path)
    damage(Path(copy.readings))
    (fault,) = verify(copy).faults
    assert sentence in fault


def unpack(folder: IncidentFolder, into: Path) -> IncidentFolder:
    with tarfile.open(fileobj=io.BytesIO(pack(folder.id, take_files(folder)))) as archive:
        archive.extractall(into / "unpacked", filter="data")
    return IncidentFolder(str(into / "unpacked" / folder.id))


def test_a_link_in_place_of_a_file_is_not_followed(beside: IncidentFolder, tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("mine")
    Path(beside.path, "runbook-x.toml").symlink_to(tmp_path / "secret")
    with pytest.raises(UserError, match=r"runbook-x\.toml: Too many levels of symbolic links"):
        take_files(beside)


def test_a_pipe_or_no_log_at_all_is_a_sentence(beside: IncidentFolder, tmp_path: Path) -> None:
    path = Path(beside.path, "runbook-x.toml")
    os.mkfifo(path)
    with pytest.raises(UserError, match=r"runbook-x\.toml is a pipe, not a regular file\.$"):
        take_files(beside)
    for path in (tmp_path, tmp_path / "gone"):
        with pytest.raises(UserError, match=r"holds no log|cannot be looked into"):
            take_files(IncidentFolder(str(path)))


def test_no_credential_leaves(beside: IncidentFolder) -> None:
    redactor = Redactor({"app_api_key": Secret("correct-horse-battery")})
    refuse_credentials(take_files(beside), redactor)
    with Path(beside.readings).open("ab") as file:
        file.write(b'{"verdict":"ok","summary":"Y29ycmVjdC1ob3JzZS1iYXR0ZXJ5"}\n')
    with pytest.raises(Refused, match=r"readings\.jsonl holds the credential app_api_key"):
        refuse_credentials(take_files(beside), redactor)


def test_addresses_are_found_in_lines_that_may_be_ours_and_a_huge_one_takes_no_time() -> None:
    huge = b"A" * (64 << 20) + b"\n"
    assert not names_people({"log.toml": huge + b"@ " + huge})
    assert names_people({"log.toml": huge + b'text = "ask ana@example.com"\n'})
    assert not names_people({"runbook.toml": b"ana@example.com"}), "written by whoever wrote the book"

"""Every kind of damage to a real incident: named, placed, a failure, and nothing raw reaches the terminal."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from cio_tui.cli.main import run
from cio_tui.core.chain import trace
from cio_tui.core.codec import decode, encode
from cio_tui.core.events import NotifySent
from tests.drilled import P1, lay_out

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    Check = Callable[..., tuple[int, str]]

WHOLE = (P1 / "log.toml").read_bytes()
BLOCKS = trace(WHOLE).blocks
HEAD = f"{trace(WHOLE).digests[-1][:12]}#{len(BLOCKS)}"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A closed drill that holds."""
    monkeypatch.setenv("CIO_TUI_LOG_DIR", str(tmp_path / "incidents"))
    (folder,) = lay_out(tmp_path / "incidents", P1)
    return folder


@pytest.fixture
def check(capsys: pytest.CaptureFixture[str]) -> Check:
    """`incident verify` of it: the exit code, and what was said on both streams."""

    def verify(*words: str) -> tuple[int, str]:
        code = run(["incident", "verify", "INC", *words])
        said = "".join(capsys.readouterr())
        assert all(character == "\n" or character.isprintable() for character in said)
        return code, said

    return verify


def joined(blocks: Sequence[bytes]) -> bytes:
    return b"".join(block + b"\n\n" for block in blocks)


def with_tenth(old: bytes, new: bytes) -> bytes:
    return joined([*BLOCKS[:9], BLOCKS[9].replace(old, new), *BLOCKS[10:]])


def rechained(blocks: Sequence[bytes]) -> bytes:
    """As somebody who may write the file and computes a new chain."""
    data, digest = b"", ""
    for seq, block in enumerate(blocks, 1):
        made, digest = encode(decode(block)._replace(seq=seq), digest)
        data += made
    return data


FOUND: list[tuple[str, bytes, str]] = [
    ("a word", WHOLE.replace(b"amira", b"amirb", 1), "Event 1 was changed after it was written"),
    ("a digit", with_tenth(b"mono = ", b"mono = 1"), "Event 10 was changed"),
    ("one removed", joined([*BLOCKS[:9], *BLOCKS[10:]]), "Event 10 is missing: event 11 follows event 9."),
    ("the first removed", joined(BLOCKS[1:]), "Event 1 is missing: the log begins with event 2."),
    ("several removed", joined([*BLOCKS[:9], *BLOCKS[14:]]), "Events 10 to 14 are missing"),
    ("two swapped", joined([*BLOCKS[:9], BLOCKS[10], BLOCKS[9], *BLOCKS[11:]]), "Event 11 stands before event 10."),
    ("one twice", joined([*BLOCKS[:9], BLOCKS[8], *BLOCKS[9:]]), "Event 9 stands a second time"),
    ("one of another log", joined([*BLOCKS[:9], b"hello\n[world]", *BLOCKS[9:]]), "is no event of cio-tui"),
    ("not UTF-8", with_tenth(b"cio-tui", b"\xff\xfe"), "is not UTF-8 text"),
    ("a giant", joined([*BLOCKS[:9], BLOCKS[9] + b"x" * 300_000, *BLOCKS[10:]]), "has 30"),
    ("torn", WHOLE[:-30], "a write was cut off"),
    ("zeros at the end", WHOLE + bytes(4096), f"4,096 zeros where event {len(BLOCKS) + 1} should be"),
    ("escapes at the end", WHOLE + b"\x1b]0;owned\x07\x1b[2J\n\n", "and do not begin like one"),
    ("empty", b"", "The log holds no event."),
    ("another program's", b"\x7fELF\x02\x01" * 1000, "This is no log of cio-tui: 6,000 bytes"),
    ("JSON lines", b'{"event":1}\n' * 9, "This is no log of cio-tui"),
    ("sent as text", WHOLE.replace(b"\n", b"\r\n"), "Its lines end in CR LF"),
]  # fmt: skip


@pytest.mark.parametrize(("data", "sentence"), [row[1:] for row in FOUND], ids=[row[0] for row in FOUND])
def test_damage_is_named_and_placed(folder: Path, check: Check, data: bytes, sentence: str) -> None:
    (folder / "log.toml").write_bytes(data)
    code, said = check()
    assert (code, sentence in said) == (1, True), said


def test_a_whole_incident_holds_and_fits_its_last_fingerprint(folder: Path, check: Check) -> None:
    code, said = check("--head", HEAD)
    assert code == 0
    assert said == f"✓ ok  {P1.name}  {len(BLOCKS)} events, sealed by event {len(BLOCKS) - 1}, log {HEAD}\n"


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (joined(BLOCKS[:-4]), "it was cut."),
        (rechained([BLOCKS[0].replace(b"jump1", b"jump2"), *BLOCKS[1:]]), "was rewritten at or before it"),
    ],
    ids=["the last events cut off", "a new chain"],
)  # fmt: skip
def test_a_cut_or_a_new_chain_is_found_only_with_a_fingerprint_kept_elsewhere(
    folder: Path, check: Check, data: bytes, sentence: str
) -> None:
    (folder / "log.toml").write_bytes(data)
    code, said = check("--head", HEAD)
    assert (code, sentence in said) == (1, True), said
    code, said = check()
    assert "kept elsewhere with --head" in said or "sent a fingerprint" in said


def sent() -> list[tuple[int, str]]:
    """Events that carried a fingerprint away, with it."""
    found = [(seq, decode(block).event) for seq, block in enumerate(BLOCKS, 1)]
    return [(seq, event.fingerprint) for seq, event in found if isinstance(event, NotifySent)]


def test_a_message_betrays_a_cut_right_after_what_it_carried(folder: Path, check: Check) -> None:
    (seq, carried), *_ = sent()
    at = int(carried.partition("#")[2])
    assert at < seq
    (folder / "log.toml").write_bytes(joined(BLOCKS[: at - 1]))
    code, said = check("--head", f"log {carried}")
    assert (code, f"but the log ends with event {at - 1}: it was cut." in said) == (1, True)
    (folder / "log.toml").write_bytes(joined(BLOCKS[:at]))
    assert check("--head", carried)[0] == 0  # what follows is not covered by this one
    assert check("--head", HEAD)[0] == 1


def test_a_new_chain_is_betrayed_by_a_message_in_it(folder: Path, check: Check) -> None:
    data = rechained([BLOCKS[0].replace(b"jump1", b"jump2"), *BLOCKS[1:]])
    (folder / "log.toml").write_bytes(data)
    code, said = check()
    assert (code, f"Event {sent()[0][0]} sent a fingerprint: " in said) == (1, True), said


@pytest.mark.parametrize(
    ("second", "sentence"),
    [
        (b"", ""),
        (joined(BLOCKS[20:]), "log-2.toml does not continue the file before it"),
        (b"[[event]]\nseq = 21\n\n", "log-2.toml does not continue the file before it"),
        (b"\0" * 512, "512 zeros where event 21 should be"),
    ],
    ids=["created only", "without a link", "foreign", "zeros"],
)
def test_a_second_file_has_to_continue_the_first(
    folder: Path, check: Check, second: bytes, sentence: str
) -> None:
    (folder / "log.toml").write_bytes(joined(BLOCKS[:20]))
    (folder / "log-2.toml").write_bytes(second)
    code, said = check()
    assert (code, sentence in said) == (1 if sentence else 0, True), said


def test_a_second_file_that_was_edited_is_damage_like_any(folder: Path, check: Check) -> None:
    from cio_tui.core.chain import seal

    body = BLOCKS[20].rpartition(b"[event.chain]\n")[0]
    block, _ = seal(body, trace(WHOLE).digests[19], "log.toml#20")
    (folder / "log.toml").write_bytes(joined(BLOCKS[:20]))
    (folder / "log-2.toml").write_bytes(block)
    assert check()[0] == 0
    (folder / "log-2.toml").write_bytes(block.replace(b"mono = ", b"mono = 1"))
    code, said = check()
    assert (code, "Event 21 was changed" in said) == (1, True), said


def test_a_book_that_was_changed_is_found(folder: Path, check: Check) -> None:
    book = folder / "runbook.toml"
    book.write_bytes(book.read_bytes() + b"\n")
    code, said = check()
    assert (code, "is not the book that was used" in said) == (1, True)
    book.unlink()
    assert "as it was used is not there" in check()[1]


def test_samples_are_outside_the_chain_and_only_remarked_on(folder: Path, check: Check) -> None:
    with (folder / "readings.jsonl").open("ab") as file:
        file.write(b"\x1b[31mnot a sample\n")
    code, said = check()
    assert (code, "1 of " in said, "are no samples as cio-tui writes them" in said) == (0, True, True)
    (folder / "readings.jsonl").unlink()
    assert check()[0] == 0


def pipe(path: Path) -> None:
    path.unlink()
    os.mkfifo(path)


def device(path: Path) -> None:
    path.unlink()
    path.symlink_to("/dev/zero")


def loop(path: Path) -> None:
    path.unlink()
    path.symlink_to(path)


def into_a_folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


@pytest.mark.parametrize("name", ["log.toml", "runbook.toml", "readings.jsonl"])
@pytest.mark.parametrize("kind", [pipe, device, loop, into_a_folder, Path.unlink])
def test_what_is_no_file_is_a_sentence_for_every_reader(
    folder: Path, check: Check, capsys: pytest.CaptureFixture[str], name: str, kind: Callable[[Path], None]
) -> None:
    kind(folder / name)
    code, said = check()
    assert code == (0 if name == "readings.jsonl" else 1), said
    for words in (["list"], ["show", "INC"], ["reviewed", "INC"]):
        assert run(["incident", *words]) in (0, 2, 4)
        assert "Traceback" not in "".join(capsys.readouterr())


def test_a_log_larger_than_is_read_is_a_sentence(folder: Path, check: Check) -> None:
    with (folder / "log.toml").open("ab") as file:
        file.truncate((1 << 28) + 1)
    code, said = check()
    assert (code, "is larger than" in said) == (1, True)


def test_a_folder_with_a_name_that_acts_on_a_terminal_is_not_ours(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    shutil.copytree(folder, folder.with_name("INC-\x1b[31mred"))
    assert run(["incident", "list"]) == 0
    assert "\x1b" not in capsys.readouterr().out
    assert run(["incident", "verify", "--folder", str(folder.with_name("INC-\x1b[31mred"))]) == 2
    assert "\x1b" not in capsys.readouterr().err


@pytest.mark.parametrize(
    "words", [("--folder", "gone"), ("INC", "--folder", "."), ("--signers", "gone", "INC")]
)
def test_asked_wrongly_is_a_sentence(
    folder: Path, capsys: pytest.CaptureFixture[str], words: tuple[str, ...]
) -> None:
    (folder / "signed-1.txt").write_text("cio-tui incident x\n")
    assert run(["incident", "verify", *words]) in (1, 2)
    assert "Traceback" not in "".join(capsys.readouterr())


@pytest.mark.skipif(
    shutil.which("ssh-keygen") is None, reason="ssh-keygen is not installed (Debian: openssh-client)"
)
def test_a_log_is_signed_and_the_signer_is_named(
    folder: Path, check: Check, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", str(tmp_path / "key")], check=True)
    public = " ".join((tmp_path / "key.pub").read_text().split()[:2])
    (tmp_path / "signers").write_text(f"amira@example.com {public}\n")
    assert run(["incident", "sign", "INC", "--key", str(tmp_path / "key")]) == 0
    assert f"signed {P1.name} up to event {len(BLOCKS)}" in capsys.readouterr().out
    code, said = check("--signers", str(tmp_path / "signers"))
    assert (code, f"Signed up to event {len(BLOCKS)} by amira@example.com" in said) == (0, True)
    (folder / "log.toml").write_bytes(WHOLE.replace(b"amira", b"amirb", 1))
    assert run(["incident", "sign", "INC", "--key", str(tmp_path / "key")]) == 4

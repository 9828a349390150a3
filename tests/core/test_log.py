from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from cio_tui.core.chain import seal
from cio_tui.core.fingerprint import fingerprint
from cio_tui.core.log import join

DATA = (Path(__file__).parents[1] / "data/logs/schema-1.toml").read_bytes()
BLOCKS = [block + b"\n\n" for block in DATA.split(b"\n\n")[:-1]]
DIGESTS = join([("log.toml", DATA)]).digests


def continued(after: int, name: str, count: int = 2) -> bytes:
    """A file that takes over after an event of the sample log."""
    previous, out = DIGESTS[after - 1] if after else "", b""
    for seq in range(after + 1, after + 1 + count):
        body = b'[[event]]\nseq = %d\nkind = "note"\n' % seq
        block, previous = seal(body, previous, f"{name}#{after}" if seq == after + 1 else "")
        out += block
    return out


def test_one_file_is_the_whole_log() -> None:
    log = join([("log.toml", DATA)])
    assert (log.seq, log.digest, log.damage) == (38, DIGESTS[-1], None)
    assert (log.file, log.length, log.rest, log.origin) == ("log.toml", len(DATA), b"", "")


def test_an_empty_file_is_a_log_without_events() -> None:
    log = join([("log.toml", b"")])
    assert (log.seq, log.digest, log.damage, log.origin) == (0, "", None, "")


def test_a_second_file_goes_on_where_the_first_was_acknowledged() -> None:
    log = join([("log.toml", DATA), ("log-2.toml", continued(38, "log.toml"))])
    assert (log.seq, log.damage, log.replaced, log.file) == (40, None, 0, "log-2.toml")


def test_what_the_first_file_holds_beyond_that_is_passed_over() -> None:
    for leftover in (BLOCKS[20], BLOCKS[20] + BLOCKS[21], BLOCKS[20] + b"torn", b"\0" * 100):
        log = join(
            [("log.toml", b"".join(BLOCKS[:20]) + leftover), ("log-2.toml", continued(20, "log.toml"))]
        )
        assert (log.seq, log.damage, len(log.blocks)) == (22, None, 22)
        assert log.replaced == leftover.count(b"\n\n")


def test_a_third_file_continues_the_second() -> None:
    first, second = b"".join(BLOCKS[:20]), continued(20, "log.toml", count=1)
    digests = join([("log.toml", first), ("log-2.toml", second)]).digests
    third, _ = seal(b"[[event]]\nseq = 22\n", digests[-1], "log-2.toml#21")
    assert join([("log.toml", first), ("log-2.toml", second), ("log-3.toml", third)]).seq == 22


def test_a_second_file_that_got_no_event_knows_what_its_first_has_to_name() -> None:
    for torn in (b"", b"[[event]]\nse"):
        log = join([("log.toml", DATA), ("log-2.toml", torn)])
        assert (log.seq, log.file, log.length, log.rest) == (38, "log-2.toml", 0, torn)
        assert log.origin == "log.toml#38"
        assert (log.damage is None) == (torn == b"")


def test_a_file_that_failed_on_its_very_first_event_is_continued_too() -> None:
    log = join([("log.toml", b""), ("log-2.toml", continued(0, "log.toml"))])
    assert (log.seq, log.damage) == (2, None)


def test_a_missing_first_file_is_noticed() -> None:
    log = join([("log-2.toml", continued(20, "log.toml"))])
    assert log.damage is not None
    assert log.damage.sentence == "Events 1 to 20 are missing: the log begins with event 21."


def test_a_second_file_cannot_cover_up_damage_before_it() -> None:
    edited = b"".join(BLOCKS).replace(b"Queue is buffering", b"Queue is blocking!")
    log = join([("log.toml", edited), ("log-2.toml", continued(38, "log.toml"))])
    assert log.damage is not None
    assert (log.damage.kind, log.damage.seq, log.seq) == ("edited", 8, 7)
    assert len(log.blocks) == 40


def test_a_second_file_of_another_incident_is_foreign() -> None:
    log = join([("log.toml", DATA), ("log-2.toml", DATA)])
    assert log.damage is not None
    assert (log.damage.kind, log.damage.seq, log.seq) == ("foreign", 39, 38)


def test_the_program_in_the_documentation_checks_a_log(tmp_path: Path) -> None:
    text = (Path(__file__).parents[2] / "docs/log-format.md").read_text()
    program = text.partition("```python\n")[2].partition("```")[0]
    first, second = tmp_path / "log.toml", tmp_path / "log-2.toml"
    first.write_bytes(DATA)
    second.write_bytes(continued(38, "log.toml"))

    def run(*files: Path) -> tuple[str, str]:
        done = subprocess.run(
            [sys.executable, "-c", program, *files], capture_output=True, text=True, check=False
        )
        return done.stdout.strip(), done.stderr.strip()

    assert run(first) == (str(fingerprint(DIGESTS)), "")
    assert run(first, second) == (
        str(fingerprint(join([("log.toml", DATA), ("log-2.toml", second.read_bytes())]).digests)),
        "",
    )
    first.write_bytes(DATA.replace(b"Queue is buffering", b"Queue is blocking!"))
    assert run(first) == ("", "event 8 does not hold")

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from cio_tui.core.chain import GENESIS, MAX_BLOCK, follows, kind_of, link, number, origin, seal, stated, trace

DATA = (Path(__file__).parents[1] / "data/logs/schema-1.toml").read_bytes()


def chained(bodies: list[bytes]) -> bytes:
    """A log of these bodies."""
    data, previous = b"", GENESIS
    for body in bodies:
        block, previous = seal(body, previous)
        data += block
    return data


def bodies(count: int) -> list[bytes]:
    return [b'[[event]]\nseq = %d\nkind = "note"\n' % seq for seq in range(1, count + 1)]


def test_the_digest_is_the_sha256_of_the_one_before_and_the_bytes_above() -> None:
    body = b"[[event]]\nseq = 1\n"
    assert link("ab", body) == hashlib.sha256(b"ab" + body).hexdigest()
    block, digest = seal(body, GENESIS)
    assert block == body + b'[event.chain]\nsha256 = "' + digest.encode() + b'"\n\n'


def test_a_log_left_in_peace_holds_to_its_end() -> None:
    found = trace(DATA)
    assert len(found.digests) == len(found.blocks) == DATA.count(b"[[event]]")
    assert found.torn == b""


def test_a_block_counts_only_once_its_closing_blank_line_is_there() -> None:
    data = chained(bodies(3))
    whole = [len(trace(data[:cut]).digests) for cut in range(len(data) + 1)]
    ends = [data.index(b"\n\n", 0) + 2, data.index(b"\n\n", data.index(b"\n\n") + 2) + 2, len(data)]
    assert whole == [sum(end <= cut for end in ends) for cut in range(len(data) + 1)]


def test_the_chain_stops_at_the_first_block_that_does_not_hold() -> None:
    data = chained(bodies(5)).replace(b'seq = 3\nkind = "note"', b'seq = 3\nkind = "nota"')
    found = trace(data)
    assert len(found.digests) == 2
    assert len(found.blocks) == 5


@pytest.mark.parametrize("count", [9, 10])
def test_numbers_have_no_gap(count: int) -> None:
    assert len(trace(chained([*bodies(count), b"[[event]]\nseq = 99\n"])).digests) == count


def test_a_block_may_not_be_larger_than_any_event() -> None:
    assert trace(chained([b"[[event]]\nseq = 1\n" + b"#" * MAX_BLOCK + b"\n"])).digests == []


def test_what_a_block_claims_can_be_read_without_parsing_it() -> None:
    block = seal(b"[[event]]\nseq = 42\n", "00", "log.toml#41")[0][:-2]
    assert number(block) == 42
    assert stated(block) == link("00", b"[[event]]\nseq = 42\n")
    assert origin(block) == ("log.toml", 41)
    assert origin(seal(b"[[event]]\nseq = 1\n", "")[0][:-2]) == ("", 0)


@pytest.mark.parametrize("block", [b"", b"x", b"[[event]]\nseq = 1\n", b"\0" * 400, b"[[event]]\nseq = x\n"])
def test_what_is_no_event_claims_nothing(block: bytes) -> None:
    assert number(block) is None
    assert stated(block) == ""
    assert origin(block) == ("", 0)


def test_control_characters_and_bad_utf8_are_never_an_event() -> None:
    for body in (b"[[event]]\nseq = 1\nx = '\x1b'\n", b"[[event]]\nseq = 1\nx = '\xff'\n"):
        assert number(seal(body, "")[0][:-2]) is None


def test_a_later_file_has_to_name_what_it_continues() -> None:
    data, _ = seal(b"[[event]]\nseq = 3\n", "aa", "log.toml#2")
    assert len(trace(data, "aa", 3, "log.toml#2").digests) == 1
    assert trace(data, "aa", 3, "log.toml#1").digests == []
    assert trace(data, "aa", 3).digests == []
    assert not follows(data[:-2], "aa", 3)


@pytest.mark.parametrize(
    ("block", "kind"),
    [
        (b'[[event]]\nseq = 1\nkind = "note"\ntext = "\\nkind = \\"other\\""\n', "note"),
        (b'[[event]]\nseq = 1\nkind = "\xff"\n', "\ufffd"),
        (b"[[event]]\nseq = 1\n", ""),
        (b"", ""),
    ],
)
def test_the_kind_is_read_off_the_bytes(block: bytes, kind: str) -> None:
    assert kind_of(block) == kind

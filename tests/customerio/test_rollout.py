from __future__ import annotations

import hashlib
import tracemalloc
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cio_tui.core.errors import UserError
from cio_tui.customerio.rollout import LONGEST_LINE, Placing, bucket

if TYPE_CHECKING:
    from collections.abc import Iterator

BY_NODE = {
    "user-1": 19,
    "USER-1": 7,
    " user-1": 50,
    "amira@example.com": 5,
    "": 93,
    "0": 16,
    "ünï-🙂": 25,
    "a b/c+d@e.f": 49,
    "x" * 150: 6,
    "99999999999": 19,
}
"""createHash("md5").update(user).digest("hex"), then parseInt(hex.substring(0, 8), 16) % 100, by Node 18."""

IDS = st.lists(st.binary(min_size=1, max_size=40).filter(lambda user: not set(user) & set(b"\r\n\xef")))


@pytest.mark.parametrize(("user", "place"), BY_NODE.items())
def test_a_user_is_in_the_bucket_that_another_language_computes(user: str, place: int) -> None:
    assert bucket(user.encode()) == place


def test_a_user_is_in_once_the_percentage_passes_the_bucket_and_stays_in() -> None:
    steps = (0, 10, 19, 19.5, 20, 50, 100)
    rows = [b"".join(Placing(percent).rows([b"user-1"])) for percent in steps]
    assert [row.split(b"\t")[2] for row in rows] == [b"out\n"] * 3 + [b"in\n"] * 4


@given(IDS, st.integers(1, 50))
def test_a_stream_says_what_each_id_alone_is_told_however_it_is_cut(users: list[bytes], size: int) -> None:
    stream = b"".join(user + b"\n" for user in users)
    placing = Placing(37)

    rows = b"".join(placing.rows(stream[at : at + size] for at in range(0, len(stream), size)))

    assert rows == b"".join(
        b"%s\t%d\t%s\n" % (user, bucket(user), b"in" if bucket(user) < 37 else b"out") for user in users
    )
    assert (placing.users, placing.enabled) == (len(users), sum(bucket(user) < 37 for user in users))


def test_line_ends_blank_lines_and_a_byte_order_mark_belong_to_no_id() -> None:
    placing = Placing(20)

    rows = b"".join(placing.rows([b"\xef\xbb", b"\xbfuser-1\r\n\r\n\nuser-1\n user-1"]))

    assert rows == b"user-1\t19\tin\nuser-1\t19\tin\n user-1\t50\tout\n"
    assert placing.users == 3


def test_an_id_that_looks_like_an_answer_is_not_counted_as_one() -> None:
    placing = Placing(0)

    list(placing.rows([b"a\tin\nb\t3\tin\n"]))

    assert (placing.users, placing.enabled) == (2, 0)


def test_a_stream_without_line_ends_is_refused_before_it_fills_the_memory() -> None:
    with pytest.raises(UserError, match="longer than 65,536 bytes"):
        list(Placing(10).rows(iter(lambda: b"x" * LONGEST_LINE, None)))


def test_memory_does_not_grow_with_the_stream() -> None:
    def blocks(count: int) -> Iterator[bytes]:
        for number in range(count):
            yield b"".join(b"user-%d-%d\n" % (number, each) for each in range(1000))

    def peak(count: int) -> int:
        tracemalloc.start()
        for _ in Placing(10).rows(blocks(count)):
            pass
        _, most = tracemalloc.get_traced_memory()
        tracemalloc.stop()
        return most

    assert peak(60) < 1.5 * peak(6)


def test_a_tenth_of_many_users_is_about_a_tenth() -> None:
    placing = Placing(10)
    list(
        placing.rows(
            [b"".join(b"%s\n" % hashlib.sha256(b"%d" % n).hexdigest().encode() for n in range(20_000))]
        )
    )

    assert 0.09 < placing.enabled / placing.users < 0.11

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cio_tui.core.block_table import Unreadable
from cio_tui.core.codec import decode, encode
from cio_tui.core.events import StepEntered
from cio_tui.core.record import Recorded, Seen
from cio_tui.core.saw_tables import split_saw

AT = datetime(2026, 11, 21, 20, 0, tzinfo=UTC)
SEEN = {"track": Seen("failing", "503 in 212 ms", 4.1), "queue": Seen("ok", "", 0.0)}


def block(saw: dict[str, Seen]) -> bytes:
    return encode(Recorded(2, AT, 3.5, "amira", StepEntered("a", "Look"), saw))[0]


def test_a_snapshot_as_we_write_it_is_taken_out_and_the_rest_stays() -> None:
    rest, seen = split_saw(block(SEEN))
    assert seen == SEEN
    assert b"event.saw" not in rest
    assert rest == block({}).partition(b"[event.chain]")[0] + rest[rest.index(b"[event.chain]") :]


@given(
    st.dictionaries(
        st.text(min_size=1, max_size=12),
        st.builds(
            Seen, st.text(max_size=8), st.text(max_size=60), st.floats(0, 1e9).map(lambda age: round(age, 1))
        ),
        max_size=4,
    )
)
def test_whatever_was_seen_reads_back_as_the_parser_reads_it(saw: dict[str, Seen]) -> None:
    written = block(saw)
    strange = written.replace(b"[event.saw.", b"[ event.saw.")  # TOML all the same, and not as we write it
    assert decode(written).saw == decode(strange).saw


@pytest.mark.parametrize(
    "change",
    [
        (b'verdict = "ok"', b'verdict = "o\\u006b"'),
        (b"age_s = 0.0", b"age_s = 0"),
        (b"age_s = 0.0", b"age_s = 0.0\nmood = 1"),
        (b"[event.saw.queue]", b'[event.saw."queue"]'),
        (b"[event.saw.queue]", b"# a remark\n[event.saw.queue]"),
    ],
)
def test_anything_else_is_left_to_the_parser(change: tuple[bytes, bytes]) -> None:
    written = block(SEEN).replace(*change)
    assert split_saw(written) == (written, {})
    assert decode(written).saw == SEEN


def test_the_same_pane_twice_is_no_block() -> None:
    with pytest.raises(Unreadable):
        decode(block(SEEN).replace(b"[event.saw.queue]", b"[event.saw.track]"))


def test_what_looks_like_a_snapshot_inside_a_text_is_text() -> None:
    inside = (
        b'title = """\n[event.saw.track]\nverdict = "ok"\nsummary = "x"\nage_s = 1.0\n[event.chain]\n"""\n'
    )
    written = block({}).replace(b'title = "Look"\n', inside)
    event = decode(written).event
    assert isinstance(event, StepEntered)
    assert event.title.startswith("[event.saw.track]")
    assert decode(written).saw == {}

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from typing import get_args

import pytest
import tomli
from hypothesis import given
from hypothesis import strategies as st

from cio_tui.core.block_table import Unreadable
from cio_tui.core.chain import MAX_BLOCK, seal, trace
from cio_tui.core.codec import ENVELOPE, decode, encode
from cio_tui.core.events import Event, IncidentOpened, IncidentResumed, Milestone, Note, Unrecognized
from cio_tui.core.record import Recorded, Seen
from cio_tui.core.times import stamp

LOGS = Path(__file__).parents[1] / "data/logs"
DATA = (LOGS / "schema-1.toml").read_bytes()
OLD = sorted(path.stem for path in LOGS.glob("*.toml"))
ADDED = {(Milestone, "step"), (IncidentResumed, "story_s")}
"""Keys that are younger than the oldest log."""
AT = datetime(2026, 11, 21, 20, 23, 58, 412_000, tzinfo=UTC)


def records(data: bytes = DATA) -> list[Recorded]:
    found = trace(data)
    return [decode(block, digest) for block, digest in zip(found.blocks, found.digests, strict=True)]


def as_json(value: object) -> object:
    """Records with their kind, times as text, tuples as lists; keys added since only where they say something."""
    if isinstance(value, tuple) and hasattr(value, "_asdict"):
        pairs = {
            name: as_json(each)
            for name, each in value._asdict().items()
            if each or (type(value), name) not in ADDED
        }
        return {"kind": None, **pairs}
    if isinstance(value, datetime):
        return value.isoformat()
    if isinstance(value, (tuple, list)):
        return [as_json(item) for item in value]
    return {key: as_json(item) for key, item in value.items()} if isinstance(value, dict) else value


@pytest.mark.parametrize("log", OLD)
def test_an_old_log_reads_as_it_always_did(log: str) -> None:
    """Written once and never regenerated: a change that breaks this loses people's incidents."""
    data = (LOGS / f"{log}.toml").read_bytes()
    assert as_json(records(data)) == json.loads((LOGS / f"{log}.json").read_text())


def test_the_samples_hold_every_kind_of_event() -> None:
    logs = ((LOGS / f"{log}.toml").read_bytes() for log in OLD)
    assert {type(recorded.event) for data in logs for recorded in records(data)} == set(get_args(Event))


def test_reading_and_writing_again_gives_the_same_bytes() -> None:
    data, previous = b"", ""
    for recorded in records():
        block, previous = encode(recorded, previous)
        assert previous == recorded.digest
        data += block
    assert data == DATA


def test_any_toml_parser_reads_the_whole_file() -> None:
    events = tomli.loads(DATA.decode())["event"]
    assert [event["seq"] for event in events] == list(range(1, len(events) + 1))


def test_a_block_reads_as_the_documentation_shows_it() -> None:
    from cio_tui.core.events import StepDone

    recorded = Recorded(
        12,
        AT,
        171.2041,
        "amira",
        StepDone("breaker", "attested", "open"),
        {"track": Seen("failing", "503 in 212 ms", 4.1)},
    )
    block, digest = encode(recorded, "00")
    assert block.decode() == (
        '[[event]]\nseq = 12\nat = 2026-11-21T20:23:58.412Z\nmono = 171.204\nkind = "step.done"\nby = "amira"\n'
        'step = "breaker"\nhow = "attested"\nsaid = "open"\n'
        '[event.saw.track]\nverdict = "failing"\nsummary = "503 in 212 ms"\nage_s = 4.1\n'
        f'[event.chain]\nsha256 = "{digest}"\n\n'
    )


TEXTS = st.text(st.characters(), max_size=60)


@given(TEXTS, TEXTS, st.dictionaries(TEXTS, st.tuples(TEXTS, st.floats(0, 1e9)), max_size=3))
def test_no_text_breaks_a_block(text: str, by: str, saw: dict[str, tuple[str, float]]) -> None:
    seen = {name: Seen("ok", summary, age) for name, (summary, age) in saw.items()}
    block, digest = encode(Recorded(1, AT, 0.5, by, Note(text), seen))
    assert block.count(b"\n\n") == 1
    assert block.endswith(b"\n\n")
    assert all(byte == 0x0A or byte >= 0x20 for byte in block)
    once = decode(block, digest)
    assert encode(once) == (block, digest)
    assert decode(encode(once)[0], digest) == once


VALUES = st.recursive(
    st.booleans() | st.integers(-(2**53), 2**53) | st.floats(allow_nan=False, width=32) | TEXTS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXTS, inner, max_size=3),
    max_leaves=8,
)


@given(st.dictionaries(TEXTS | st.sampled_from([*ENVELOPE, "by\u00ad"]), VALUES, max_size=4))
def test_a_kind_from_the_future_can_be_written_again(values: dict[str, object]) -> None:
    block, digest = encode(Recorded(1, AT, 0.5, "x", Unrecognized("future", values)))
    assert block.count(b"\n\n") == 1
    once = decode(block, digest)
    assert isinstance(once.event, Unrecognized)
    assert encode(once) == (block, digest)


def test_moments_are_written_in_utc_with_milliseconds() -> None:
    east = AT.astimezone(timezone(timedelta(hours=5, minutes=30)))
    block, _ = encode(Recorded(1, east, 0, "x", Milestone("resolved", east)))
    assert block.count(b"2026-11-21T20:23:58.412Z") == 2
    assert stamp(datetime(2026, 1, 1, tzinfo=UTC)) == "2026-01-01T00:00:00.000Z"


def test_a_jump_of_the_clock_stands_in_the_event() -> None:
    block, digest = encode(Recorded(1, AT, 0, "x", Note("hello"), jump_s=-1500.25))
    assert b"\njump_s = -1500.25\n" in block
    assert decode(block, digest).jump_s == -1500.25


def test_an_event_too_large_for_the_log_is_refused_before_it_is_written() -> None:
    huge = Unrecognized("future", {str(number): "x" * 20_000 for number in range(20)})
    with pytest.raises(ValueError, match="shorten it"):
        encode(Recorded(1, AT, 0, "x", huge))


def test_a_note_of_any_length_fits() -> None:
    block, _ = encode(Recorded(1, AT, 0, "x" * 100_000, Note('\\"\n' * 1_000_000)))
    assert len(block) < MAX_BLOCK


UNREADABLE = {
    "not TOML": b"[[event]]\nseq = \n",
    "not UTF-8": b"[[event]]\nseq = 1 # \xff\n",
    "no time": b'[[event]]\nseq = 1\nmono = 0.0\nkind = "note"\nby = "x"\n',
    "a time that is none": b'[[event]]\nseq = 1\nat = 7\nmono = 0.0\nkind = "note"\nby = "x"\n',
    "two events": b"[[event]]\n[[event]]\n",
    "no event": b"x = 1\n",
    "a table instead": b"[event]\nx = 1\n",
    "deep": b"x = " + b"[" * 5000,
    "long number": b"[[event]]\nseq = " + b"9" * 5000 + b"\n",
}


@pytest.mark.parametrize("body", UNREADABLE.values(), ids=UNREADABLE.keys())
def test_a_block_that_holds_no_event_is_refused_with_a_sentence(body: bytes) -> None:
    with pytest.raises(Unreadable, match=r"^A block .*\.$"):
        decode(seal(body, "")[0])


def test_strange_values_in_the_envelope_do_no_harm() -> None:
    body = b'[[event]]\nseq = 1\nat = 2026-11-21T20:23:58Z\nmono = "x"\nkind = 7\nby = []\njump_s = "y"\nsaw = 3\n'
    recorded = decode(seal(body, "")[0])
    assert (recorded.mono, recorded.jump_s, recorded.saw) == (0.0, 0.0, {})
    assert recorded.event == Unrecognized("7", {})


def test_the_first_event_says_which_schema_and_which_version_wrote_it() -> None:
    opened = records()[0].event
    assert isinstance(opened, IncidentOpened)
    assert (opened.schema, opened.tool) == (1, "0.1.0")
    assert records()[0]._replace().seq == 1


@pytest.mark.parametrize(
    "keys",
    [
        "mono = {}\nkind = 'note'\nby = 'a'\ntext = 'x'\n",
        "mono = 1\nkind = 'note'\nby = 'a'\ntext = 'x'\njump_s = {}\n",
        "mono = 1\nkind = 'incident.resumed'\nby = 'a'\nhost = 'h'\npid = {}\ngap_s = {}\n",
        "mono = 1\nkind = 'var.set'\nby = 'a'\nvar = 'rate'\nvalue = {}\n",
        "mono = 1\nkind = 'note'\nby = 'a'\ntext = 'x'\n[event.saw.track]\nage_s = {}\n",
    ],
)
def test_a_whole_number_that_no_clock_and_no_float_can_have_is_not_known(keys: str) -> None:
    body = keys.replace("{}", "1" + 400 * "0")
    block = f"[[event]]\nseq = 1\nat = 2026-11-21T20:23:58Z\n{body}[event.chain]\nsha256 = 'x'\n"
    found = decode(block.encode())
    assert max(found.mono, found.jump_s, *(seen.age_s for seen in found.saw.values())) <= 1
    assert isinstance(found.event, Note | Unrecognized)

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta, timezone

import pytest
import tomli
from hypothesis import given
from hypothesis import strategies as st

from cio_tui.core.event_fields import plain, plain_table
from cio_tui.core.toml_line import key, line, literal

AT = datetime(2026, 11, 21, 20, 23, 58, 412_000, tzinfo=UTC)

LITERALS = {
    'say "hi" \\ bye': '"say \\"hi\\" \\\\ bye"',
    "two\nlines": '"two\\nlines"',
    "✓ Ü": '"✓ Ü"',
    "\x1b[31m\x7f": '"␛[31m␡"',
    True: "true",
    7: "7",
    2.5: "2.5",
    ("a", 2): '["a", 2]',
    (): "[]",
    AT: "2026-11-21T20:23:58.412Z",
    AT.astimezone(timezone(timedelta(hours=-5))): "2026-11-21T20:23:58.412Z",
    date(2026, 11, 21): "2026-11-21",
    time(20, 23): "20:23:00",
}


@pytest.mark.parametrize(("value", "written"), LITERALS.items(), ids=map(repr, LITERALS))
def test_each_kind_of_value_has_one_notation(value: object, written: str) -> None:
    assert literal(value) == written


def test_tables_stay_on_one_line() -> None:
    assert (
        line("who", {"first": "cy", "odd key": [{"to": 3}]})
        == 'who = {first = "cy", "odd key" = [{to = 3}]}\n'
    )


def test_a_key_is_bare_where_it_can_be() -> None:
    assert [key(name) for name in ("track", "a-1_B", "", "a.b", 'q"\n', "0\u00ad")] == [
        "track", "a-1_B", '""', '"a.b"', '"q\\"\\n"', "0",
    ]  # fmt: skip


TEXTS = st.text(st.characters(), max_size=40)
VALUES = st.recursive(
    st.booleans()
    | st.integers()
    | st.floats(allow_nan=False)
    | TEXTS
    | st.dates()
    | st.times()
    | st.datetimes(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXTS, inner, max_size=3),
    max_leaves=10,
)


@given(TEXTS, VALUES)
def test_any_toml_parser_reads_what_is_written_and_it_is_one_line(name: str, value: object) -> None:
    written = line(name, value)
    assert written.count("\n") == 1
    assert all(character == "\n" or character.isprintable() for character in written)
    assert tomli.loads(written) == plain_table({name: plain(value)})

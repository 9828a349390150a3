"""However a book is damaged, it loads or is refused with faults at real places. Nothing else ever comes out."""

from __future__ import annotations

import random
from copy import deepcopy
from datetime import date
from typing import TYPE_CHECKING

import pytest
import tomli
import tomli_w

from cio_tui.core.schema import InvalidRunbook, dump, load, parse_source
from cio_tui.core.schema.lint import warn

if TYPE_CHECKING:
    from pathlib import Path

    from cio_tui.core.schema import Fault
    from tests.core.schema.conftest import Shelf

FEW = 150
MANY = 100_000
JUNK: list[object] = [
    None, True, -1, 10**30, 0.5, float("inf"), "", "x", "{", "{{track}", "none", "runbook:", "runbook:p1-outage",
    "runbook:p2-error-rate#x", "stable(", "\u202e\x1b[",
    "https://[", "{track}\n", "9" * 400, "a.b.c", "((((((((", [], [[]], ["x", 1], {}, {"x": 1}, {"kind": "http"},
]  # fmt: skip
PIECES = [
    b"[", b"]", b"{", b"}", b'"', b"'", b'"""', b"'''", b"\\",
    b"=", b".", b"#", b"\n", b"\r", b"\x00", b"\xff", b"[[step]]",
    b"\xe2\x80\xae", b"\\u001b", b"inf", b"nan", b"0x", b"1979-05-27T07:32:00Z", b"schema = 2", b"{x.y = 1}",
]  # fmt: skip


def damage_bytes(data: bytes, chance: random.Random) -> bytes:
    for _ in range(chance.randint(1, 3)):
        start = chance.randrange(len(data) + 1)
        end = min(len(data), start + chance.choice([0, 0, 1, 5, 200]))
        match chance.randrange(3):
            case 0:
                new = chance.choice(PIECES) * chance.choice([1, 1, 1, 50])
            case 1:
                new = b""
            case _:
                source = chance.randrange(len(data) + 1)
                new = data[source : source + chance.choice([1, 20, 400])]
        data = data[:start] + new + data[end:]
    return data


def damage_document(document: dict[str, object], chance: random.Random) -> dict[str, object]:
    """Change, remove or rename something somewhere in a parsed book."""
    document = deepcopy(document)
    for _ in range(chance.randint(1, 4)):
        table: dict[str, object] | list[object] = document
        while True:
            keys = list(table) if isinstance(table, dict) else list(range(len(table)))
            if not keys:
                break
            key = chance.choice(keys)
            inner = table[key]  # type: ignore[call-overload, index]
            if isinstance(inner, dict | list) and inner and chance.random() < 0.8:
                table = inner
                continue
            damage_key(table, key, chance)
            break
    return document


def damage_key(table: dict[str, object] | list[object], key: object, chance: random.Random) -> None:
    junk = deepcopy(chance.choice(JUNK))
    if junk is None:
        del table[key]  # type: ignore[arg-type]
    elif isinstance(table, dict) and chance.random() < 0.3:
        table[chance.choice(["", "x", "kind", "when", "\x1b", "a b"])] = junk
    else:
        table[key] = junk  # type: ignore[call-overload, index]


def assert_loads_or_is_refused(shelf: Shelf, path: Path, data: bytes) -> None:
    faults: tuple[Fault, ...] = ()
    try:
        book = shelf.load(path, data)
    except InvalidRunbook as invalid:
        faults = invalid.faults
    except OSError:
        return  # an include that is not there is the library's to report
    else:
        pinned = parse_source("again", dump(book).encode())
        assert load(pinned) == book
        assert all(warning.message for warning in warn(book, pinned, date(2026, 12, 1)))
        return
    assert faults
    lines = data.count(b"\n") + 1
    for fault in faults:
        assert fault.message.isprintable()
        assert fault.column >= 1
        assert 1 <= fault.line <= lines or fault.file != path.name


def assert_withstands(shelf: Shelf, seeds: range) -> None:
    paths = list(shelf.texts)
    for seed in seeds:
        chance = random.Random(seed)
        path = chance.choice(paths)
        if chance.random() < 0.5:
            data = damage_bytes(shelf.texts[path].encode(), chance)
        else:
            data = tomli_w.dumps(damage_document(tomli.loads(shelf.texts[path]), chance)).encode()
        assert_loads_or_is_refused(shelf, path, data)


def test_a_damaged_book_loads_or_is_refused(shelf: Shelf) -> None:
    assert_withstands(shelf, range(FEW))


@pytest.mark.soak
@pytest.mark.timeout(7200)
def test_a_hundred_thousand_damaged_books_load_or_are_refused(shelf: Shelf) -> None:
    assert_withstands(shelf, range(MANY))


@pytest.mark.parametrize(
    "text",
    [
        "[" * 100_000,
        "a = " + "[" * 100_000,
        "a = " + "{a = " * 50_000,
        ".".join("a" * 100_000) + " = 1",
        "".join(f"k{number} = 1\n" for number in range(50_000)),
        "[[step]]\n" * 50_000,
        'schema = 1\n[fact.a]\nwhen = "' + "(" * 100_000 + '"',
        'schema = 1\n[fact.a]\nwhen = "' + "not " * 100_000 + 'x"',
        "schema = 1\n" + "".join(f'[fact.f{n}]\nwhen = "f{n + 1}"\n' for n in range(5_000)),
        'schema = 1\n[[step]]\ntext = """' + "{" * 100_000 + '"""',
        'a = "' + "\\u202e" * 100_000 + '"',
        "a = '" + "\N{COMBINING ACUTE ACCENT}" * 100_000 + "'",
    ],
    ids=range(12),
)
def test_a_hostile_book_is_refused(text: str) -> None:
    with pytest.raises(InvalidRunbook):
        load(parse_source("hostile.toml", text.encode()))

"""Good books load and come back whole; bad ones say exactly what stands in the file beside them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import tomli

from cio_tui.core.schema import InvalidRunbook, dump, load, parse_source
from cio_tui.core.schema.shapes.containers import ListOf, MapOf
from cio_tui.core.schema.shapes.table import Table
from cio_tui.core.schema.tables.book import BOOK
from cio_tui.runtime.library import Library

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cio_tui.core.schema.shapes.shape import Shape

BOOKS = Path(__file__).parents[2] / "data" / "runbooks"
HOSTS = ("status.example.com", "10.0.0.53", "10.0.0.54")


@pytest.mark.parametrize("name", sorted(path.stem for path in (BOOKS / "bad").glob("*.toml")))
def test_a_bad_book_gets_exactly_these_messages(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(BOOKS / "bad")
    with pytest.raises(InvalidRunbook) as caught:
        Library([]).open_file(f"{name}.toml")
    told = "".join(f"{fault}\n" for fault in caught.value.faults).replace(str(BOOKS / "bad"), "FOLDER")
    assert told == Path(f"{name}.txt").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", ["whole", "minimal"])
def test_the_pinned_copy_of_a_good_book_loads_back_to_the_same_book(name: str) -> None:
    book = Library([BOOKS / "good"], HOSTS).open_book(name)
    again = load(parse_source("pinned.toml", dump(book).encode()), hosts=HOSTS)
    assert again == book
    assert again.sha256 == book.sha256
    assert dump(again) == dump(book)


def test_every_key_of_the_format_is_used_by_the_good_books() -> None:
    documents = [tomli.loads(path.read_text(encoding="utf-8")) for path in (BOOKS / "good").rglob("*.toml")]
    used = {name for document in documents for name in keys_in(BOOK, document)}
    assert set(known_keys(BOOK)) - used == set()


def known_keys(table: Table) -> Iterator[str]:
    for keys in (table.keys, *table.kinds.values()):
        for name, key in keys.items():
            yield f"{table.name} {name}"
            for inner in tables_in(key.shape):
                yield from known_keys(inner)


def keys_in(table: Table, row: dict[str, object]) -> Iterator[str]:
    kind = str(row.get("kind"))
    for name, value in row.items():
        yield f"{table.name} {name}"
        shape = {**table.keys, **table.kinds.get(kind, {})}[name].shape
        for inner in tables_in(shape):
            if isinstance(shape, Table) and isinstance(value, dict):
                yield from keys_in(inner, value)
            elif isinstance(value, dict):
                for item in value.values():
                    yield from keys_in(inner, item)
            elif isinstance(value, list):
                for item in value:
                    yield from keys_in(inner, item)


def tables_in(shape: Shape) -> list[Table]:
    match shape:
        case Table():
            return [shape]
        case ListOf(item=Table() as item) | MapOf(item=Table() as item):
            return [item]
        case _:
            return []

"""Opening runbooks: the files, their includes, and the books that one leads to.

A book that another one leads to may be broken or missing without taking that one down: in an incident the book at
hand must open. What cannot be reached is reported, and the walk refuses to go there.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, NamedTuple

from cio_tui.core.errors import UserError
from cio_tui.core.nearest import nearest
from cio_tui.runtime.heads import Head, list_heads
from cio_tui.runtime.regular_file import UnreadableFileError, read_regular
from cio_tui.shipped import shipped_books

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from cio_tui.core.runbook import Runbook
    from cio_tui.core.schema import Fault, Source
    from cio_tui.runtime.settings import Settings


class OpenedBook(NamedTuple):
    """A book with the text it came from, so that more can be said about places in it."""

    runbook: Runbook
    source: Source
    included: tuple[Source, ...]


class Reachable(NamedTuple):
    """A book and all those that it can lead to."""

    books: Mapping[str, Runbook]
    """By id, the book itself first."""
    faults: tuple[Fault, ...]
    """What is wrong with those that are missing here."""


class Library:
    """The books of some folders, found anew at each call: people edit them while this runs."""

    def __init__(self, folders: Iterable[str | os.PathLike[str]], hosts: Iterable[str] = ()) -> None:
        self.folders = tuple(os.path.expanduser(folder) for folder in folders)
        """In the order they are searched."""
        self.hosts = frozenset(hosts)
        """Hosts that books may name besides the endpoints."""

    def heads(self) -> tuple[Head, ...]:
        """Every book, sorted by id, broken ones included."""
        return list_heads(self.folders)

    def find(self, name: str) -> Head:
        """The book with this id. Raises UserError."""
        heads = {head.id: head for head in self.heads()}
        if name not in heads:
            near = nearest(name, heads)
            remedy = f"did you mean {near}?" if near else "see `cio-tui runbook list`."
            raise UserError(f"There is no runbook called {name}; {remedy}")
        return heads[name]

    def path_of(self, name: str) -> str:
        """The file of a book that is named by its id, or by its path. Raises UserError."""
        return name if name.endswith(".toml") or "/" in name else self.find(name).path

    def open_book(self, name: str) -> Runbook:
        """A whole book by id. Raises InvalidRunbook with every fault, or UserError."""
        return self.open_file(self.find(name).path).runbook

    def open_file(self, path: str) -> OpenedBook:
        """A whole book by path, with its text. Raises InvalidRunbook with every fault, or UserError."""
        from cio_tui.core.schema import load, parse_source

        source = parse_source(path, read_regular(path))
        included = _read_includes(source)
        return OpenedBook(load(source, included, self.hosts), source, included)

    def open_with_reachable(self, name: str) -> Reachable:
        """A book by id and those it leads to. Raises InvalidRunbook or UserError for the book itself alone."""
        from cio_tui.core.schema import InvalidRunbook
        from cio_tui.core.schema.crossings import check_crossings, crossings

        paths = {head.id: head.path for head in self.heads()}
        opened = {name: self.open_file(self.find(name).path)}
        faults: list[Fault] = []
        waiting = [name]
        while waiting:
            leads = {way.book for way in crossings(opened[waiting.pop()].runbook)}
            for book in sorted(leads & paths.keys() - opened.keys()):
                try:
                    opened[book] = self.open_file(paths[book])
                    waiting.append(book)
                except InvalidRunbook as invalid:
                    faults.extend(invalid.faults)
                except UserError:  # told below as a book that is not there
                    continue
        books = {book: each.runbook for book, each in opened.items()}
        steps = {book: runbook.steps.keys() for book, runbook in books.items()}
        for each in opened.values():
            faults.extend(check_crossings(each.source, steps))
        return Reachable(books, tuple(sorted(faults)))


def open_library(settings: Settings) -> Library:
    """The configured folders, then the shipped books."""
    return Library([*settings.runbooks, shipped_books()], settings.network.hosts)


def _read_includes(book: Source) -> tuple[Source, ...]:
    """The included files. Raises InvalidRunbook with the faults of all of them."""
    from cio_tui.core.schema import InvalidRunbook, includes, parse_source

    faults: list[Fault] = []
    found: list[Source] = []
    for index, name in includes(book):
        path = os.path.join(os.path.dirname(book.file), name)
        try:
            found.append(parse_source(path, read_regular(_inside(book, name))))
        except InvalidRunbook as invalid:
            faults.extend(invalid.faults)
        except UnreadableFileError as error:
            faults.append(book.fault(("include", index), str(error)))
    if faults:
        raise InvalidRunbook(faults)
    return tuple(found)


def _inside(book: Source, name: str) -> str:
    """The real path of an include. Raises UnreadableFileError when it lies outside the book's folder."""
    folder = os.path.realpath(os.path.dirname(book.file))
    path = os.path.realpath(os.path.join(folder, name))
    if os.path.isabs(name) or os.path.commonpath([folder, path]) != folder:
        raise UnreadableFileError(f"{name} lies outside {folder}; an include stays inside the book's folder")
    if not os.path.exists(path):
        raise UnreadableFileError(f"there is no {name} in {folder}{_like(folder, name)}")
    return path


def _like(folder: str, name: str) -> str:
    """What else there is where an include was looked for."""
    beside = os.path.dirname(name)
    try:
        there = os.listdir(os.path.join(folder, beside))
    except OSError:
        return ""
    near = nearest(os.path.basename(name), (each for each in there if each.endswith(".toml")))
    return f"; did you mean {os.path.join(beside, near)}?" if near else ""

"""The books an incident walks are pinned beside its log: a book edited meanwhile never changes a running walk.

`runbook.toml` is the book it was opened with; `runbook-ID.toml` are those that a goto can reach.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from cio_tui.core.errors import UserError
from cio_tui.core.schema import InvalidRunbook, dump, load, parse_source
from cio_tui.runtime.file_mode import open_with_mode
from cio_tui.runtime.regular_file import read_regular

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from cio_tui.core.runbook import Runbook
    from cio_tui.runtime.incident_folder import IncidentFolder

PREFIX = "runbook-"


def pin(folder: IncidentFolder, books: Mapping[str, Runbook]) -> None:
    """Write the books, the one that is opened first. Raises UserError."""
    for number, (name, book) in enumerate(books.items()):
        path = str(Path(folder.path) / f"{PREFIX}{name}.toml") if number else folder.book
        _write(path, dump(book).encode(), folder.file_mode)


def _write(path: str, content: bytes, mode: int) -> None:
    """Write a file that is not there yet, whole or not at all. Raises UserError."""
    try:
        descriptor = open_with_mode(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, mode)
    except OSError as error:
        raise _not_pinned(path, error) from error
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(descriptor)
    except OSError as error:
        os.unlink(path)
        raise _not_pinned(path, error) from error


def _not_pinned(path: str, error: OSError) -> UserError:
    return UserError(f"Cannot pin the runbook at {path}: {error.strerror}. Free some space and try again.")


def read_pinned(folder: IncidentFolder, hosts: Collection[str]) -> Mapping[str, Runbook]:
    """The books as they were pinned. Raises UserError when the one that was opened cannot be read."""
    books: dict[str, Runbook] = {}
    others = sorted(path for path in Path(folder.path).glob(f"{PREFIX}*.toml"))
    for path in (folder.book, *map(str, others)):
        try:
            book = load(parse_source(path, read_regular(path)), hosts=hosts)
        except InvalidRunbook as invalid:
            raise UserError(
                f"The book pinned with {folder.id} cannot be read any more:\n{invalid}"
            ) from invalid
        books[book.id] = book
    return books

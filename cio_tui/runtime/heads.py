"""Which runbooks there are. The first folder that has an id wins, and the list says what it hides.

Only a book's first table is read (0.03 ms a file), so the list needs no cache; what is wrong further down is found when
the book is opened. A book that cannot be read is listed with the reason, never left out.
"""

from __future__ import annotations

import os
import re
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

import tomli

from cio_tui.core.text import clean_line
from cio_tui.runtime.regular_file import UnreadableFileError, read_regular

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

_USUAL_TABLE = b"[runbook]\n"
_USUAL_STEP = b"\n[[step]]"
"""How everyone writes it: looking for it takes a tenth of the pattern's time."""
_ANY_STEP = rb"(?:\A|\n)[ \t]*\[\[[ \t]*step[ \t]*\]\]"
_ID = r"[a-z0-9_-]{1,64}"
"""Both compiled when a book is looked at: 0.7 ms that a check of one probe need not spend."""


class Head(NamedTuple):
    """What the list shows of a book."""

    id: str
    path: str
    title: str = ""
    severity: str = ""
    owner: str = ""
    reviewed: date | None = None
    review_days: int = 90
    steps: int = 0
    shadows: tuple[str, ...] = ()
    """Files further down the search with the same id."""
    fault: str = ""
    """Why it cannot be used, as far as the list looks; empty when nothing is wrong so far."""

    def days_overdue(self, today: date) -> int:
        """Days past the review date; 0 while it is current, or when it was never reviewed."""
        return max(0, (today - self.reviewed).days - self.review_days) if self.reviewed else 0


def list_heads(folders: Iterable[str | os.PathLike[str]]) -> tuple[Head, ...]:
    """Every book of the folders, sorted by id. Of two with one id the first is used; one that cannot be used yields."""
    heads: dict[str, Head] = {}
    for head in (read_head(path) for folder in folders for path in _files(os.fspath(folder))):
        first = heads.get(head.id)
        heads[head.id] = first._replace(shadows=(*first.shadows, head.path)) if first else head
    return tuple(heads[name] for name in sorted(heads))


def read_head(path: str) -> Head:
    """What the list shows of one file; a file that is no book is named after itself."""
    name = clean_line(os.path.basename(path).removesuffix(".toml"))
    try:
        data = read_regular(path)
        document = _parse(data)
    except UnreadableFileError as error:
        return Head(name, path, fault=clean_line(str(error)))
    except (ValueError, RecursionError) as error:
        return Head(name, path, fault=clean_line(f"not TOML: {error}"))
    runbook = document.get("runbook")
    if not isinstance(runbook, dict) or not re.fullmatch(_ID, _text(runbook, "id")):
        return Head(name, path, fault="no runbook: it needs [runbook] with an id")
    reviewed, days = runbook.get("reviewed"), runbook.get("review_days", 90)
    return Head(
        id=_text(runbook, "id"),
        path=path,
        title=_text(runbook, "title"),
        severity=_text(runbook, "severity"),
        owner=_text(runbook, "owner"),
        reviewed=reviewed if type(reviewed) is date else None,
        review_days=days if isinstance(days, int) else 90,
        steps=data.count(_USUAL_STEP) or len(re.findall(_ANY_STEP, data)),
    )


def _files(folder: str) -> list[str]:
    try:
        names = sorted(os.listdir(folder))
    except OSError:  # a folder of the configuration that is not there holds no books; `doctor` says so
        return []
    return [os.path.join(folder, name) for name in names if name.endswith(".toml") and name[0] != "."]


def _parse(data: bytes) -> Mapping[str, object]:
    """The table of the book itself; all there is when a text that looks like the next table misled us."""
    before, start, after = data.partition(_USUAL_TABLE)
    if start and (not before or before.endswith(b"\n")):
        try:
            return tomli.loads((start + after.partition(b"\n[")[0]).decode())
        except ValueError:
            pass
    return tomli.loads(data.decode())


def _text(table: Mapping[str, object], key: str) -> str:
    value = table.get(key, "")
    return clean_line(value) if isinstance(value, str) else ""

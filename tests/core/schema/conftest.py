"""Books to load: the corpora beside the tests, the shipped ones, and small ones made on the spot."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Protocol

import pytest

from cio_tui.core.schema import InvalidRunbook, Source, includes, load, parse_source

if TYPE_CHECKING:
    from cio_tui.core.runbook import Runbook

ROOT = Path(__file__).parents[3]

SMALL = """
schema = 1

[runbook]
id = "small"
title = "A small book"
owner = "team"
reviewed = 2026-11-21
exit = [{ when = "track.ok == true", text = "It answers" }]

[probe.track]
kind = "http"
url = "{track}/api/v1/accounts/region"

[[step]]
id = "close"
kind = "close"
title = "Close"
"""


class Load(Protocol):
    """Loads a small book with further TOML put before its close step."""

    def __call__(self, more: str = "", *, hosts: tuple[str, ...] = ()) -> Runbook: ...


class Complain(Protocol):
    """The messages of a small book with further TOML, without the name of the file."""

    def __call__(self, more: str, *, hosts: tuple[str, ...] = ()) -> list[str]: ...


def small(more: str) -> Source:
    head, close = SMALL.split("[[step]]")
    return parse_source("small.toml", f"{head}{more}\n[[step]]{close}".encode())


@pytest.fixture
def load_small() -> Load:
    """A small book with more in it."""

    def load_it(more: str = "", *, hosts: tuple[str, ...] = ()) -> Runbook:
        return load(small(more), hosts=hosts)

    return load_it


@pytest.fixture
def faults_of_small() -> Complain:
    """What is wrong with a small book that has more in it."""

    def complain(more: str, *, hosts: tuple[str, ...] = ()) -> list[str]:
        with pytest.raises(InvalidRunbook) as caught:
            load(small(more), hosts=hosts)
        return [fault.message for fault in caught.value.faults]

    return complain


class Shelf:
    """Real books, to be damaged."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.texts = {path: path.read_text(encoding="utf-8") for path in sorted(folder.glob("*.toml"))}

    def load(self, path: Path, text: str | bytes) -> Runbook:
        """A book of this folder with another text."""
        source = parse_source(path.name, text if isinstance(text, bytes) else text.encode())
        included = [parse_source(name, (self.folder / name).read_bytes()) for _, name in includes(source)]
        return load(source, included)


@pytest.fixture(scope="session")
def shelf() -> Shelf:
    """The shipped books."""
    return Shelf(ROOT / "runbooks")

"""A configuration file as checked values by dotted name. Mistakes are placed by the scanner that runbooks use, which is
imported only then: it costs as much as the rest of a headless command.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any, NamedTuple

import tomli

from cio_tui.core.nearest import nearest
from cio_tui.runtime.setting_checks import CredentialSource, ItemErrors
from cio_tui.runtime.setting_keys import KEYS, PATHS

if TYPE_CHECKING:
    from collections.abc import Iterator

TABLES = {name.partition(".")[0] for name in KEYS if "." in name}


class Mistake(NamedTuple):
    """Something to be corrected in the file."""

    path: tuple[str | int, ...]
    message: str
    at_key: bool = False


def read_settings_file(file: str, data: bytes, faults: list[str]) -> dict[str, Any]:
    """The values that are right; what is wrong goes to `faults`, one line each."""
    try:
        document = tomli.loads(data.decode("utf-8"))
    except (ValueError, RecursionError):
        faults.extend(_place(file, data, []))
        return {}
    values: dict[str, Any] = {}
    mistakes: list[Mistake] = []
    for path, value in _leaves(document, mistakes):
        name = ".".join(path)
        try:
            values[name] = _anchored(KEYS[name].check(value), name, os.path.dirname(os.path.abspath(file)))
        except ItemErrors as error:
            mistakes += [Mistake((*path, at), f"`{path[-1]}` {fault}") for at, fault in error.faults.items()]
        except ValueError as error:
            mistakes.append(Mistake(path, f"`{path[-1]}` {error}"))
    if mistakes:
        faults.extend(_place(file, data, mistakes))
    return values


def _anchored(value: Any, name: str, folder: str) -> object:  # noqa: ANN401
    """A relative path counts from the folder of the file that names it."""
    if isinstance(value, CredentialSource) and value.kind == "file":
        return CredentialSource("file", (os.path.join(folder, os.path.expanduser(value.words[0])),))
    if name not in PATHS or not value:
        return value
    return (
        os.path.join(folder, value)
        if isinstance(value, str)
        else tuple(os.path.join(folder, each) for each in value)
    )


def _leaves(document: dict[str, Any], mistakes: list[Mistake]) -> Iterator[tuple[tuple[str, ...], object]]:
    """Known keys with their values."""
    for name, value in document.items():
        if name not in TABLES:
            yield from _known((name,), value, mistakes)
        elif isinstance(value, dict):
            for key, inner in value.items():
                yield from _known((name, key), inner, mistakes)
        else:
            mistakes.append(
                Mistake((name,), f"`{name}` is a table: write [{name}] on a line of its own, its keys below")
            )


def _known(
    path: tuple[str, ...], value: object, mistakes: list[Mistake]
) -> Iterator[tuple[tuple[str, ...], object]]:
    if ".".join(path) in KEYS:
        yield path, value
    else:
        mistakes.append(Mistake(path, _unknown(path), at_key=True))


def _unknown(path: tuple[str, ...]) -> str:
    """What is not known, and what may have been meant: a neighbour first, then a key of another table."""
    table = ".".join(path[:-1])
    neighbours = [name.rpartition(".")[2] for name in KEYS if name.rpartition(".")[0] == table]
    near = nearest(path[-1], neighbours if table else [*neighbours, *TABLES])
    far = next((name for name in KEYS if name.rpartition(".")[2] == path[-1]), "")
    if near:
        hint = f"; did you mean `{near}`?"
    elif far:
        hint = (
            f"; `{path[-1]}` belongs under [{far.rpartition('.')[0]}]"
            if "." in far
            else f"; `{far}` belongs above the first table"
        )
    else:
        hint = f"; [{table}] knows {', '.join(neighbours)}" if table else ""
    return f"unknown key `{path[-1]}`{hint}"


def _place(file: str, data: bytes, mistakes: list[Mistake]) -> list[str]:
    """The mistakes with line and column, in the order of the file; or why it is not TOML at all."""
    from cio_tui.core.schema.faults import InvalidRunbook
    from cio_tui.core.schema.source import parse_source

    try:
        source = parse_source(file, data)
    except InvalidRunbook as invalid:
        return [str(fault) for fault in invalid.faults]
    return [
        str(fault)
        for fault in sorted(source.fault(each.path, each.message, at_key=each.at_key) for each in mistakes)
    ]

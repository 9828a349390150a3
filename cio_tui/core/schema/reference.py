"""The reference part of docs/runbook-format.md, from the same tables that the checker reads."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cio_tui.core.probe import COMMON, PUBLISHED, ProbeKind, Unit
from cio_tui.core.schema.known import SETTINGS, WORDS
from cio_tui.core.schema.tables.book import (
    BOOK,
    ESCALATION,
    EXIT,
    FACT,
    ROLE,
    RUNBOOK,
    SUGGEST,
    TIMER,
    VARIABLE,
)
from cio_tui.core.schema.tables.probes import PROBE
from cio_tui.core.schema.tables.steps import ABORT, BRANCH, ON_TIMEOUT, RESPOND, STEP

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from cio_tui.core.schema.shapes.table import Key, Table

_TABLES = (
    BOOK,
    RUNBOOK,
    EXIT,
    SUGGEST,
    PROBE,
    FACT,
    VARIABLE,
    ROLE,
    TIMER,
    ESCALATION,
    STEP,
    RESPOND,
    BRANCH,
    ABORT,
    ON_TIMEOUT,
)
_UNITS = {
    Unit.FLAG: "true or false",
    Unit.TEXT: "text",
    Unit.COUNT: "number",
    Unit.LIST: "list of texts",
    Unit.MILLISECONDS: "milliseconds",
    Unit.SECONDS: "seconds",
    Unit.DAYS: "days",
    Unit.SHARE: "share, 0 to 1",
    Unit.PERCENT: "per cent, as typed",
    Unit.ANY: "anything",
}


def reference() -> str:
    """Markdown: every table with its keys, then every name that a condition may use."""
    return "\n".join([*(line for table in _TABLES for line in _table(table)), *_published(), *_known()])


def _table(table: Table) -> Iterator[str]:
    yield f"### `{table.name}`" if table is not BOOK else "### The file"
    yield ""
    yield table.doc
    yield ""
    yield from _keys(table.keys)
    for kind, keys in table.kinds.items():
        if keys:
            yield f'With `kind = "{kind}"` also:'
            yield ""
            yield from _keys(keys)


def _keys(keys: Mapping[str, Key]) -> Iterator[str]:
    yield "| key | value | when absent | meaning |"
    yield "|---|---|---|---|"
    for name, key in keys.items():
        yield f"| `{name}` | {_escaped(key.shape.words())} | {_absent(key)} | {_escaped(key.doc)} |"
    yield ""


def _absent(key: Key) -> str:
    if key.required:
        return "**required**"
    return "" if key.default is None else f"`{key.default!r}`".replace("'", '"')


def _published() -> Iterator[str]:
    yield "### What probes publish"
    yield ""
    yield f"Every kind: {_units(COMMON)}."
    yield ""
    yield "| kind | besides |"
    yield "|---|---|"
    for kind in ProbeKind:
        extract = "; and every name of `extract`" if kind is ProbeKind.HTTP else ""
        yield f"| `{kind}` | {_units(PUBLISHED[kind])}{extract} |"
    yield ""


def _known() -> Iterator[str]:
    yield "### Names in every book"
    yield ""
    yield f"In conditions and texts: {_units(SETTINGS)}, `undo.open` (number), `step.ID.elapsed` (seconds)."
    yield ""
    yield f"In texts only: {', '.join(f'`{word}`' for word in sorted(WORDS))}, `role.ID`."
    yield ""


def _units(names: Mapping[str, Unit]) -> str:
    return ", ".join(f"`{name}` ({_UNITS[unit]})" for name, unit in names.items())


def _escaped(text: str) -> str:
    return text.replace("|", "\\|")

"""A book and what it includes: checked as one, built as one, and pinned as one document.

What only a whole book needs is imported with the first one: 20 ms, which a check of one probe does not spend.
"""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING

from cio_tui.core.expr import Expression, check_facts
from cio_tui.core.schema.check import MOST_FAULTS, Check, Spot, rows
from cio_tui.core.schema.faults import InvalidRunbook
from cio_tui.core.schema.known import SCHEMA
from cio_tui.core.schema.names import SORTS, collect

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

    from cio_tui.core.probe import Probe
    from cio_tui.core.runbook import Runbook
    from cio_tui.core.schema.check import Row
    from cio_tui.core.schema.source import Source


def load(book: Source, included: Sequence[Source] = (), hosts: Iterable[str] = ()) -> Runbook:
    """The runbook, or InvalidRunbook with every fault of every file.

    `hosts` are those that the configuration lets books name.
    """
    from hashlib import sha256

    from cio_tui.core.schema.build import build
    from cio_tui.core.schema.tables.book import BOOK, INCLUDED

    for source in (book, *included):
        _refuse_other_schemas(source)
    names = collect(book, included)
    check = Check(names, frozenset(host.lower() for host in hosts))
    merged: Row = {}
    for source in included:
        _merge(INCLUDED.convert(source.document, Spot(check, source, (), names.vocabulary)), merged)
    _report_repeated(check, book, included)
    _merge(BOOK.convert(book.document, Spot(check, book, (), names.vocabulary)), merged)
    _report_circles(merged, check, (book, *included))
    if len(check.faults) >= MOST_FAULTS:
        check.faults.append(
            max(check.faults)._replace(message="there are more; these are the first that were found")
        )
    if check.faults:
        raise InvalidRunbook(check.faults)
    document = _document(book, included)
    return build(merged, document, sha256(_written(document).encode()).hexdigest())


def load_probes(
    source: Source, hosts: Iterable[str] = (), wanted: Collection[str] = ()
) -> Mapping[str, Probe]:
    """The probes of a file alone, or InvalidRunbook with every fault in them; those that are `wanted`, else all."""
    from cio_tui.core.schema.build_probes import build_probes
    from cio_tui.core.schema.tables.probes import PROBES

    _refuse_other_schemas(source)
    names = collect(source)
    check = Check(names, frozenset(host.lower() for host in hosts))
    spot = Spot(check, source, ("probe",), names.vocabulary)
    found = source.document.get("probe", {})
    if wanted and isinstance(found, dict):
        found = {name: found[name] for name in wanted if name in found}
    converted = PROBES.convert(found, spot)
    if check.faults:
        raise InvalidRunbook(check.faults)
    return build_probes(converted)


def dump(book: Runbook) -> str:
    """The resolved book as TOML, without includes; loading it again gives an equal book."""
    return _written(book.document)


def includes(book: Source) -> tuple[tuple[int, str], ...]:
    """The files a book asks for, as (index in the list, name). What is no list of texts is left to the check."""
    written = book.document.get("include")
    names = enumerate(written) if isinstance(written, list) else ()
    return tuple((index, name) for index, name in names if isinstance(name, str))


def _refuse_other_schemas(source: Source) -> None:
    """Another version is another language: its other faults would only mislead."""
    version = source.document.get("schema")
    if isinstance(version, int) and not isinstance(version, bool) and version != SCHEMA:
        remedy = "update cio-tui" if version > SCHEMA else f"write schema = {SCHEMA}"
        message = (
            f"this file is written in schema {version}, and this cio-tui reads schema {SCHEMA}; {remedy}"
        )
        raise InvalidRunbook([source.fault(("schema",), message)])


def _merge(converted: object, merged: Row) -> None:
    for key, value in converted.items() if isinstance(converted, dict) else ():
        if key in SORTS:
            merged[key] = {**rows(merged.get(key)), **rows(value)}
        else:
            merged[key] = value


def _report_repeated(check: Check, book: Source, included: Sequence[Source]) -> None:
    """An id may be defined in one file only: which one would count is not for the order of files to say."""
    seen: dict[tuple[str, str], Source] = {}
    for source, sort in product((*included, book), SORTS):
        table = source.document.get(sort)
        for name in table if isinstance(table, dict) else ():
            first = seen.setdefault((sort, name), source)
            if first is not source:
                line = first.fault((sort, name), "", at_key=True).line
                message = f"{sort} {name} is already defined at {first.file}:{line}"
                check.faults.append(source.fault((sort, name), message, at_key=True))


def _report_circles(merged: Row, check: Check, sources: Sequence[Source]) -> None:
    facts = {name: row.get("when") for name, row in rows(merged.get("fact")).items()}
    parsed = {name: when for name, when in facts.items() if isinstance(when, Expression)}
    for name, message in check_facts(parsed).items():
        path = ("fact", name, "when")
        source = next(source for source in sources if source.at(path) is not None)
        check.faults.append(source.fault(path, message))


def _document(book: Source, included: Sequence[Source]) -> dict[str, object]:
    """One document with everything in it: the tables of the includes, then the book's own."""
    own = {key: value for key, value in book.document.items() if key not in {"include", "step", *SORTS}}
    shared: dict[str, object] = {}
    for sort in SORTS:
        tables = [source.document.get(sort) for source in (*included, book)]
        merged = {name: row for table in tables if isinstance(table, dict) for name, row in table.items()}
        if merged:
            shared[sort] = merged
    return {**own, **shared, "step": book.document["step"]}


def _written(document: Mapping[str, object]) -> str:
    import tomli_w

    return tomli_w.dumps(document)

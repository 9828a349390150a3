"""Every id of a book, read off before anything is checked, so that a name may be used before it is defined."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

from cio_tui.core.expr import Vocabulary
from cio_tui.core.probe import COMMON, PUBLISHED, ProbeKind, Unit
from cio_tui.core.schema.known import SETTINGS, WORDS

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from cio_tui.core.schema.source import Source

Sort = Literal["step", "probe", "fact", "var", "role", "timer", "escalation"]
SORTS: tuple[Sort, ...] = ("probe", "fact", "var", "role", "timer", "escalation")
"""Things that are tables keyed by id; steps are a list."""

_SUFFIXES = (("_ms", Unit.MILLISECONDS), ("_s", Unit.SECONDS), ("_days", Unit.DAYS))
"""What the name of an extracted value says of its unit; of the rest only the value itself can tell."""

_TYPED = {"int": Unit.COUNT, "number": Unit.COUNT, "percent": Unit.PERCENT}
"""A percentage is kept as it is typed: 1.5, not 0.015."""


class Names(NamedTuple):
    """What may be referred to."""

    book: str
    """Id of the book itself."""
    ids: Mapping[Sort, frozenset[str]]
    vocabulary: Vocabulary
    """For conditions and texts of the book."""
    fields: Mapping[str, Vocabulary] = {}
    """Probe id to what its own rules may name."""


def collect(book: Source, included: Iterable[Source] = ()) -> Names:
    """Read the ids; what is malformed is passed over here and reported by the check."""
    documents = [source.document for source in (book, *included)]
    tables = {sort: _merged(documents, sort) for sort in SORTS}
    fields = {name: _published(probe) for name, probe in tables["probe"].items()}
    units = {f"{name}.{each}": unit for name, known in fields.items() for each, unit in known.items()}
    units |= dict.fromkeys(tables["fact"], Unit.FLAG)
    units |= {f"var.{name}": unit_typed(str(var.get("kind"))) for name, var in tables["var"].items()}
    steps = frozenset(_step_ids(book))
    ids: dict[Sort, frozenset[str]] = {sort: frozenset(table) for sort, table in tables.items()}
    runbook = book.document.get("runbook")
    return Names(
        book=str(runbook.get("id", "")) if isinstance(runbook, dict) else "",
        ids={**ids, "step": steps},
        vocabulary=Vocabulary(
            {**units, **SETTINGS}, steps, WORDS | {f"role.{role}" for role in tables["role"]}
        ),
        fields={name: Vocabulary(_judged(known), history=False) for name, known in fields.items()},
    )


def unit_typed(kind: str) -> Unit:
    """What people type into a variable, or an answer, of this kind."""
    return _TYPED.get(kind, Unit.TEXT)


def _judged(known: Mapping[str, Unit]) -> dict[str, Unit]:
    """What a probe's own rules may name: not the verdict they make, nor how old a sample is that was just taken."""
    return {name: unit for name, unit in {**known, **SETTINGS}.items() if name not in {"verdict", "age"}}


def _merged(documents: Iterable[Mapping[str, object]], sort: Sort) -> dict[str, dict[str, object]]:
    tables = (document.get(sort) for document in documents)
    return {
        name: row if isinstance(row, dict) else {}
        for table in tables
        if isinstance(table, dict)
        for name, row in table.items()
    }


def _step_ids(book: Source) -> list[str]:
    steps = book.document.get("step")
    ids = [step.get("id") for step in steps if isinstance(step, dict)] if isinstance(steps, list) else []
    return [each for each in ids if isinstance(each, str)]


def _published(probe: Mapping[str, object]) -> dict[str, Unit]:
    """The fields of a probe. Of one whose kind is unknown, those of all kinds: one fault is enough."""
    kind = probe.get("kind")
    kinds = [each for each in ProbeKind if each == kind] or list(ProbeKind)
    extract = probe.get("extract")
    return {
        **COMMON,
        **{name: unit for each in kinds for name, unit in PUBLISHED[each].items()},
        **({name: _unit(name) for name in extract} if isinstance(extract, dict) else {}),
    }


def _unit(name: str) -> Unit:
    return next((unit for suffix, unit in _SUFFIXES if name.endswith(suffix)), Unit.ANY)

"""`runbook lint`: faults and doubts as `file:line:column: message`, then what the books say in each scenario."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from cio_tui.cli.exit_codes import ExitCode
from cio_tui.core.duration import format_duration
from cio_tui.core.errors import UserError
from cio_tui.core.schema import InvalidRunbook
from cio_tui.core.schema.crossings import check_crossings
from cio_tui.core.schema.lint import entries, warn
from cio_tui.core.step import Decide
from cio_tui.core.truth_table import propose, suggest
from cio_tui.runtime.library import open_library
from cio_tui.sim.scenario import evidence_at, load_scenario, shipped_scenarios

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

    from cio_tui.cli.output import Output
    from cio_tui.core.reading import Value
    from cio_tui.core.runbook import Runbook
    from cio_tui.core.schema import Fault
    from cio_tui.runtime.library import Library, OpenedBook
    from cio_tui.runtime.settings import Settings


class Moment(NamedTuple):
    """A row of the truth table: one moment of a scenario."""

    name: str
    title: str
    books: tuple[str, ...]
    """Books the scenario is meant for."""
    fields: Mapping[str, Mapping[str, Value]]
    settings: Mapping[str, Value]
    answers: Mapping[str, Value]
    """What a person typed: the only evidence of what no probe sees."""


class Opened(NamedTuple):
    """What could be opened, and what is wrong with the rest."""

    books: dict[str, OpenedBook]
    faults: list[Fault]
    trouble: list[str]
    """Sentences without a place: a file that cannot be read."""


def lint(names: Sequence[str], settings: Settings, output: Output) -> int:
    """Check the named books, or all; USAGE if one has a fault. Warnings alone are no failure."""
    library = open_library(settings)
    shelf = [head.path for head in library.heads()]
    paths = [library.path_of(name) for name in names] or shelf
    chosen = _open(library, paths)
    others = _open(library, [path for path in shelf if path not in paths])
    known = {name: book.runbook for name, book in {**others.books, **chosen.books}.items()}
    steps = {name: book.steps.keys() for name, book in known.items()}
    led_to = entries(known)
    faults, warnings = chosen.faults, list[str]()
    today = datetime.now(UTC).date()
    for name, book in chosen.books.items():
        faults += check_crossings(book.source, steps)
        warnings += [_warning(each) for each in warn(book.runbook, book.source, today, led_to[name])]
    moments = _moments(settings.values())
    warnings += [clash for book in chosen.books.values() for clash in _clashes(book, moments)]
    for line in [*chosen.trouble, *map(str, sorted(faults)), *warnings]:
        output.write_line(line)
    _write_tables(chosen.books, known.values(), moments, output)
    broken = len({fault.file for fault in faults}) + len(chosen.trouble)
    output.narrate(_summary(len(paths), broken, len(warnings)))
    return ExitCode.USAGE if broken else ExitCode.OK


def _open(library: Library, paths: Iterable[str]) -> Opened:
    opened = Opened({}, [], [])
    for path in paths:
        try:
            book = library.open_file(path)
            opened.books[book.runbook.id] = book
        except InvalidRunbook as invalid:
            opened.faults.extend(invalid.faults)
        except UserError as error:
            opened.trouble.append(str(error))
    return opened


def _warning(fault: Fault) -> str:
    return f"{fault.file}:{fault.line}:{fault.column}: warning: {fault.message}"


def _moments(settings: Mapping[str, Value]) -> list[Moment]:
    """Every moment of the shipped scenarios, with the thresholds of this configuration."""
    moments: list[Moment] = []
    for path in shipped_scenarios().values():
        scenario = load_scenario(Path(path))
        for sight in scenario.sights:
            where = {**settings, "config.region": scenario.region, "config.workspace_id": 0}
            name = scenario.id if len(scenario.sights) == 1 else f"{scenario.id} {format_duration(sight.at)}"
            fields = evidence_at(sight)
            moments.append(Moment(name, sight.title, scenario.books, fields, where, sight.answers))
    return moments


def _clashes(book: OpenedBook, moments: Iterable[Moment]) -> list[str]:
    """Decisions in which two branches are true at once: the first is suggested, and the order may be an accident."""
    index = {name: place for place, name in enumerate(book.runbook.steps)}
    told: dict[tuple[str, tuple[str, ...]], str] = {}
    for moment in (moment for moment in moments if book.runbook.id in moment.books):
        for one in suggest(book.runbook, moment.fields, moment.settings, moment.answers):
            if len(one.labels) > 1:
                told.setdefault((one.step, one.labels), moment.name)
    return [
        _warning(
            book.source.fault(
                ("step", index[step], "branch"), f"in scenario {scenario} both are true: {' | '.join(labels)}"
            )
        )
        for (step, labels), scenario in told.items()
    ]


def _write_tables(
    chosen: Mapping[str, OpenedBook], known: Collection[Runbook], moments: Sequence[Moment], output: Output
) -> None:
    if not chosen or not moments:
        return
    output.write_line()
    rows = [(moment.name, moment.title, *_proposal(known, moment)) for moment in moments]
    output.write_table(("scenario", "what it shows", "proposed", "WATCH", "cannot tell"), rows)
    for name, book in chosen.items():
        decisions = [step.id for step in book.runbook.steps.values() if isinstance(step.body, Decide)]
        if decisions:
            output.write_line()
            rows_of_book = [(moment.name, *_branches(book.runbook, moment)) for moment in moments]
            output.write_table((f"{name}: scenario", *decisions), rows_of_book)


def _proposal(books: Iterable[Runbook], moment: Moment) -> tuple[str, str, str]:
    proposal = propose(books, moment.fields, moment.settings)
    proposed, watched, undecided = (" ".join(names) or "-" for names in proposal)
    return proposed, watched, undecided


def _branches(book: Runbook, moment: Moment) -> tuple[str, ...]:
    """Where the suggested branch leads, `+n` for n more that are true, `-` when nothing is suggested."""
    found = suggest(book, moment.fields, moment.settings, moment.answers)
    return tuple(
        f"{one.goto or '-'}{f' +{len(one.labels) - 1}' if len(one.labels) > 1 else ''}" for one in found
    )


def _summary(books: int, broken: int, warnings: int) -> str:
    faults = f"{broken} of them cannot be used" if broken else "no faults"
    counted = (f"{books} book{'s' * (books != 1)}", faults, f"{warnings} warning{'s' * (warnings != 1)}")
    return f"{', '.join(counted)}."

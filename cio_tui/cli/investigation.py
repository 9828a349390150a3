"""What an investigation found, worst first: a table for people, one document for scripts, and the exit code of both."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from cio_tui.cli.exit_codes import code_of
from cio_tui.cli.marks import MARKS

if TYPE_CHECKING:
    from collections.abc import Coroutine, Mapping, Sequence
    from typing import Any

    from cio_tui.cli.output import Cell, Output
    from cio_tui.customerio.finding import Finding

Read = TypeVar("Read")


def run_reading(reading: Coroutine[Any, Any, Read]) -> Read:
    """What was read. An error that one of the seeds' tables explains is raised with that row."""
    import asyncio

    from cio_tui.customerio.api_errors import AppApiError
    from cio_tui.customerio.hints import hint_for_status

    try:
        return asyncio.run(reading)
    except AppApiError as error:
        hint = hint_for_status(error.status)
        error.args = (f"{error} ({hint})" if hint else str(error),)
        raise


def report_investigation(
    command: str, findings: Sequence[Finding], fields: Mapping[str, object], output: Output, *, as_json: bool
) -> int:
    """Show the findings, and as JSON also `fields`; 1 if one is failing, else 3 if one is unknown, else 0."""
    from cio_tui.customerio.finding import worst_first, worst_of

    verdict = worst_of(findings).value
    ordered = worst_first(findings)
    if as_json:
        output.write_json(command, {"verdict": verdict, **fields, "findings": [*map(_entry, ordered)]})
    else:
        output.write_table(("", "what", "found"), [_row(finding) for finding in ordered])
    return code_of({verdict})


def _entry(finding: Finding) -> dict[str, object]:
    return {
        "check": finding.check.value,
        "verdict": finding.verdict.value,
        "text": finding.text,
        "remedy": finding.remedy,
        "hint": str(finding.hint) if finding.hint else "",
    }


def _row(finding: Finding) -> tuple[Cell, ...]:
    hint = f"({finding.hint})" if finding.hint else ""
    said = " ".join(filter(None, (finding.text, finding.remedy, hint)))
    return MARKS[finding.verdict.value], finding.check.value, said

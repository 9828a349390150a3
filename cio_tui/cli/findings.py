"""Findings of a check-up as a table, as JSON, and as an exit code: `doctor` and `config check` answer alike."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cio_tui.cli.exit_codes import code_of
from cio_tui.cli.marks import MARKS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cio_tui.cli.output import Cell, Output
    from cio_tui.runtime.checkup.finding import Finding


def report_findings(command: str, findings: Sequence[Finding], output: Output, *, as_json: bool) -> int:
    """Show them all; what fails counts more than what is unknown."""
    if as_json:
        output.write_json(command, {"findings": [finding._asdict() for finding in findings]})
    else:
        output.write_table(("", "what", "found"), [_row(finding) for finding in findings])
    return code_of({finding.verdict for finding in findings})


def _row(finding: Finding) -> tuple[Cell, ...]:
    found = f"{finding.text}. {finding.remedy}" if finding.remedy else finding.text
    return MARKS[finding.verdict], finding.subject, found

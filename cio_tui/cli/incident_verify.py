"""`incident verify [ID]`: whether a log is whole, unchanged, and the one that a fingerprint was taken of."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from cio_tui.cli.exit_codes import ExitCode
from cio_tui.cli.incident_place import root_of
from cio_tui.cli.marks import MARKS
from cio_tui.core.errors import UserError
from cio_tui.core.fingerprint import parse_fingerprint
from cio_tui.core.text import clean_line
from cio_tui.runtime.incident_folder import IncidentFolder, find_incident, incidents
from cio_tui.runtime.verification import verify

if TYPE_CHECKING:
    from argparse import Namespace

    from cio_tui.cli.output import Output
    from cio_tui.runtime.settings import Settings
    from cio_tui.runtime.verification import Verification

_LIMIT = (
    "An unbroken chain proves no more than that nobody changed the log without computing a new one. "
    "Give a fingerprint that was kept elsewhere with --head. The samples in readings.jsonl stand outside the chain."
)


def run(arguments: Namespace, settings: Settings, output: Output) -> int:
    """Print what was found. Exits with 1 if anything does not hold."""
    head, root = arguments.head, root_of(settings)
    if head and not (arguments.id or arguments.folder):
        raise UserError("A fingerprint belongs to one incident: name it before --head.")
    given = parse_fingerprint(head) if head else None
    found = [verify(folder, given, arguments.signers) for folder in _meant(arguments, root)]
    holds = all(verification.holds for verification in found)
    if arguments.json:
        documents = [{**verification._asdict(), "holds": verification.holds} for verification in found]
        output.write_json(
            "incident-verify", {"verdict": "ok" if holds else "failing", "incidents": documents}
        )
    else:
        for verification in found:
            _say(verification, output)
        if not found:
            output.narrate(f"There are no incidents in {root}.")
        elif holds and not head and not arguments.signers:
            output.narrate(_LIMIT)
    return ExitCode.OK if holds else ExitCode.FAILING


def _meant(arguments: Namespace, root: str) -> list[IncidentFolder]:
    """One of ours, one that was unpacked somewhere, or all of ours. Raises UserError."""
    if arguments.folder and arguments.id:
        raise UserError("Name an incident or a folder, not both.")
    if not arguments.folder:
        return [find_incident(root, arguments.id)] if arguments.id else incidents(root)
    path = os.path.abspath(arguments.folder)
    if not os.path.isdir(path) or not path.isprintable():
        raise UserError(f"{clean_line(path)} is no folder; name one that holds a log.toml.")
    return [IncidentFolder(path)]


def _say(found: Verification, output: Output) -> None:
    mark = MARKS["ok" if found.holds else "failing"]
    count = f"{found.events} {'event' if found.events == 1 else 'events'}"
    state = f"sealed by event {found.sealed}" if found.sealed else "no seal"
    line = f"{output.word(mark)}  {found.incident}  {count}, {state}, log {found.fingerprint or '-'}"
    output.write_line(line, mark.style)
    for fault in found.faults:
        output.write_line(f"      {fault}")
    for remark in found.remarks:
        output.write_line(f"      {remark}")

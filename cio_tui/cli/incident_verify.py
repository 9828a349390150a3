"""`incident verify [ID]`: whether a log is whole, unchanged, and the one that a fingerprint was taken of."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cio_tui.cli.exit_codes import ExitCode
from cio_tui.cli.incident_place import root_of
from cio_tui.cli.marks import MARKS
from cio_tui.core.errors import UserError
from cio_tui.core.fingerprint import parse_fingerprint
from cio_tui.runtime.incident_folder import find_incident, incidents
from cio_tui.runtime.verification import verify

if TYPE_CHECKING:
    from argparse import Namespace

    from cio_tui.cli.output import Output
    from cio_tui.runtime.settings import Settings
    from cio_tui.runtime.verification import Verification

_LIMIT = (
    "An unbroken chain proves no more than that nobody changed the log without computing a new one. "
    "Give a fingerprint that was kept elsewhere with --head."
)


def run(arguments: Namespace, settings: Settings, output: Output) -> int:
    """Print what was found. Exits with 1 if anything does not hold."""
    root, word, head = root_of(settings), arguments.id, arguments.head
    if head and not word:
        raise UserError("A fingerprint belongs to one incident: name it before --head.")
    given = parse_fingerprint(head) if head else None
    folders = [find_incident(root, word)] if word else incidents(root)
    found = [verify(folder, given) for folder in folders]
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
        elif holds and not head:
            output.narrate(_LIMIT)
    return ExitCode.OK if holds else ExitCode.FAILING


def _say(found: Verification, output: Output) -> None:
    mark = MARKS["ok" if found.holds else "failing"]
    count = f"{found.events} {'event' if found.events == 1 else 'events'}"
    state = f"sealed by event {found.sealed}" if found.sealed else "open"
    line = f"{output.word(mark)}  {found.incident}  {count}, {state}, log {found.fingerprint or '-'}"
    output.write_line(line, mark.style)
    for fault in found.faults:
        output.write_line(f"      {fault}")
    for remark in found.remarks:
        output.write_line(f"      {remark}")

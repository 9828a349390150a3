"""`incident sign ID --key FILE`: put one's SSH key to a log as it stands."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cio_tui.cli.exit_codes import ExitCode
from cio_tui.cli.incident_place import find
from cio_tui.core.errors import Refused
from cio_tui.runtime.log_bytes import read_log
from cio_tui.runtime.signature import keep, state
from cio_tui.runtime.ssh_keygen import sign
from cio_tui.runtime.verification import verify

if TYPE_CHECKING:
    from argparse import Namespace

    from cio_tui.cli.output import Output
    from cio_tui.runtime.settings import Settings


def run(arguments: Namespace, settings: Settings, output: Output) -> int:
    """Sign it. Raises Refused when something about the log does not hold, UserError, Undecided."""
    folder = find(settings, arguments.id)
    found = verify(folder)
    if not found.holds:
        raise Refused(f"{found.faults[0]} What does not hold is not signed; see `cio-tui incident verify`.")
    statement = state(folder, read_log(folder).digests)
    name = keep(folder, statement, sign(statement.text(), arguments.key))
    output.write_line(f"signed {folder.id} up to event {statement.seq}, kept in {folder.path}/{name}.sig")
    if not found.sealed:
        output.narrate("The log is not sealed: what is added from now on is not signed.")
    return ExitCode.OK

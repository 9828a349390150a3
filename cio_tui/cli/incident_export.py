"""`incident export ID --bundle FILE.tar.gz`: everything about one incident as one file to hand on."""

from __future__ import annotations

import os
from datetime import UTC
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from cio_tui.cli.exit_codes import ExitCode
from cio_tui.cli.incident_place import find
from cio_tui.core.errors import UserError
from cio_tui.runtime.bundle import names_people, pack, refuse_credentials, take_files
from cio_tui.runtime.credentials import Credentials
from cio_tui.runtime.incident_folder import IncidentFolder
from cio_tui.runtime.report_file import render
from cio_tui.runtime.verification import verify
from cio_tui.runtime.whole_file import write_whole

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Mapping

    from cio_tui.cli.output import Output
    from cio_tui.runtime.settings import Settings


def run(arguments: Namespace, settings: Settings, output: Output) -> int:
    """Write the bundle. A damaged incident is exported as it is, and said to be so: it is evidence as well.

    Raises Refused when a credential would leave with it, UserError.
    """
    folder = find(settings, arguments.id)
    files = take_files(folder)
    with TemporaryDirectory(prefix="cio-tui-") as scratch:
        copy = _lay_out(os.path.join(scratch, folder.id), files)
        faults = [fault.replace(copy.path, folder.path) for fault in verify(copy).faults]
        files |= _reports(copy, output)
    refuse_credentials(files, Credentials(settings).redactor())
    bundle = pack(folder.id, files)
    write_whole(arguments.bundle, bundle)
    output.write_line(f"{arguments.bundle}  {len(bundle):,} bytes, {len(files)} files and their checksums")
    for fault in faults:
        output.narrate(f"Exported as it is: {fault}")
    if names_people(files):
        output.narrate("E-mail addresses stand in it, since `personal_data` was `keep`: mind who gets it.")
    return ExitCode.OK


def _lay_out(path: str, files: Mapping[str, bytes]) -> IncidentFolder:
    """A copy of what is exported, so that checks and reports are of nothing else."""
    os.mkdir(path, 0o700)
    for name, data in files.items():
        with open(os.path.join(path, name), "xb") as file:
            file.write(data)
    return IncidentFolder(path)


def _reports(folder: IncidentFolder, output: Output) -> dict[str, bytes]:
    """The report for people, in both formats; none where the log holds no event to report on."""
    from cio_tui.runtime.reviewing import review

    try:
        account = review(folder).account
    except UserError as error:
        output.narrate(f"Exported without a report. {error}")
        return {}
    return {f"report.{form}": render(account, form, UTC).encode() for form in ("html", "md")}

"""`doctor`: what would get in the way of an incident, looked for beforehand, each line with its remedy."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace
    from collections.abc import Iterator

    from cio_tui.cli.output import Output
    from cio_tui.runtime.checkup.finding import Finding


def configure(parser: ArgumentParser) -> None:
    """`--json`."""
    parser.add_argument("--json", action="store_true", help="one JSON document")


def run(arguments: Namespace, output: Output) -> int:
    """Look at everything; 1 if something will fail, 3 if something could not be looked at."""
    from cio_tui.cli.findings import report_findings

    return report_findings("doctor", list(_examine(arguments.config)), output, as_json=arguments.json)


def _examine(config: str | None) -> Iterator[Finding]:
    from cio_tui.runtime.checkup.configuration import examine_configuration
    from cio_tui.runtime.checkup.files import examine_files
    from cio_tui.runtime.checkup.host import examine_host
    from cio_tui.runtime.checkup.terminal import examine_terminal
    from cio_tui.runtime.paths import incidents_folder

    yield from examine_terminal(os.environ)
    yield from examine_host()
    settings = yield from examine_configuration(config, os.environ)
    yield from examine_files(incidents_folder(settings.log_dir if settings else "", os.environ))

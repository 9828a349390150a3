"""`incident VERB`: what happened, kept, found, counted and proven. One verb a module; only that one is imported.

A verb's module offers `run(arguments, settings, output) -> int`; its arguments stand in `incident_arguments`, so that
help and completion need none of them.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from cio_tui.cli.incident_arguments import configure

if TYPE_CHECKING:
    from argparse import Namespace

    from cio_tui.cli.output import Output

__all__ = ["VERBS", "configure", "run"]

VERBS = {
    "list": "cio_tui.cli.incident_list",
    "show": "cio_tui.cli.incident_show",
    "review": "cio_tui.cli.incident_review",
    "report": "cio_tui.cli.incident_report",
    "note": "cio_tui.cli.incident_note",
    "verify": "cio_tui.cli.incident_verify",
    "stats": "cio_tui.cli.incident_stats",
    "sign": "cio_tui.cli.incident_sign",
    "amend": "cio_tui.cli.incident_amend",
    "milestone": "cio_tui.cli.incident_milestone",
    "reviewed": "cio_tui.cli.incident_reviewed",
    "backfill": "cio_tui.cli.incident_backfill",
    "export": "cio_tui.cli.incident_export",
}


def run(arguments: Namespace, output: Output) -> int:
    """Do one of them."""
    from cio_tui.runtime.settings import load_settings

    settings = load_settings(arguments.config)
    code: int = import_module(VERBS[arguments.verb]).run(arguments, settings, output)
    return code

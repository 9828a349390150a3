"""`cio-tui` alone: the start screen."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

    from cio_tui.cli.output import Output


def configure(parser: ArgumentParser) -> None:
    """Nothing but the global flags."""


def run(arguments: Namespace, output: Output) -> int:
    """Open the start screen."""
    from cio_tui.cli.full_screen import require_screen
    from cio_tui.cli.walking import own_workplace, walk

    instead = "cio-tui check` or `cio-tui walk BOOK --plain"
    require_screen(instead)
    return walk(
        own_workplace(arguments.config), None, output, plain=False, instead=instead, config=arguments.config
    )

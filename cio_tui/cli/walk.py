"""`cio-tui walk BOOK`: open an incident on a runbook and walk it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cio_tui.cli.walking import add_plain, own_workplace, walk

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

    from cio_tui.cli.output import Output


def configure(parser: ArgumentParser) -> None:
    """BOOK, `--plain`."""
    parser.add_argument("book", metavar="BOOK", help="id of a runbook, as `cio-tui runbook list` prints it")
    add_plain(parser)


def run(arguments: Namespace, output: Output) -> int:
    """Walk to the end, or until left."""
    place = own_workplace(arguments.config)
    # Before the terminal is looked at: a typo must not be named as the remedy.
    place.library.find(arguments.book)
    return walk(
        place,
        lambda conductor: conductor.open(arguments.book),
        output,
        plain=arguments.plain,
        instead=f"cio-tui walk {arguments.book} --plain",
        config=arguments.config,
    )

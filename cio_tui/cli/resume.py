"""`cio-tui resume [ID]`: go on with an incident at the very step; without an id with the newest open one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cio_tui.cli.walking import add_plain, own_workplace, walk

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

    from cio_tui.cli.output import Output


def configure(parser: ArgumentParser) -> None:
    """[ID], `--take-over`, `--plain`."""
    parser.add_argument("id", nargs="?", default="", metavar="ID", help="an incident, or part of its id")
    parser.add_argument(
        "--take-over", action="store_true", help="take the pen from a session that still holds it"
    )
    add_plain(parser)


def run(arguments: Namespace, output: Output) -> int:
    """Go on to the end, or until left."""
    from cio_tui.runtime.newest import newest_open

    place = own_workplace(arguments.config)
    word = arguments.id or newest_open(str(place.incidents))
    return walk(
        place,
        lambda conductor: conductor.resume(word, take_over=arguments.take_over),
        output,
        plain=arguments.plain,
        instead=f"cio-tui resume {arguments.id} --plain".replace("  ", " "),
    )

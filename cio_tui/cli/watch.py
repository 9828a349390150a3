"""`cio-tui watch [ID]`: follow an incident without touching it; without an id the newest open one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cio_tui.cli.walking import add_plain, named_or_newest, own_workplace, walk

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

    from cio_tui.cli.output import Output


def configure(parser: ArgumentParser) -> None:
    """[ID], `--plain`."""
    parser.add_argument("id", nargs="?", default="", metavar="ID", help="an incident, or part of its id")
    add_plain(parser)


def run(arguments: Namespace, output: Output) -> int:
    """Read along until the incident is closed, or until left; asks Customer.io nothing."""
    place = own_workplace(arguments.config)
    word = named_or_newest(arguments.id, place, output)
    return walk(
        place,
        lambda conductor: conductor.follow(word),
        output,
        plain=arguments.plain,
        instead=f"cio-tui watch {arguments.id} --plain".replace("  ", " "),
        ends_with_input=False,
        config=arguments.config,
    )

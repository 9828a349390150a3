"""`cio-tui drill [SCENARIO]`: practise against the simulator. Needs no configuration, credentials or network."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cio_tui.cli.exit_codes import ExitCode
from cio_tui.cli.walking import add_plain, practise

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

    from cio_tui.cli.output import Output

DEFAULT = "total-outage"


def configure(parser: ArgumentParser) -> None:
    """[SCENARIO], `--list`, `--speed`, `--book`, `--plain`."""
    from cio_tui.cli.sim import read_speed

    parser.add_argument(
        "scenario", nargs="?", default=DEFAULT, metavar="SCENARIO", help=f"an id; {DEFAULT} by default"
    )
    parser.add_argument("--list", action="store_true", help="list the scenarios")
    parser.add_argument(
        "--speed", type=read_speed, default=1.0, metavar="N", help="play the story N times as fast"
    )
    parser.add_argument(
        "--book", default="", metavar="BOOK", help="walk this book instead of the scenario's first"
    )
    add_plain(parser)


def run(arguments: Namespace, output: Output) -> int:
    """Start the simulator, walk the book it is meant for, stop the simulator."""
    if arguments.list:
        from cio_tui.cli.sim import write_scenarios

        write_scenarios(output)
        return ExitCode.OK
    return practise(
        arguments.scenario,
        arguments.config,
        output,
        book=arguments.book,
        speed=arguments.speed,
        plain=arguments.plain,
    )

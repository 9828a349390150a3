"""`cio-tui resume [ID]`: go on with an incident at the very step; without an id, the newest open one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cio_tui.cli.walking import add_plain, named_or_newest, own_workplace, walk

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

    from cio_tui.cli.output import Output
    from cio_tui.runtime.conductor import Conductor
    from cio_tui.runtime.workplace import Workplace


def configure(parser: ArgumentParser) -> None:
    """[ID], `--take-over`, `--plain`."""
    parser.add_argument("id", nargs="?", default="", metavar="ID", help="an incident, or part of its id")
    parser.add_argument(
        "--take-over", action="store_true", help="take the pen from a session that still holds it"
    )
    add_plain(parser)


def run(arguments: Namespace, output: Output) -> int:
    """Go on to the end, or until left. A drill goes on against its simulator, where its story stood."""
    from cio_tui.core.duration import spell
    from cio_tui.runtime.drill import drill_workplace, story_reached
    from cio_tui.runtime.first_event import read_opening
    from cio_tui.runtime.incident import refuse_what_ended
    from cio_tui.runtime.incident_folder import find_incident
    from cio_tui.runtime.log_reader import read_history
    from cio_tui.runtime.settings import load_settings

    place = own_workplace(arguments.config)
    folder = find_incident(str(place.incidents), named_or_newest(arguments.id, place, output))
    opened = read_opening(folder)
    if opened is None or opened.mode != "drill":
        return _resume(place, folder.id, arguments, output)
    history = read_history(folder)
    refuse_what_ended(folder, history)
    told_s = story_reached(history.records)
    output.narrate(f"The story of {opened.scenario} goes on at {spell(told_s)}, where it was left.")
    own = load_settings(arguments.config)
    with drill_workplace(opened.scenario, opened.speed, own, told_s=told_s) as practice:
        return _resume(practice, folder.id, arguments, output)


def _resume(place: Workplace, incident: str, arguments: Namespace, output: Output) -> int:
    async def take_up(conductor: Conductor) -> None:
        from cio_tui.runtime.pen import PenHeld

        try:
            await conductor.resume(incident, take_over=arguments.take_over)
            if place.scenario:
                from cio_tui.runtime.drill import tell_opening
                from cio_tui.sim.scenario import find_scenario

                await tell_opening(conductor, find_scenario(place.scenario))
        except PenHeld:  # read only, until the person takes the pen over; both walks say who holds it
            await conductor.follow(incident)

    instead = f"cio-tui resume {arguments.id} --plain".replace("  ", " ")
    return walk(place, take_up, output, plain=arguments.plain, instead=instead, config=arguments.config)

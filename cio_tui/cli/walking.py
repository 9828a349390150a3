"""What `walk`, `resume`, `watch` and `drill` share: open the workplace, then the screen or the plain walk around it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cio_tui.cli.full_screen import require_screen
from cio_tui.core.errors import UserError

if TYPE_CHECKING:
    from argparse import ArgumentParser
    from collections.abc import Awaitable, Callable

    from cio_tui.cli.output import Output
    from cio_tui.runtime.conductor import Conductor
    from cio_tui.runtime.workplace import Workplace

    Opening = Callable[[Conductor], Awaitable[None]]


def add_plain(parser: ArgumentParser) -> None:
    """`--plain`, the same everywhere."""
    parser.add_argument(
        "--plain",
        action="store_true",
        help="line by line, without escapes: for screen readers, pipes and scripts",
    )


def own_workplace(config: str | None) -> Workplace:
    """The workplace of the user's configuration. Raises ConfigurationError, UserError."""
    from cio_tui.runtime.clock import SystemClock
    from cio_tui.runtime.settings import load_settings
    from cio_tui.runtime.workplace import make_workplace

    return make_workplace(load_settings(config), SystemClock())


def online_workplace(config: str | None) -> Workplace:
    """The same for a command that asks the network at once. Raises ConfigurationError, UserError."""
    place = own_workplace(config)
    place.ground.begin_trust()
    return place


def named_or_newest(word: str, place: Workplace, output: Output) -> str:
    """The incident that is meant; one that was not named is said to be a drill, if it is. Raises UserError."""
    from cio_tui.runtime.newest import newest_open

    if word:
        return word
    found = newest_open(str(place.incidents))
    if found.is_drill:
        output.narrate(f"{found.incident} is a DRILL; no live incident is open.")
    return found.incident


def walk(
    place: Workplace,
    opening: Opening | None,
    output: Output,
    *,
    plain: bool,
    instead: str,
    ends_with_input: bool = True,
    config: str | None = None,
) -> int:
    """Walk what `opening` opens; `instead` is the command to name where no screen can be shown."""
    if plain and opening is not None:
        from cio_tui.cli.plain.run import run_plain

        return run_plain(place, opening, output, ends_with_input=ends_with_input)
    require_screen(instead)
    return _show(place, opening, output, config)


def practise(
    name: str,
    config: str | None,
    output: Output,
    *,
    book: str = "",
    speed: float = 1.0,
    plain: bool = False,
) -> int:
    """Play one scenario until the walk is left. Raises UserError."""
    from cio_tui.runtime.drill import drill_workplace, tell_opening
    from cio_tui.runtime.settings import load_settings
    from cio_tui.sim.scenario import find_scenario

    scenario = find_scenario(name)
    book = book or next(iter(scenario.books), "")
    if not book:
        raise UserError(f"The scenario {scenario.id} is meant for no book; name one with --book.")
    with drill_workplace(name, speed, load_settings(config)) as place:

        async def opening(conductor: Conductor) -> None:
            await conductor.open(book)
            await tell_opening(conductor, scenario)

        return walk(
            place,
            opening,
            output,
            plain=plain,
            instead=f"cio-tui drill {name} --plain",
        )


def _show(place: Workplace, opening: Opening | None, output: Output, config: str | None) -> int:
    """The screen; a drill that is asked for there is played, then the start screen comes back."""
    from cio_tui.tui.launch import launch

    ended = launch(place, opening)
    while ended.drill:
        code = practise(ended.drill, config, output)
        if code:
            return code
        ended = launch(own_workplace(config), None)
    if ended.sealed:
        output.narrate(ended.sealed)
    return ended.code

"""`cio-tui sim`: the stand-in in the foreground. The configuration is data, the story is narration.

Once the configuration is out, stdout is closed: a reader knows that it is complete. The last thing done is to
remove the folder with the throw-away credentials, however the process was asked to end.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from cio_tui.cli.exit_codes import ExitCode

if TYPE_CHECKING:
    import asyncio
    from argparse import ArgumentParser, Namespace

    from cio_tui.cli.output import Output
    from cio_tui.sim.scenario import Scenario
    from cio_tui.sim.simulator import Simulator


def configure(parser: ArgumentParser) -> None:
    """SCENARIO, `--speed`, `--from`, `--list`, `--until-eof`."""
    parser.add_argument(
        "scenario", nargs="?", default="healthy", metavar="SCENARIO", help="an id, or a TOML file"
    )
    parser.add_argument(
        "--speed", type=read_speed, default=1.0, metavar="N", help="play the story N times as fast"
    )
    parser.add_argument(
        "--from",
        dest="told_s",
        type=read_moment,
        default=0.0,
        metavar="TIME",
        help="begin there, such as at 6m",
    )
    parser.add_argument("--list", action="store_true", help="list the scenarios")
    parser.add_argument(
        "--until-eof", action="store_true", help="end when stdin does, as the child of another process"
    )


def run(arguments: Namespace, output: Output) -> int:
    """List the scenarios, or play one until asked to stop."""
    from cio_tui.sim.scenario import find_scenario

    if arguments.list:
        write_scenarios(output)
        return ExitCode.OK
    import asyncio

    from cio_tui.sim.simulator import Simulator

    scenario = find_scenario(arguments.scenario)
    simulator = Simulator(scenario, speed=arguments.speed, told_s=arguments.told_s)
    asyncio.run(_play(simulator, output, speed=arguments.speed, until_eof=arguments.until_eof))
    return ExitCode.OK


def write_scenarios(output: Output) -> None:
    """The shipped scenarios, for `sim --list` and `drill --list`."""
    from cio_tui.sim.scenario import load_scenario, shipped_scenarios

    scenarios = [load_scenario(path) for path in shipped_scenarios().values()]
    output.write_table(["scenario", "books", "what happens"], [_row(scenario) for scenario in scenarios])


def _row(scenario: Scenario) -> list[str]:
    return [scenario.id, " ".join(scenario.books) or "-", scenario.title]


def read_speed(text: str) -> float:
    """A factor; 0 would be a story that never moves."""
    from argparse import ArgumentTypeError

    try:
        speed = float(text)
    except ValueError:
        speed = 0.0
    if not 0 < speed <= 10_000:
        raise ArgumentTypeError(
            f"{text} is not a speed: give a number above 0, such as 10, and at most 10000"
        )
    return speed


def read_moment(text: str) -> float:
    """A second of the story."""
    from argparse import ArgumentTypeError

    from cio_tui.core.duration import parse_duration

    try:
        return parse_duration(text)
    except ValueError as error:
        raise ArgumentTypeError(str(error)) from error


async def _play(playing: Simulator, output: Output, *, speed: float, until_eof: bool) -> None:
    import asyncio

    stop = asyncio.Event()
    _listen(stop, until_eof=until_eof)
    async with playing as simulator:
        output.write_text(simulator.configuration())
        output.end_stdout()
        output.narrate(f"{simulator.scenario.title}. Ctrl-C ends it.")
        output.narrate(f"In another shell: source {simulator.folder}/env")
        story = asyncio.create_task(_narrate(simulator, output, speed))
        await stop.wait()
        story.cancel()


def _listen(stop: asyncio.Event, *, until_eof: bool) -> None:
    """Set `stop` on Ctrl-C, SIGTERM, a hang-up, and with `--until-eof` at the end of stdin."""
    import asyncio
    import signal

    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        if signal.getsignal(number) is not signal.SIG_IGN:  # nohup means it
            loop.add_signal_handler(number, stop.set)
    if until_eof:
        _watch_stdin(loop, stop)


def _watch_stdin(loop: asyncio.AbstractEventLoop, stop: asyncio.Event) -> None:
    import os
    import sys

    descriptor = sys.stdin.fileno()

    def read() -> None:
        if not os.read(descriptor, 4096):
            loop.remove_reader(descriptor)
            stop.set()

    try:
        loop.add_reader(descriptor, read)
    except PermissionError:  # a file or /dev/null cannot be waited for: it has ended already
        stop.set()


async def _narrate(simulator: Simulator, output: Output, speed: float) -> None:
    """Say each change when it happens, and hand out the files that show it."""
    import asyncio

    now = simulator.elapsed
    for change in simulator.scenario.changes:
        if change.at < simulator.told_s:
            continue
        await asyncio.sleep(max(0.0, change.at - now) / speed)
        now = change.at
        simulator.hand_out()
        if change.say:
            output.narrate(f"T+{int(now) // 60:02}:{int(now) % 60:02}  {change.say}")

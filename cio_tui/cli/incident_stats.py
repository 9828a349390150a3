"""`incident stats`: the metrics of many incidents, each with n, median, range and definition."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cio_tui.cli.exit_codes import ExitCode
from cio_tui.cli.incident_filters import wanted_by
from cio_tui.cli.incident_place import root_of
from cio_tui.runtime.incident_stats import Stats, stats_of

if TYPE_CHECKING:
    from argparse import Namespace

    from cio_tui.cli.output import Output
    from cio_tui.core.review.figures import Figure
    from cio_tui.runtime.settings import Settings

_HEAD = ("metric", "n", "median", "range", "not recorded", "definition")


def run(arguments: Namespace, settings: Settings, output: Output) -> int:
    """Print them. No incident at all is no error."""
    found = stats_of(root_of(settings), wanted_by(arguments))
    if arguments.json:
        figures = [figure._asdict() for figure in found.figures]
        output.write_json("incident-stats", {**found._asdict(), "figures": figures})
    else:
        _tell(found, output)
    return ExitCode.OK


def _tell(found: Stats, output: Output) -> None:
    if found.figures:
        output.write_table(_HEAD, [_row(figure) for figure in found.figures])
    count = len(found.incidents)
    output.narrate(f"Over {count} {'incident' if count == 1 else 'incidents'}.")
    if found.drills:
        output.narrate(f"Left out: drills, {found.drills}. They are counted apart, with --drills.")
    if found.unreliable:
        names = ", ".join(found.unreliable)
        output.narrate(f"Left out, since the log does not hold: {names}. See `cio-tui incident verify`.")


def _row(figure: Figure) -> tuple[str, ...]:
    return (
        figure.title,
        str(figure.n),
        figure.say(figure.median),
        figure.range,
        str(figure.not_recorded or "-"),
        figure.definition,
    )

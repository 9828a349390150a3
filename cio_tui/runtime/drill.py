"""A drill is the real walk on other ground: the same probes, conductor and log, pointed at the simulator."""

from __future__ import annotations

import os
import tempfile
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from cio_tui.core.commands import SetVariable, WriteNote
from cio_tui.core.events import IncidentDetached, IncidentResumed
from cio_tui.runtime.clock import FastClock
from cio_tui.runtime.settings import load_settings
from cio_tui.runtime.workplace import make_workplace
from cio_tui.sim.child import SimulatorProcess
from cio_tui.sim.scenario import load_scenario, shipped_scenarios

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from cio_tui.core.commands import Command
    from cio_tui.core.record import Recorded
    from cio_tui.core.runbook import Runbook
    from cio_tui.runtime.conductor import Conductor
    from cio_tui.runtime.settings import Settings
    from cio_tui.runtime.workplace import Workplace
    from cio_tui.sim.scenario import Scenario


def drills() -> tuple[Scenario, ...]:
    """The shipped scenarios that a book is meant for, by that book."""
    scenarios = (load_scenario(path) for path in shipped_scenarios().values())
    return tuple(sorted((one for one in scenarios if one.books), key=lambda one: (one.books, one.id)))


SYMPTOM = "symptom"
"""The variable in which a book keeps what was reported; its first step shows it."""


def opening_word(scenario: Scenario, place: Workplace, book: Runbook) -> Command | None:
    """How an incident that no probe reports begins: somebody's word, and how to look into it from a second shell."""
    if not scenario.report:
        return None
    word = f"(Second shell: source {place.desk}/env) {scenario.report.removesuffix('.')}"
    return SetVariable(SYMPTOM, word) if SYMPTOM in book.variables else WriteNote(word)


async def tell_opening(conductor: Conductor, scenario: Scenario) -> None:
    """Put the opening word into the incident at hand; again after a resume, since the second shell's folder is new."""
    session = conductor.scene().session
    word = opening_word(scenario, conductor.workplace, session.runbook) if session else None
    if word is not None:
        await conductor.send(word)


def story_reached(records: Iterable[Recorded]) -> float:
    """The second of its scenario at which a drill was left: a story stands still while nobody is there."""
    told = began = reached = 0.0
    is_left = False
    for recorded in records:
        if isinstance(recorded.event, IncidentResumed):
            reached = told = recorded.event.story_s
            began, is_left = recorded.mono, False
        if not is_left:  # a note from another shell counts on from there, by the hour if need be
            reached = max(reached, told + recorded.mono - began)
        is_left = is_left or isinstance(recorded.event, IncidentDetached)
    return reached


@contextmanager
def drill_workplace(
    scenario: str, speed: float, own: Settings, *, told_s: float = 0.0
) -> Iterator[Workplace]:
    """A workplace whose every endpoint is the simulator; books and the log's folder stay the user's own.

    The story begins at its second `told_s`. Raises UserError when the simulator does not start.
    """
    with SimulatorProcess(scenario, speed=speed, told_s=told_s) as simulator:
        settings = _settings_of(simulator.configuration())
        settings = settings._replace(runbooks=own.runbooks, log_dir=own.log_dir)
        place = make_workplace(settings, FastClock(speed), without_proxies(os.environ))
        yield place.for_drill(scenario, speed, os.path.dirname(settings.network.ca_file), told_s)


def _settings_of(configuration: str) -> Settings:
    with tempfile.TemporaryDirectory(prefix="cio-tui-drill-") as folder:
        path = Path(folder) / "config.toml"
        path.write_text(configuration, encoding="utf-8")
        return load_settings(str(path), environment={})


def without_proxies(environment: Mapping[str, str]) -> dict[str, str]:
    """The environment in which nothing of a drill leaves this host."""
    return {name: value for name, value in environment.items() if not name.lower().endswith("_proxy")}

"""The scenario of a drill as a review needs it; a drill of a scenario that is not known here has no debrief."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cio_tui.core.errors import UserError
from cio_tui.core.review.source import Sight, Story
from cio_tui.runtime.setting_keys import KEYS

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cio_tui.core.reading import Value
    from cio_tui.sim.scenario import Scenario

THRESHOLDS = "thresholds."


def story_of(scenario: str) -> Story | None:
    """The shipped scenario of this id. A path in a log is not followed: whoever wrote the log may have written it."""
    from cio_tui.sim.scenario import load_scenario, shipped_scenarios  # a review of a drill alone needs these

    path = shipped_scenarios().get(scenario)
    if path is None:
        return None
    try:
        return _story(load_scenario(path))
    except UserError:
        return None


def _story(scenario: Scenario) -> Story:
    from cio_tui.sim.scenario import evidence_at

    sights = (
        Sight(sight.at, sight.title, evidence_at(sight), sight.answers)
        for sight in sorted(scenario.sights, key=lambda sight: sight.at)
    )
    return Story(
        id=scenario.id,
        title=scenario.title,
        books=scenario.books,
        fault_s=scenario.changes[0].at if scenario.changes else 0.0,
        sights=tuple(sights),
        settings=_settings(scenario),
    )


def _settings(scenario: Scenario) -> Mapping[str, Value]:
    """As the simulator's configuration leaves them: its region, and every threshold as it is by default."""
    from cio_tui.sim.configuration import LABEL
    from cio_tui.sim.faults import WORKSPACE_ID

    thresholds: dict[str, Value] = {
        f"threshold.{name.removeprefix(THRESHOLDS)}": float(str(key.default))
        for name, key in KEYS.items()
        if name.startswith(THRESHOLDS)
    }
    return {
        "config.region": scenario.region,
        "config.label": LABEL,
        "config.workspace_id": WORKSPACE_ID,
        **thresholds,
    }

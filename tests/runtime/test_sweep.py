from __future__ import annotations

from typing import TYPE_CHECKING

from cio_tui.runtime.shared_probes import shared_probes
from cio_tui.runtime.sweep import sweep
from tests.core.books import make
from tests.runtime.office import open_office

if TYPE_CHECKING:
    from pathlib import Path

    from tests.runtime.office import Queue


async def test_each_probe_is_asked_once_and_answers_come_in_their_order(config: Path, queue: Queue) -> None:
    place = open_office(config)
    probes = [*make("").probes.values(), shared_probes(place.library)["queue"]]
    readings = await sweep(probes, place.ground, place.values)
    assert [(one.sample.probe, one.sample.fields["error"]) for one in readings] == [
        ("track", "connect"),
        ("queue", "none"),
        ("queue", "none"),
    ]
    assert queue.asked == 2

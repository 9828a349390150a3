"""Which service answers for which place: a literal table."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cio_tui.sim.app_api import answer_app
from cio_tui.sim.own_side import answer_control, answer_metrics, answer_webhook
from cio_tui.sim.sites import Place
from cio_tui.sim.status_page import answer_status
from cio_tui.sim.track_api import answer_track

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from cio_tui.sim.exchange import Answer, Call
    from cio_tui.sim.scene import Scene

SERVICES: Mapping[Place, Callable[[Call, Scene], Answer]] = {
    Place.TRACK: answer_track,
    Place.APP: answer_app,
    Place.STATUS: answer_status,
    Place.CONTROL: answer_control,
    Place.WEBHOOK: answer_webhook,
    Place.METRICS: answer_metrics,
}

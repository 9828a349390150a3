"""App API: campaigns and their numbers, counted from the same traffic that the message lists show."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cio_tui.sim.catalogue import CAMPAIGNS, TRANSACTIONAL, campaign_actions
from cio_tui.sim.exchange import answer_json, detail_error
from cio_tui.sim.paging import answer_page, number_in, within
from cio_tui.sim.story import campaigns_now, messages_now

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from cio_tui.core.reading import Json
    from cio_tui.sim.catalogue import Item
    from cio_tui.sim.exchange import Answer, Call
    from cio_tui.sim.scene import Scene

_STEP = {
    "hourly": 3600,
    "hours": 3600,
    "daily": 86_400,
    "days": 86_400,
    "weekly": 604_800,
    "monthly": 2_592_000,
}
_COUNTED = ("created", "attempted", "sent", "delivered", "bounced", "opened", "human_opened")
_NEVER = (
    "clicked",
    "converted",
    "deferred",
    "drafted",
    "failed",
    "spammed",
    "suppressed",
    "undeliverable",
    "unsubscribed",
)
_LONGEST_SERIES = 24


def _for_campaign(answer: Callable[[Call, Scene, Item], Answer]) -> Callable[[Call, Scene, str], Answer]:
    """Look the campaign up first."""

    def handle(call: Call, scene: Scene, campaign_id: str) -> Answer:
        campaign = next((each for each in campaigns_now(scene) if str(each["id"]) == campaign_id), None)
        if campaign is None:
            return detail_error(404, f"no campaign has id {campaign_id}")
        return answer(call, scene, campaign)

    return handle


@_for_campaign
def show_campaign(_call: Call, _scene: Scene, campaign: Item) -> Answer:
    """One campaign."""
    return answer_json({"campaign": campaign})


@_for_campaign
def show_actions(call: Call, _scene: Scene, campaign: Item) -> Answer:
    """Its steps."""
    return answer_page(call, "actions", campaign_actions(campaign), default=10, most=10)


@_for_campaign
def show_messages(call: Call, scene: Scene, campaign: Item) -> Answer:
    """Its deliveries, newest first."""
    return answer_page(call, "messages", within(call, _of(campaign, scene), "created"), default=50, most=1000)


@_for_campaign
def show_metrics(call: Call, scene: Scene, campaign: Item) -> Answer:
    """Counts by period, oldest first; webhook answers by class are part of the series."""
    series = _series(call, scene, _of(campaign, scene))
    delivered = series["delivered"]
    hooks: dict[str, Json] = {
        "2xx": delivered,
        **{code: [0] * _length(delivered) for code in ("3xx", "4xx", "5xx")},
    }
    return answer_json({"metric": {"series": {**series, **hooks}}})


@_for_campaign
def show_journeys(call: Call, scene: Scene, campaign: Item) -> Answer:
    """How many people are on their way through it. `start`, `end` and `res` are required."""
    missing = [name for name in ("start", "end", "res") if name not in call.query]
    if missing:
        return detail_error(400, f"{', '.join(missing)} required")
    series = _series(call, scene, _of(campaign, scene))
    none: list[Json] = [0] * _length(series["created"])
    started: dict[str, Json] = dict.fromkeys(("started", "activated"), series["created"])
    ended: dict[str, Json] = dict.fromkeys(("finished", "messaged"), series["sent"])
    others: dict[str, Json] = dict.fromkeys(("exited_early", "converted", "never_activated"), none)
    return answer_json({"journey_metric": {**started, **ended, **others}})


def show_transactional_metrics(call: Call, scene: Scene, message_id: str) -> Answer:
    """Numbers of a transactional message; its traffic is that of the first campaign."""
    if message_id not in (str(each["id"]) for each in TRANSACTIONAL):
        return detail_error(404, f"no transactional message has id {message_id}")
    return answer_json({"metric": {"series": _series(call, scene, _of(CAMPAIGNS[0], scene))}})


def _of(campaign: Item, scene: Scene) -> list[Item]:
    return [each for each in messages_now(scene) if each["campaign_id"] == campaign["id"]]


def _series(call: Call, scene: Scene, messages: Iterable[Item]) -> dict[str, Json]:
    step = _STEP.get(call.query.get("res", call.query.get("period", "hourly")))
    if step is None:
        raise ValueError(f"res must be one of {', '.join(_STEP)}")
    end = number_in(call, "end", scene.now)
    start = number_in(call, "start", end - 4 * step)
    length = max(1, min(_LONGEST_SERIES, -(-(end - start) // step)))
    counts = {name: [0] * length for name in (*_COUNTED, *_NEVER)}
    for each in messages:
        happened = each["metrics"]
        for name, at in happened.items() if isinstance(happened, dict) else ():
            place = length - 1 - (end - int(str(at))) // step
            if name in counts and 0 <= place < length:
                counts[name][place] += 1
    return {name: [*values] for name, values in counts.items()}


def _length(series: Json) -> int:
    return len(series) if isinstance(series, list) else 0

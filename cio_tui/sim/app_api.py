"""The App API: what a responder reads, in the vendor's shapes. Anything that would write is 404 here."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cio_tui.sim import app_campaigns, app_people, catalogue
from cio_tui.sim.exchange import answer_json, detail_error
from cio_tui.sim.paging import answer_page, having, number_in, within
from cio_tui.sim.routes import Routes
from cio_tui.sim.sites import Place, host_of
from cio_tui.sim.story import activities_now, campaigns_now, messages_now

if TYPE_CHECKING:
    from collections.abc import Callable

    from cio_tui.sim.catalogue import Item
    from cio_tui.sim.exchange import Answer, Call
    from cio_tui.sim.scene import Scene


def answer_app(call: Call, scene: Scene) -> Answer:
    """Route a call. A good key on the other region's host is told `wrong datacenter`, not forwarded."""
    route = ROUTES.find(call)
    if route is None:
        return detail_error(404, "not found")
    refusal = scene.keys.refuse_app(call, scene.conditions.keys.app)
    if refusal is not None:
        return refusal
    if scene.is_foreign(call.host):
        location = f"https://{host_of(Place.APP, scene.account_region)}{call.target}"
        return detail_error(301, "wrong datacenter", (("location", location),))
    handler, names = route
    try:
        return handler(call, scene, *names)
    except ValueError as error:
        return detail_error(400, str(error))


def _messages(call: Call, scene: Scene) -> Answer:
    found = having(call, within(call, messages_now(scene), "created"), "type", "campaign_id", "newsletter_id")
    metric = call.query.get("metric")
    if metric:
        found = (each for each in found if isinstance(each["metrics"], dict) and metric in each["metrics"])
    return answer_page(call, "messages", found, default=50, most=1000)


def _message(_call: Call, scene: Scene, message_id: str) -> Answer:
    found = next((each for each in messages_now(scene) if each["id"] == message_id), None)
    return answer_json({"message": found}) if found else detail_error(404, f"no message has id {message_id}")


def _activities(call: Call, scene: Scene) -> Answer:
    found = having(call, activities_now(scene), "type", "name", "customer_id")
    return answer_page(call, "activities", found, default=10, most=100)


def _segments(_call: Call, scene: Scene) -> Answer:
    return answer_json({"segments": [*catalogue.segments(scene.conditions.delivery)]})


def _segment(_call: Call, scene: Scene, segment_id: str) -> Answer:
    found = [each for each in catalogue.segments(scene.conditions.delivery) if str(each["id"]) == segment_id]
    return (
        answer_json({"segment": found[0]}) if found else detail_error(404, f"no segment has id {segment_id}")
    )


def _segment_count(_call: Call, scene: Scene, segment_id: str) -> Answer:
    members = (person for person in scene.world.people.values() if segment_id in map(str, person.segments))
    return answer_json({"count": sum(1 for _ in members)})


def _search_suppression(_call: Call, scene: Scene, email: str) -> Answer:
    entry = scene.world.esp.get(email)
    if entry is None:
        return answer_json({"category": "", "suppressions": None})
    shown: Item = {
        "created": entry.created,
        "email": entry.email,
        "reason": entry.reason,
        "status": entry.status,
    }
    return answer_json({"category": entry.category, "suppressions": [shown]})


def _suppressions(call: Call, scene: Scene, category: str) -> Answer:
    if category not in catalogue.ESP_CATEGORIES:
        return detail_error(400, f"{category} is not one of {', '.join(catalogue.ESP_CATEGORIES)}")
    found: list[Item] = [
        {"created": entry.created, "email": entry.email, "reason": entry.reason, "status": entry.status}
        for entry in scene.world.esp.values()
        if entry.category == category
    ]
    offset = number_in(call, "offset", 0)
    return answer_json({"category": category, "suppressions": [*found[offset : offset + 1000]]})


def _campaigns(_call: Call, scene: Scene) -> Answer:
    return answer_json({"campaigns": [*campaigns_now(scene)]})


def _addresses(_call: Call, scene: Scene) -> Answer:
    return answer_json({"ip_addresses": [*catalogue.IP_ADDRESSES[scene.account_region]]})


def _workspaces(_call: Call, scene: Scene) -> Answer:
    people = len(scene.world.people)
    return answer_json({"workspaces": [*catalogue.workspaces(scene.conditions.account.workspace_id, people)]})


def _exports(_call: Call, _scene: Scene) -> Answer:
    return answer_json({"exports": None})


def _listing(key: str, items: tuple[Item, ...]) -> Callable[[Call, Scene], Answer]:
    """A list that never changes, whole."""

    def handle(_call: Call, _scene: Scene) -> Answer:
        return answer_json({key: [*items]})

    return handle


ROUTES = Routes(
    {
        "GET /v1/info/ip_addresses": _addresses,
        "GET /v1/workspaces": _workspaces,
        "GET /v1/exports": _exports,
        "GET /v1/customers": app_people.search_people,
        "GET /v1/customers/*/attributes": app_people.show_attributes,
        "GET /v1/customers/*/segments": app_people.show_segments,
        "GET /v1/customers/*/messages": app_people.show_messages,
        "GET /v1/customers/*/activities": app_people.show_activities,
        "GET /v1/customers/*/subscription_preferences": app_people.show_preferences,
        "GET /v1/customers/*/optouts": app_people.show_optouts,
        "GET /v1/messages": _messages,
        "GET /v1/messages/*": _message,
        "GET /v1/activities": _activities,
        "GET /v1/segments": _segments,
        "GET /v1/segments/*": _segment,
        "GET /v1/segments/*/customer_count": _segment_count,
        "GET /v1/esp/search_suppression/*": _search_suppression,
        "GET /v1/esp/suppression/*": _suppressions,
        "GET /v1/campaigns": _campaigns,
        "GET /v1/campaigns/*": app_campaigns.show_campaign,
        "GET /v1/campaigns/*/actions": app_campaigns.show_actions,
        "GET /v1/campaigns/*/metrics": app_campaigns.show_metrics,
        "GET /v1/campaigns/*/journey_metrics": app_campaigns.show_journeys,
        "GET /v1/campaigns/*/messages": app_campaigns.show_messages,
        "GET /v1/broadcasts": _listing("broadcasts", catalogue.BROADCASTS),
        "GET /v1/newsletters": _listing("newsletters", catalogue.NEWSLETTERS),
        "GET /v1/transactional": _listing("messages", catalogue.TRANSACTIONAL),
        "GET /v1/transactional/*/metrics": app_campaigns.show_transactional_metrics,
        "GET /v1/sender_identities": _listing("sender_identities", catalogue.SENDERS),
        "GET /v1/reporting_webhooks": _listing("reporting_webhooks", catalogue.REPORTING_WEBHOOKS),
    }
)

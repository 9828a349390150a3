from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cio_tui.probes.statuspage_summary import Page, read_summary

if TYPE_CHECKING:
    from cio_tui.core.reading import Json

NOW = datetime(2026, 11, 21, 20, 0, tzinfo=UTC)


def component(name: str, status: str, **more: Json) -> dict[str, Json]:
    return {"name": name, "status": status, "group": False, **more}


def page(
    *components: dict[str, Json],
    indicator: str = "none",
    incidents: Json = None,
    maintenances: Json = None,
    updated_at: Json = "2026-11-21T19:42:10.512Z",
) -> dict[str, Json]:
    """A document in the shape of the real one."""
    return {
        "page": {"id": "w4qr97njbszt", "name": "Customer.io", "updated_at": updated_at},
        "status": {"indicator": indicator, "description": "All Systems Operational"},
        "components": [component("Data Collection", "operational"), *components],
        "incidents": incidents if incidents is not None else [],
        "scheduled_maintenances": maintenances if maintenances is not None else [],
    }


def test_a_green_page_publishes_every_value() -> None:
    assert read_summary(page()).fields(NOW) == {
        "indicator": "none",
        "description": "All Systems Operational",
        "incidents": 0,
        "worst": "operational",
        "components_down": (),
        "updated_age": pytest.approx(1069.488),
        "maintenance": False,
    }


def test_a_group_is_not_counted_beside_its_members() -> None:
    read = read_summary(
        page(
            component("Third-Party Services", "major_outage", group=True, components=["a"]),
            component("Mail provider", "degraded_performance", group_id="g"),
        )
    )
    assert (read.worst, read.components_down) == ("degraded_performance", ("Mail provider",))


@pytest.mark.parametrize(
    ("states", "worst"),
    [
        (["under_maintenance"], "under_maintenance"),
        (["partial_outage", "degraded_performance"], "partial_outage"),
        (["on_fire"], None),
        (["on_fire", "partial_outage"], None),
        (["on_fire", "major_outage"], "major_outage"),
    ],
)
def test_the_worst_state_is_missing_where_an_unknown_one_could_be_worse(
    states: list[str], worst: str | None
) -> None:
    assert read_summary(page(*(component("Same name", state) for state in states))).worst == worst


def test_a_page_without_components_has_no_worst_state() -> None:
    assert read_summary({**page(), "components": []}).worst is None


def test_a_component_without_a_name_is_down_all_the_same() -> None:
    read = read_summary(page({"status": "major_outage"}))
    assert read.summary == "none: All Systems Operational; a component without a name"


def test_an_indicator_we_do_not_know_is_missing_and_not_harmless() -> None:
    read = read_summary(page(indicator="catastrophic"))
    assert read.indicator is None
    assert read.summary.startswith("unknown indicator: ")


@pytest.mark.parametrize(
    ("maintenances", "components", "under_way"),
    [
        ([{"name": "EU database", "status": "scheduled"}], [], False),
        ([{"name": "EU database", "status": "in_progress"}], [], True),
        ([{"name": "EU database", "status": "verifying"}], [], True),
        ([{"name": "EU database", "status": "completed"}], [], False),
        ([], [component("Tracker", "under_maintenance")], True),
    ],
)
def test_maintenance_is_what_is_under_way(
    maintenances: Json, components: list[dict[str, Json]], under_way: bool
) -> None:
    assert read_summary(page(*components, maintenances=maintenances)).maintenance is under_way


def incident(**more: Json) -> dict[str, Json]:
    update: dict[str, Json] = {
        "status": "identified",
        "body": "Rolled\x1b[2Jback\nnow",
        "display_at": "2026-11-21T19:31:04Z",
    }
    return {
        "name": "US: delays",
        "status": "identified",
        "impact": "minor",
        "incident_updates": [update] * 5,
        **more,
    }


def test_unresolved_incidents_are_counted_and_kept_clean_with_their_latest_updates() -> None:
    read = read_summary(page(incidents=[incident(), incident(status="resolved")], indicator="minor"))
    assert read.fields(NOW)["incidents"] == 1
    (kept,) = read.incidents or ()
    assert kept["name"] == "US: delays"
    updates = kept["updates"]
    assert isinstance(updates, list)
    assert len(updates) == 3
    assert updates[0] == {"at": "2026-11-21T19:31:04Z", "status": "identified", "body": "Rolled␛[2Jback\nnow"}
    assert read.summary == "minor: All Systems Operational; 1 incident"


def test_the_summary_names_the_components_in_trouble() -> None:
    read = read_summary(page(component("Message Sending", "partial_outage"), indicator="major"))
    assert read.summary == "major: All Systems Operational; Message Sending"


@pytest.mark.parametrize("updated_at", [None, "", "yesterday", 12, "2026-11-21T19:42:10"])
def test_an_unreadable_date_leaves_only_the_age_out(updated_at: Json) -> None:
    fields = read_summary(page(updated_at=updated_at)).fields(NOW)
    assert fields["updated_age"] is None
    assert fields["worst"] == "operational"


def without(name: str, **more: Json) -> dict[str, Json]:
    """The document, its list of this name not there."""
    return {key: value for key, value in page(**more).items() if key != name}  # type: ignore[arg-type]


@pytest.mark.parametrize("instead", [{}, None, [None], "none"])
@pytest.mark.parametrize(
    ("name", "unknown"),
    [
        ("components", {"worst", "components_down", "maintenance"}),
        ("incidents", {"incidents"}),
        ("scheduled_maintenances", {"maintenance"}),
    ],
)
def test_without_a_list_only_what_it_would_say_is_unknown(
    name: str, unknown: set[str], instead: Json
) -> None:
    for document in (without(name, indicator="critical"), {**page(indicator="critical"), name: instead}):
        read = read_summary(document)
        fields = read.fields(NOW)
        assert {field for field, value in fields.items() if value is None} == unknown
        assert fields["indicator"] == "critical"
        assert read.summary == f"critical: All Systems Operational; it has no list of {name}"


@pytest.mark.parametrize("name", ["components", "incidents", "scheduled_maintenances"])
def test_a_page_without_a_list_is_not_taken_at_its_word_that_all_is_well(name: str) -> None:
    read = read_summary(without(name))
    assert read.fields(NOW)["indicator"] is None
    assert read.summary.startswith("none: All Systems Operational; it has no list")


def test_maintenance_that_one_list_tells_of_needs_no_other() -> None:
    under_way: Json = [{"name": "EU database", "status": "in_progress"}]
    assert read_summary(without("components", maintenances=under_way)).maintenance is True
    working = component("Tracker", "under_maintenance")
    assert read_summary({**page(working), "scheduled_maintenances": None}).maintenance is True


@pytest.mark.parametrize(
    ("document", "words"),
    [
        (None, "the page is not an object"),
        ([], "the page is not an object"),
        ({}, "status is not an object"),
        ({**page(), "status": None}, "status is not an object"),
        ({**page(), "page": "x"}, "page is not an object"),
    ],
)
def test_a_document_of_another_shape_is_refused_with_what_is_wrong(document: Json, words: str) -> None:
    with pytest.raises(ValueError) as raised:
        read_summary(document)
    assert str(raised.value) == words


anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=4),
    lambda inner: (
        st.lists(inner, max_size=2)
        | st.dictionaries(
            st.sampled_from(["name", "status", "group", "incident_updates", "indicator"]), inner, max_size=3
        )
    ),
    max_leaves=8,
)


@given(st.fixed_dictionaries(dict.fromkeys(page(), anything)))
def test_no_document_raises_anything_but_a_value_error(document: dict[str, Json]) -> None:
    try:
        read = read_summary(document)
    except ValueError:
        return
    assert isinstance(read, Page)
    assert read.summary.isprintable()

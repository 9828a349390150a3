from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from cio_tui.core import events
from cio_tui.report.json_document import SCHEMA, render_json
from tests.core.review.diary import STARTED, Diary, saw
from tests.core.review.test_score import BREAKER, SIZE_UP, drill

if TYPE_CHECKING:
    from typing import Any


def document(diary: Diary) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(render_json(diary.account()))
    return found


@pytest.fixture
def told() -> Diary:
    diary = Diary().put(10, events.StepEntered("look"), seen=saw(track=("failing", float("nan"))))
    diary.put(20, events.ProbeChanged("track", "unknown", "failing")).read(20, "track", "failing", 31.5)
    diary.put(30, events.Milestone("detected", STARTED)).put(40, events.NotifySent("tell", "It is down."))
    return diary.put(60, events.IncidentClosed(reason="OPS-7", unmet=("Queue is empty",)))


def test_the_document_names_its_schema_and_holds_every_part(told: Diary) -> None:
    assert list(document(told)) == [
        "schema", "header", "summary", "metrics", "exceptions", "choices", "timeline", "probes", "people", "messages",
        "steps", "draft", "debrief",
    ]  # fmt: skip
    assert document(told)["schema"] == SCHEMA


def test_times_are_utc_with_milliseconds_and_durations_say_seconds(told: Diary) -> None:
    found = document(told)
    assert found["header"]["opened_at"] == "2026-11-21T20:20:00.000Z"
    assert found["header"]["duration_s"] == 60
    assert found["timeline"][3]["happened_at"] == "2026-11-21T20:20:00.000Z"
    assert found["timeline"][3]["offset_s"] == 30
    assert found["probes"][0]["spans"] == [{"start_s": 10, "end_s": 60, "verdict": "failing"}]
    assert found["probes"][0]["points"] == {
        "offset_s": [20],
        "verdict": ["failing"],
        "value": [31.5],
        "summary": ["track failing"],
    }


def test_what_was_not_recorded_is_null_and_never_zero(told: Diary) -> None:
    metrics = {metric["id"]: metric for metric in document(told)["metrics"]}
    assert metrics["ttm"]["duration_s"] is None
    assert metrics["ttm"]["text"].startswith("not recorded")
    assert document(told)["header"]["clock_skew_s"] is None
    assert document(told)["debrief"] is None


def test_a_number_that_json_has_not_is_null(told: Diary) -> None:
    assert document(told)["timeline"][1]["saw"]["track"]["age_s"] is None


def test_it_is_ascii_and_gives_each_item_of_a_list_a_line(told: Diary) -> None:
    text = render_json(told.put(90, events.Note("Größe ✓")).account())
    assert text.isascii()
    assert text.endswith("}\n")
    (line,) = (line for line in text.splitlines() if "Gr\\u00f6" in line)
    assert json.loads(line.rstrip(","))["text"] == "note: Größe ✓"


def test_a_debrief_is_told_with_its_marks() -> None:
    debrief = document(drill(*BREAKER, *SIZE_UP))["debrief"]
    assert debrief["scenario"] == "total-outage"
    assert {"title": "right book", "text": "a, as the scenario is meant for", "passed": True} in debrief[
        "marks"
    ]


def test_two_documents_of_one_log_are_the_same(told: Diary) -> None:
    assert render_json(told.account()) == render_json(told.account())

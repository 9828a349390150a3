from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from cio_tui.core.errors import UserError
from cio_tui.sim.faults import DnsFault, HttpFault, Manner, Page, PageIncident, Ramp, Receiver
from cio_tui.sim.scenario import (
    InvalidScenarioError,
    Sight,
    evidence_at,
    find_scenario,
    healthy_evidence,
    load_scenario,
    parse_scenario,
    shipped_scenarios,
)
from cio_tui.sim.sites import Place
from cio_tui.sim.timeline import QueueChange

if TYPE_CHECKING:
    from cio_tui.core.reading import Value

HEAD = '[scenario]\nid = "x"\ntitle = "t"\n'


def faults(text: str) -> list[str]:
    with pytest.raises(InvalidScenarioError) as invalid:
        parse_scenario("x.toml", text.encode())
    return str(invalid.value).splitlines()


def test_a_change_holds_what_its_keys_say() -> None:
    text = """
[[change]]
at = "2m"
say = "it begins"
http.track = { status = 503, share = 0.4, retry_after = 20 }
http.app = { manner = "stall", latency = { from = "100ms", to = "2s", over = "1m" } }
dns = { status = "servfail" }
queue = { rate = 40 }
receiver = { silent = true }
[change.page]
indicator = "major"
incidents = [{ name = "late", body = "we look" }]
"""
    (change,) = parse_scenario("x.toml", (HEAD + text).encode()).changes
    assert (change.at, change.say) == (120, "it begins")
    assert change.http == {
        Place.TRACK: HttpFault(status=503, share=0.4, retry_after=20),
        Place.APP: HttpFault(manner=Manner.STALL, latency=Ramp(0.1, 2, begins=120, over=60)),
    }
    assert change.dns == {Place.STATUS: DnsFault.SERVFAIL}
    assert change.queue == QueueChange(rate=40)
    assert change.receiver == Receiver(silent_since=120)
    assert change.page == Page(
        indicator="major", incidents=(PageIncident("late", body="we look"),), posted=120
    )


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ('titel = "t"', "x.toml:4:1: no key is called titel here; did you mean title?"),
        ('region = "uk"', 'x.toml:4:10: "uk" is not one of: us, eu'),
        ("books = 3", "x.toml:4:9: books must be a list, not the number 3"),
        ("[[chnage]]", "x.toml:4:3: no key is called chnage here; did you mean change?"),
        ("[[change]]", "x.toml:4:1: at is missing"),
        (
            '[[change]]\nat = "soon"',
            "'soon' is not a duration: write a number and ms, s, m, h or d, such as 5m",
        ),
        (
            '[[change]]\nat = "1s"\nhttp.trak = {}',
            '"trak" is not one of: track, app, status, control, webhook, metrics',
        ),
        (
            '[[change]]\nat = "1s"\nhttp.track = { share = 2 }',
            "share must be a share between 0 and 1, such as 0.4",
        ),
        (
            '[[change]]\nat = "1s"\nhttp.track = { status = 99 }',
            "status must be a whole number from 200 to 599",
        ),
        (
            '[[change]]\nat = "1s"\ntls.app = "old"',
            '"old" is not one of: ok, expired, expiring, not-yet-valid',
        ),
        ('[[change]]\nat = "1s"\nqueue = { rate = true }', "rate must be a number, not true"),
        (
            '[[change]]\nat = "1s"\nreceiver = { silent = 1 }',
            "silent must be true or false, not the number 1",
        ),
        (
            '[[change]]\nat = "1s"\nerrors = { "5x" = 0.1 }',
            '"5x" is not one of: 301, 401, 403, 429, 5xx, timeout',
        ),
        ('[[change]]\nat = "1s"\ndelivery = { lag = { to = "1m" } }', "from is missing"),
        ('[[change]]\nat = "1s"\nsay = 1', "say must be text in quotes, not the number 1"),
        ('[[change]]\nat = "1s"\npage = "red"', 'page must be a table, not "red"'),
        (
            '[[change]]\nat = "9s"\n[[change]]\nat = "1s"',
            "earlier than the change before it; put changes in order",
        ),
        ('[[moment]]\nat = "1s"', "title is missing"),
        (
            '[[moment]]\nat = "1s"\ntitle = "x"\nevidence.track.ms = 1979-05-27',
            "ms must be true, false, a number, text",
        ),
        ("change = [", "x.toml:4:10: not TOML: this bracket is not closed, or a comma is missing"),
    ],
)
def test_a_mistake_is_named_where_it_stands(text: str, fault: str) -> None:
    said = faults(HEAD + text)
    assert any(fault in line for line in said), said


def test_all_mistakes_are_reported_at_once_in_the_order_of_the_file() -> None:
    said = faults(
        '[scenario]\nid = 1\n[[change]]\nat = "1s"\nhttp.track = { statsu = 503 }\nmail = { dkim = "gone" }\n'
    )
    assert [line.split(" ")[0] for line in said] == [
        "x.toml:1:1:",
        "x.toml:2:6:",
        "x.toml:5:16:",
        "x.toml:6:17:",
    ]


def test_a_file_without_a_scenario_is_none() -> None:
    assert faults("") == ["x.toml:1:1: scenario is missing"]


@pytest.mark.parametrize("name", sorted(shipped_scenarios()))
def test_every_shipped_scenario_is_sound_and_named_like_its_file(name: str) -> None:
    scenario = load_scenario(shipped_scenarios()[name])
    assert scenario.id == name
    assert scenario.description
    assert scenario.hint
    assert scenario.sights, "a scenario without a moment proves nothing about the books"
    assert scenario.changes[-1].at <= scenario.length <= 25 * 60


@pytest.mark.parametrize("name", sorted(set(shipped_scenarios()) - {"healthy"}))
def test_every_fault_ends_within_its_scenario(name: str) -> None:
    scenario = load_scenario(shipped_scenarios()[name])
    assert scenario.books
    assert len({change.at for change in scenario.changes}) >= 2


def test_a_moment_names_only_what_differs_from_health() -> None:
    healthy = healthy_evidence()
    differing: dict[str, dict[str, Value]] = {
        "track": {"ok": False, "status": 503, "unknown": ("region",)},
        "status": {"unknown": "all"},
    }
    evidence = evidence_at(Sight(60, "both", differing))
    assert evidence["domain"] == healthy["domain"]
    assert evidence["status"] == {}
    track = {**healthy["track"], "ok": False, "status": 503}
    del track["region"]
    assert evidence["track"] == track


def test_a_scenario_is_found_by_id_or_by_path(tmp_path: Path) -> None:
    mine = tmp_path / "mine.toml"
    mine.write_text(HEAD)
    assert find_scenario(str(mine)).id == "x"
    assert find_scenario("slow").id == "slow"


def test_an_unknown_scenario_is_a_sentence_with_the_nearest_name() -> None:
    with pytest.raises(UserError, match=r"No scenario is called total-outrage\. Did you mean total-outage\?"):
        find_scenario("total-outrage")


def test_what_is_no_regular_file_is_a_sentence_at_once(tmp_path: Path) -> None:
    fifo = tmp_path / "fifo.toml"
    os.mkfifo(fifo)
    huge = tmp_path / "huge.toml"
    with huge.open("wb") as file:
        file.truncate(1 << 21)
    for path in (fifo, huge, tmp_path / "none.toml", tmp_path):
        with pytest.raises(UserError, match="is not a scenario"):
            load_scenario(path)


def test_the_scenario_in_the_documentation_can_be_played() -> None:
    text = (Path(__file__).parents[2] / "docs" / "scenarios.md").read_text()
    (example,) = (part.split("```")[0] for part in text.split("```toml\n")[1:])
    scenario = parse_scenario("scenarios.md", example.encode())
    assert [change.at for change in scenario.changes] == [0, 360]
    assert evidence_at(scenario.sights[0])["track"]["status"] == 401

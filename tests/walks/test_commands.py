"""The commands that stand beside a step, run in its drill: their words are the answers that the book goes by."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cio_tui.sim.scenario import load_scenario, shipped_scenarios

if TYPE_CHECKING:
    from tests.walks.conftest import Sit

MINUTE = 60.0
CAMPAIGN = "campaign 15 --event order_placed --person demo-1007"


def answer(scenario: str, variable: str, moment: int = 0) -> object:
    """What the scenario says that a person answers there."""
    return load_scenario(shipped_scenarios()[scenario]).sights[moment].answers[variable]


def test_an_address_on_the_providers_list_is_told_from_a_person_who_is_suppressed(sit: Sit) -> None:
    shell = sit("suppressed")
    assert shell.first_failing("person person7@shop.example") == answer("suppressed", "lookup")
    shell.story.seek(4 * MINUTE)
    assert shell.first_failing("person demo-1008") == answer("suppressed", "lookup", 1)
    assert "it was deleted on" in shell.run("person demo-1008")[1]
    shell.story.seek(24 * MINUTE)  # of a message every ten minutes, one has arrived since minute 12
    assert shell.first_failing("person demo-1007") == "none"
    assert shell.first_failing("person demo-1008") == "none"
    assert shell.story.written == []


def test_an_event_name_that_differs_in_case_is_named_letter_by_letter(sit: Sit) -> None:
    shell = sit("event-name-case")
    assert shell.first_failing("person demo-1007") == "event"
    assert shell.first_failing(CAMPAIGN) == answer("event-name-case", "stopper")
    assert "it waits for 'Order_Placed', and upper and lower case differ" in shell.run(CAMPAIGN)[1]
    shell.story.seek(11 * MINUTE)
    assert shell.first_failing(CAMPAIGN) == answer("event-name-case", "stopper")
    shell.story.seek(14 * MINUTE)
    assert shell.first_failing("campaign 15 --event order_placed") == "none"
    assert shell.story.written == []


def test_a_stopped_campaign_is_found_by_the_person_who_misses_it(sit: Sit) -> None:
    shell = sit("campaign-paused")
    assert "No message was made for this person" in shell.run("person demo-1007")[1]
    assert shell.first_failing(CAMPAIGN) == answer("campaign-paused", "stopper")
    shell.story.seek(14 * MINUTE)
    assert shell.first_failing("campaign 15 --event order_placed") == "none"
    assert shell.story.written == []


def test_the_four_addresses_that_the_firewall_does_not_know_are_named(sit: Sit) -> None:
    shell = sit("firewall-six-of-ten")
    code, said = shell.run("webhook allowlist firewall.txt")
    assert (code, said.count("not let in: calls")) == (1, 4)
    assert "6 of 10 addresses are let in." in said
    assert shell.run("webhook verify --headers headers.txt body.json")[0] == 0
    shell.story.seek(9 * MINUTE)
    assert shell.run("webhook allowlist firewall.txt")[0] == 1
    shell.story.seek(11 * MINUTE)
    assert shell.run("webhook allowlist firewall.txt")[0] == 0


def test_the_first_error_of_the_log_names_the_event_that_blocks_the_queue(sit: Sit) -> None:
    shell = sit("one-500")
    log = (shell.story.simulator.folder / "receiver.log").read_text()
    assert "deferred 500 error" in log
    assert "KeyError: 'customer_id'" in log
    assert shell.run("webhook check")[0] == 0
    assert shell.run("webhook verify --headers headers.txt body.json")[0] == 0
    shell.story.seek(20 * MINUTE)
    later = (shell.story.simulator.folder / "receiver.log").read_text()
    assert log == later[: len(log)]  # a slow reader finds the first error after the repair as well
    assert "error" not in later[len(log) :]
    assert later[len(log) :].count("delivered 200") > 3


def test_a_captured_call_tells_that_another_key_is_deployed(sit: Sit) -> None:
    shell = sit("wrong-signing-key")
    code, said = shell.run("webhook verify --headers headers.txt body.json")
    assert (code, "wrong-key" in said) == (1, True)
    assert shell.run("webhook check")[0] == 0
    assert shell.run("webhook allowlist firewall.txt")[0] == 0
    shell.story.seek(11 * MINUTE)
    assert "wrong-key" in shell.run("webhook verify --headers headers.txt body.json")[1]
    shell.story.seek(13 * MINUTE)
    code, said = shell.run("webhook verify --headers headers.txt body.json")
    assert (code, "Genuine" in said) == (0, True)
    assert "401 error: signature" in (shell.story.simulator.folder / "receiver.log").read_text()

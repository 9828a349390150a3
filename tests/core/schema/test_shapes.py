"""Each form of value, given something else: refused in a sentence that says what is wanted."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from cio_tui.core.schema import InvalidRunbook, load, parse_source

if TYPE_CHECKING:
    from tests.core.schema.conftest import Complain

PROBE = '[probe.more]\nkind = "http"\nurl = "{{track}}"\n{}\n'
STEP = '[[step]]\nid = "more"\nkind = "do"\ntitle = "More"\n{}\n'
VARIABLE = '[var.more]\nprompt = "More?"\n{}\n'
DNS = '[probe.more]\nkind = "dns"\n{}\n'


@pytest.mark.parametrize(
    ("frame", "line", "message"),
    [
        (STEP, "changes = 1", "changes must be true or false, not the number 1"),
        (STEP, 'changes = {}\nundo = "close"', "changes must be true or false, not a table"),
        (STEP, "est = true", 'est must be a duration from 1s to 1d, in quotes, such as "1s", not true'),
        (STEP, "when = 1", "when must be a condition in quotes, not the number 1"),
        (STEP, "role = 1", "role must be the id of a role, not the number 1"),
        (STEP, "next = {}", "next must be a step id, or `runbook:BOOK#STEP`, not a table"),
        (STEP, "undo = []", "undo must be step id, or `none: why`, not a list"),
        (STEP, "phase = 2026-11-21", "phase must be a text in quotes, not a date or a time"),
        (STEP, "panes = [1]", "an item of panes must be the id of a probe, not the number 1"),
        (STEP, 'text = "a\\nb"\nphase = "a\\nb"', "phase must be on one line"),
        (STEP, "respond = 1", "respond must be a table (respond), not the number 1"),
        (PROBE, "max_body = 0.5", "max_body must be a whole number from 0 to 1,048,576, not the number 0.5"),
        (PROBE, "max_body = true", "max_body must be a whole number from 0 to 1,048,576, not true"),
        (PROBE, "method = 1", "method must be one of GET, HEAD, not the number 1; a probe only reads"),
        (PROBE, 'extract = "status"', 'extract must be a table, not "status"'),
        (PROBE, "extract = { a = 1 }", "a must be a path such as"),
        (PROBE, 'extract = { A = "a" }', "A cannot be a name here: write a lower-case letter"),
        (PROBE, 'extract = { in = "a" }', "in reads as something else in a condition"),
        (PROBE, "hint = 1", 'hint must be a table { "condition" = "advice" }, not the number 1'),
        (
            PROBE,
            'failing = ["error"]\nhint = { error = 1 }',
            "error must be a text in quotes, not the number 1",
        ),
        (VARIABLE, 'kind = "int"\ndefault = inf', "default must be a number or text, not the number inf"),
        (VARIABLE, "default = nan", "default must be a number or text, not the number nan"),
        (VARIABLE, "default = []", "default must be a number or text, not a list"),
        (VARIABLE, 'max = "1"', 'max must be a number, not "1"'),
        (VARIABLE, "max = inf", "max must be a number, not the number inf"),
        (DNS, "hosts = [1]", "an item of hosts must be a host name, or a placeholder such as {track}"),
        (DNS, 'hosts = ["-x"]', "an item of hosts must be a host name, or a placeholder such as {track}"),
        (DNS, 'hosts = ["{track"]', "the brace is not closed"),
        (DNS, "hosts = []", "hosts is empty"),
        ('[probe.more]\nkind = "webhook"\n{}\n', "url = 1", "url must be a URL in quotes, not the number 1"),
        ('[probe.more]\nkind = "webhook"\n{}\n', 'url = "https://a b"', "' ' cannot stand in a URL"),
        ('[probe.more]\nkind = "webhook"\n{}\n', 'url = "{webhook}/a b"', "' ' cannot stand in a URL"),
        ('[probe.more]\nkind = "webhook"\n{}\n', 'url = "https://a.example:99999/"', "not a URL"),
    ],
)
def test_a_value_of_another_form_is_refused_with_what_is_wanted(
    faults_of_small: Complain, frame: str, line: str, message: str
) -> None:
    faults = faults_of_small(frame.format(line))
    assert any(fault.startswith(message) for fault in faults), faults


def test_a_list_of_steps_that_are_no_tables_is_refused_without_a_traceback() -> None:
    text = 'schema = 1\nstep = [1]\n[runbook]\nid = "a"\ntitle = "A"\nowner = "o"\nreviewed = 2026-11-21\n'
    with pytest.raises(InvalidRunbook) as caught:
        load(parse_source("a.toml", text.encode()))
    assert str(caught.value) == "a.toml:2:9: an item of step must be a table ([[step]]), not the number 1"


@pytest.mark.parametrize(
    ("more", "message"),
    [
        (STEP.format('needs = ["more"]'), "a step cannot need itself"),
        (
            VARIABLE.format('kind = "int"\ndefault = 1.5'),
            "default must be a whole number, not the number 1.5",
        ),
        (VARIABLE.format("max = 5"), "max limits numbers, and more is text"),
        (VARIABLE.format("default = true"), "default must be a number or text, not true"),
    ],
)
def test_keys_that_contradict_one_another_are_told(
    faults_of_small: Complain, more: str, message: str
) -> None:
    assert faults_of_small(more) == [message]

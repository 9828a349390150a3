"""At 80 x 24 a step has some 70 columns and a dozen rows. What does not fit is not read."""

from __future__ import annotations

import re
import textwrap
from typing import TYPE_CHECKING

from cio_tui.core.step import Check, Decide, Do, Notify

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cio_tui.core.runbook import Runbook
    from cio_tui.core.step import Step

WIDTH = 70
ROWS = 12
TYPICAL = ((re.compile(r"\{eta\(.*?\)\}"), "about 12 min"), (re.compile(r"\{[^}]*\}"), "1,240.5"))
"""What a placeholder usually becomes."""


def _filled(text: str) -> str:
    for placeholder, value in TYPICAL:
        text = placeholder.sub(value, text)
    return text


def _lines(text: str) -> list[str]:
    return _filled(text).split("\n") if text else []


def _wrapped(text: str) -> list[str]:
    return textwrap.wrap(_filled(text), WIDTH)


def _labels(step: Step) -> Iterator[str]:
    match step.body:
        case Decide(branches=branches):
            yield from (branch.label for branch in branches)
        case Check(lines=lines):
            yield from lines
        case Do(respond=respond) if respond:
            yield respond.prompt
        case _:
            return


def test_titles_fit_into_the_frame(book: Runbook) -> None:
    assert [step.title for step in book.steps.values() if len(step.title) > 58] == []


def test_every_step_says_why_in_two_lines_at_most(book: Runbook) -> None:
    assert [step.id for step in book.steps.values() if not 1 <= len(_wrapped(step.why)) <= 2] == []


def test_what_to_do_is_five_short_lines_at_most(book: Runbook) -> None:
    long = [
        (step.id, line) for step in book.steps.values() for line in _lines(step.text) if len(line) > WIDTH
    ]
    many = [step.id for step in book.steps.values() if len(_lines(step.text)) > 5]

    assert (long, many) == ([], [])


def test_what_a_step_asks_for_stands_once_while_nobody_has_said_it(book: Runbook) -> None:
    twice = [
        (step.id, name)
        for step in book.steps.values()
        for name in step.ask
        if book.variables[name].default is None and f"{{var.{name}}}" in step.text + step.why
    ]

    assert twice == []


def test_what_it_looks_like_when_it_worked_is_two_lines_at_most(book: Runbook) -> None:
    assert [step.id for step in book.steps.values() if len(_wrapped(step.expect)) > 2] == []


def test_commands_are_two_lines_that_can_be_copied_whole(book: Runbook) -> None:
    commands = [(step.id, step.command.split("\n")) for step in book.steps.values() if step.command]

    assert [name for name, lines in commands if len(lines) > 2 or max(map(len, lines)) > WIDTH] == []


def test_branches_lines_and_prompts_fit_on_one_line(book: Runbook) -> None:
    labels = [label for step in book.steps.values() for label in _labels(step)]

    assert [label for label in labels if len(_filled(label)) > 62] == []


def test_a_whole_step_fits_into_its_pane(book: Runbook) -> None:
    def rows(step: Step) -> int:
        return sum(
            map(len, (_wrapped(step.why), _lines(step.text), _lines(step.command), _wrapped(step.expect)))
        )

    assert {step.id: rows(step) for step in book.steps.values() if rows(step) > ROWS} == {}


def test_a_step_that_is_done_by_hand_asks_for_the_value_seen(book: Runbook) -> None:
    asked = {step.id: step.body.respond for step in book.steps.values() if isinstance(step.body, Do)}
    answers = {word for respond in asked.values() if respond for word in (*respond.accept, *respond.choices)}

    assert [name for name, respond in asked.items() if respond is None] == []
    assert answers & {"done", "ok", "yes", "checked", "set"} == set()


def test_a_message_carries_the_incident_and_the_fingerprint_of_its_log(book: Runbook) -> None:
    templates = {step.id: step.body.template for step in book.steps.values() if isinstance(step.body, Notify)}

    assert templates
    for name, template in templates.items():
        assert "{log.fingerprint}" in template, name
        assert "{incident}" in template, name


def test_a_message_that_is_not_the_last_says_when_the_next_one_comes(book: Runbook) -> None:
    repeated = {timer.notify for timer in book.timers.values() if timer.notify}
    templates = {step.id: step.body.template for step in book.steps.values() if isinstance(step.body, Notify)}

    assert [name for name in repeated if "{next_update}" not in templates[name]] == []


def test_phases_are_short_enough_to_keep_in_mind(book: Runbook) -> None:
    phases = [step.phase for step in book.steps.values()]

    assert "" not in phases
    assert {phase for phase in phases if phases.count(phase) > 7} == set()

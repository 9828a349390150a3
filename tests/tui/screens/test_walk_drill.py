"""A whole drill of P1 against the simulator, with the five keys: `j k space n ?`, digits, text and enter in dialogs."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from cio_tui.core.step import Do, StepKind, Wait, Watch
from cio_tui.core.ways import ways_out
from cio_tui.runtime.drill import drill_workplace
from cio_tui.runtime.settings import load_settings
from cio_tui.tui.screens.dialog import Dialog

if TYPE_CHECKING:
    from pathlib import Path

    from cio_tui.core.step import Step
    from tests.tui.hands import Hands, OpenApp

SPEED = 60.0
TYPED = {"text": "as seen there", "int": "7", "number": "1", "percent": "0.4", "time": "20:04"}
MOST_STEPS = 300
"""Until the story is over, which takes ten seconds: a quick host goes round P2 often while half of the calls fail."""


async def settle(hands: Hands, step: Step) -> None:
    """What the dialog of this step asks for, as a person answers who follows the suggestions."""
    body = step.body
    if isinstance(body, Do) and body.respond is not None and body.respond.accept:
        choices = body.respond.choices or body.respond.accept
        if body.respond.kind == "choice":
            await hands.press(str(choices.index(body.respond.accept[0]) + 1))
        else:
            await hands.type(body.respond.accept[0])
    elif isinstance(body, Do):
        await hands.type(TYPED[body.respond.kind if body.respond else "text"])
    elif isinstance(body, Watch):
        await hands.press(str(len(ways_out(step, hands.conductor.scene().evidence, hands.session)) + 1))
        await hands.type("seen in the dashboard")
    elif isinstance(body, Wait) or step.kind is StepKind.CLOSE:
        await hands.type("an exercise")
    await hands.press("enter")


async def take_step(hands: Hands) -> None:
    """Settle the current step, unless a probe does so first."""
    step = hands.session.current
    assert step is not None
    await hands.press("space")
    if not is_asking(hands):  # a line of a list, or a probe was faster
        return
    if "First: " in hands.screen:
        await hands.press("enter")
        await hands.until(lambda: "First: " not in hands.screen)
    await settle(hands, step)
    await hands.until(lambda: not is_asking(hands) or wants_reason(hands) or hands.session.step != step.id)
    if wants_reason(hands):
        await hands.type("the exercise goes on")
        await hands.press("enter")
        await hands.until(lambda: not is_asking(hands) or hands.session.step != step.id)
    await hands.until(lambda: hands.session.step != step.id)
    if is_asking(hands):  # a probe has settled it behind the dialog
        await hands.press("escape")
        await hands.until(lambda: not is_asking(hands))


def wants_reason(hands: Hands) -> bool:
    """Whether what was chosen is not what the evidence suggests by now; the sentence may be wrapped."""
    return "say why" in hands.screen or "choose otherwise" in hands.screen


def is_asking(hands: Hands) -> bool:
    """Whether a dialog is open."""
    return isinstance(hands.app.screen, Dialog)


@pytest.mark.timeout(180)
async def test_a_drill_of_a_complete_outage_is_walked_to_its_close(
    open_app: OpenApp, state: dict[str, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in state.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    with drill_workplace("total-outage", SPEED, load_settings(None)) as place:
        async with open_app("p1-outage", place=place) as hands:
            await hands.see("DRILL×60", "✗ failing track")
            await hands.press("j", "k", "question_mark", "escape", "n")
            await hands.type("first note")
            await hands.press("enter")
            await hands.see("noted")
            for _ in range(MOST_STEPS):
                if hands.session.closed is not None:
                    break
                await take_step(hands)
            assert hands.session.closed is not None, hands.screen
            await hands.see("This incident is closed and its log sealed.")

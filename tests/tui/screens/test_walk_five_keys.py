"""A book with a step of every kind, walked with `j k space n ?`, and inside the dialogs digits, text and enter."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cio_tui.core.commands import AssignRole
from cio_tui.core.events import StepDone

if TYPE_CHECKING:
    from tests.tui.hands import Hands, OpenApp


async def test_an_incident_is_walked_to_its_close_with_five_keys(open_app: OpenApp) -> None:
    async with open_app("screen") as hands:
        await hands.conductor.send(AssignRole("ic", "ana"))
        await walk_to_the_close(hands)
        assert hands.session.closed is not None
        done = [one.event.step for one in hands.conductor.scene().tail if isinstance(one.event, StepDone)]
        assert done == [
            "breaker",
            "drain",
            "lines",
            "settled",
            "pause",
            "tell",
            "breaker-closed",
            "switch-back",
            "end",
        ]


async def walk_to_the_close(hands: Hands) -> None:
    """What a person does who follows the line of keys."""
    answers = {
        "breaker": "1", "size-up": "1", "drain": "it runs", "settled": "seen", "pause": "no time", "tell": "",
        "breaker-closed": "closed", "end": "an exercise",
    }  # fmt: skip
    while hands.session.closed is None:
        step = hands.session.step
        await hands.press("space")
        if step == "lines":
            continue
        if "First:" in hands.screen:
            await hands.press("enter")
            await hands.see("What do you see?")
        await hands.type(answers[step])
        await hands.press("enter")
        await hands.until(lambda step=step: hands.session.step != step)  # type: ignore[misc]

"""What is typed into the dialog, by hand."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cio_tui.core.events import Note

if TYPE_CHECKING:
    from tests.tui.hands import OpenApp


async def test_a_draft_that_was_kept_is_gone_on_with_at_its_end(open_app: OpenApp) -> None:
    async with open_app("screen") as hands:
        hands.conductor.save_draft("pager went\noff at ")
        await hands.press("n")
        await hands.see("off at")
        await hands.type("3")
        await hands.press("enter")
        await hands.see("noted")
        notes = [one.event for one in hands.conductor.scene().tail if isinstance(one.event, Note)]
        assert [note.text for note in notes] == ["pager went\noff at 3"]

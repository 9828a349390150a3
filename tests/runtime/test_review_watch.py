from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from cio_tui.core.errors import UserError
from cio_tui.core.events import Note
from cio_tui.runtime.aside import add_event
from cio_tui.runtime.incident_list import Summary
from cio_tui.runtime.review_watch import follow_review
from cio_tui.runtime.reviewing import Reviewed
from tests.runtime.conftest import AT

if TYPE_CHECKING:
    from cio_tui.runtime.incident_folder import IncidentFolder
    from cio_tui.runtime.pen import Holder


async def test_first_a_glance_then_the_account_then_again_when_the_log_has_grown(
    whole: IncidentFolder, me: Holder
) -> None:
    news = follow_review(whole, every=0.01)
    assert isinstance(await anext(news), Summary)
    first = await anext(news)
    assert isinstance(first, Reviewed)
    add_event(whole, me, AT, lambda _: Note("added meanwhile"))
    later = await anext(news)
    assert isinstance(later, Reviewed)
    assert later.account.rows[-1].sentence == "note: added meanwhile"
    assert len(later.account.rows) == len(first.account.rows) + 1
    await news.aclose()


def replace(folder: IncidentFolder, content: bytes) -> bytes:
    """Put this in the place of the log, and give what was there."""
    path = Path(folder.log())
    before = path.read_bytes()
    path.write_bytes(content)
    return before


async def test_what_cannot_be_read_is_handed_over_and_looked_at_again_once_it_changes(
    whole: IncidentFolder,
) -> None:
    content = replace(whole, b"nothing of ours")
    news = follow_review(whole, every=0.01)
    assert isinstance(await anext(news), Summary)
    trouble = await anext(news)
    assert isinstance(trouble, UserError)
    assert "nothing to review" in str(trouble)
    replace(whole, content)
    assert isinstance(await anext(news), Reviewed)
    await news.aclose()

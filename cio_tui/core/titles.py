"""Steps by their titles: an id is for logs and books, a person reads where something leads."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cio_tui.core.session import key

if TYPE_CHECKING:
    from cio_tui.core.session import Session
    from cio_tui.core.step import Goto


def title_of(session: Session, name: str) -> str:
    """The title of the step `BOOK#STEP`; the name itself where that book is not at hand."""
    step = session.step_of(name)
    return step.title if step else name


def title_at(session: Session, goto: Goto) -> str:
    """The title of the step that this leads to."""
    book = goto.book or session.book
    start = session.books[book].start if book in session.books else ""
    return title_of(session, key(book, goto.step or start))

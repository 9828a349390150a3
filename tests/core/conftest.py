"""Walks that are told event by event; whatever a test leaves untold, or cannot be replayed, fails it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

import pytest

from tests.core.transcript import Transcript

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cio_tui.core.runbook import Runbook


class Walk(Protocol):
    """Opens an incident on the first of these books."""

    def __call__(self, *books: Runbook) -> Transcript: ...


@pytest.fixture
def walk() -> Iterator[Walk]:
    """Makes transcripts, and reads each back when the test is over."""
    walks: list[Transcript] = []

    def make(*books: Runbook) -> Transcript:
        walks.append(Transcript(books))
        return walks[-1]

    yield make
    for each in walks:
        assert each.unread == [], "the test ended before these events"
        assert each.replayed() == each.session

"""The events decided so far and the session as they leave it: later decisions of one command see the earlier ones."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cio_tui.core.fold import apply
from cio_tui.core.record import Recorded
from cio_tui.core.view import view

if TYPE_CHECKING:
    from cio_tui.core.events import Event
    from cio_tui.core.evidence import Evidence, Moment
    from cio_tui.core.session import Session


class Plan:
    """Collects the events of one command. Lives only inside `decide`."""

    def __init__(self, session: Session, moment: Moment) -> None:
        self.session = session
        self.moment = moment
        self.events: list[Event] = []

    def record(self, event: Event) -> None:
        """Add an event and move the session on."""
        self.events.append(event)
        envelope = Recorded(
            seq=self.session.seq + 1,
            at=self.moment.at,
            mono=self.moment.mono,
            by=self.moment.by,
            event=event,
            digest=self.session.digest,
        )
        self.session = apply(self.session, envelope)

    @property
    def evidence(self) -> Evidence:
        """The evidence with the session as it stands after the events so far."""
        return view(self.session, self.moment.evidence)

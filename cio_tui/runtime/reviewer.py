"""Who reviews: the one thing a review writes is that somebody read all of it, into a log that nobody is writing."""

from __future__ import annotations

import os
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from cio_tui.core.errors import Refused
from cio_tui.core.events import IncidentReviewed
from cio_tui.core.times import stamp
from cio_tui.runtime.aside import add_event
from cio_tui.runtime.discretion import as_written
from cio_tui.runtime.pen import Holder, PenHeld
from cio_tui.runtime.workplace import where_is_here, who_is_here

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Self

    from cio_tui.core.record import Recorded
    from cio_tui.runtime.incident_folder import IncidentFolder
    from cio_tui.runtime.settings import Settings


@dataclass(frozen=True, slots=True)
class Reviewer:
    """A person at a host."""

    person: str
    host: str
    redact: Callable[[str], str]
    """Takes every credential out of a text; may look them up, so it is called off the event loop."""
    keeps_personal_data: bool = False

    @classmethod
    def here(cls, settings: Settings) -> Self:
        """Whoever is at this host. Credentials are looked up when there is something to redact."""

        def redact(text: str) -> str:
            from cio_tui.runtime.credentials import Credentials

            return Credentials(settings).redactor().redact(text)

        return cls(who_is_here(), where_is_here(), redact, settings.keeps_personal_data)

    def mark(self, folder: IncidentFolder, remark: str) -> Recorded:
        """Say in the log that the whole of it was read. Raises Refused, NotSaved, UserError."""
        now = datetime.now(UTC)
        me = Holder(self.person, self.host, os.getpid(), stamp(now))
        try:
            return add_event(folder, me, now, lambda salt: IncidentReviewed(self._written(remark, salt)))
        except PenHeld as held:
            who = held.holder.user
            raise Refused(
                f"{who} is writing this log (process {held.holder.pid} on {held.holder.host}), so nothing is added to "
                f"it. Ask {who} to mark it after leaving the walk with q, or try again once {who} has left."
            ) from held

    def _written(self, text: str, salt: str) -> str:
        return as_written(text, salt, self.redact, keeps=self.keeps_personal_data)

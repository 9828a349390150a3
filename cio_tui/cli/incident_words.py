"""What the verbs share that add to a log: who writes, words without credentials and people, and what was saved."""

from __future__ import annotations

import os
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from cio_tui.core.cutting import cut_words
from cio_tui.core.fingerprint import Fingerprint
from cio_tui.core.times import stamp
from cio_tui.runtime.credentials import Credentials
from cio_tui.runtime.discretion import as_written
from cio_tui.runtime.pen import Holder
from cio_tui.runtime.workplace import where_is_here, who_is_here

if TYPE_CHECKING:
    from cio_tui.cli.output import Output
    from cio_tui.core.record import Recorded
    from cio_tui.runtime.incident_folder import IncidentFolder
    from cio_tui.runtime.settings import Settings


class Words:
    """Takes credentials out, and people too unless the configuration keeps them."""

    def __init__(self, settings: Settings) -> None:
        self._redactor = Credentials(settings).redactor()
        self._keeps_people = settings.keeps_personal_data

    def private(self, text: str, salt: str) -> str:
        """The text as it may stand in a log with this salt."""
        return as_written(text, salt, self._redactor.redact, keeps=self._keeps_people)


def now_and_me() -> tuple[datetime, Holder]:
    """The moment, and this process as the holder of a pen."""
    now = datetime.now(UTC)
    return now, Holder(who_is_here(), where_is_here(), os.getpid(), stamp(now))


def say_saved(folder: IncidentFolder, output: Output, *written: Recorded) -> None:
    """Which event is the last, and the fingerprint to keep; also when a text was too long for the log."""
    last = written[-1]
    kept = Fingerprint.of(last.digest, last.seq)
    output.write_line(f"saved as event {last.seq} of {folder.id}, log {kept}")
    for cut in filter(None, (cut_words(each.event) for each in written)):
        output.narrate(f"The text was {cut}.")

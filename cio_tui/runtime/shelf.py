"""What the start screen offers: the books with what the evidence says of them, and the incidents there are.

Heads are read at once; whole books only after the first paint, in a thread, since parsing four of them costs more than
the screen itself.
"""

from __future__ import annotations

import asyncio
from dataclasses import replace
from typing import TYPE_CHECKING

from cio_tui.core.errors import UserError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from cio_tui.core.evidence import Evidence
    from cio_tui.core.probe import Probe
    from cio_tui.core.ranking import Ranked
    from cio_tui.core.runbook import Runbook
    from cio_tui.runtime.heads import Head
    from cio_tui.runtime.incident_list import Summary
    from cio_tui.runtime.library import Library


class Shelf:
    """The books of a library, opened for ranking, and the incidents of a folder."""

    def __init__(self, library: Library, incidents: str) -> None:
        self._library = library
        self._incidents = incidents
        self.heads: Sequence[Head] = library.heads()
        self.faults: Mapping[str, str] = {head.id: head.fault for head in self.heads if head.fault}
        self._books: Sequence[Runbook] | None = None
        self._probes: Mapping[str, Probe] = {}

    @property
    def is_open(self) -> bool:
        """Whether the books have been read whole."""
        return self._books is not None

    async def open(self) -> None:
        """Read every book; one that is broken keeps its first fault and stays listed."""
        self._books, self._probes, self.faults = await asyncio.to_thread(self._read)

    def _read(self) -> tuple[list[Runbook], dict[str, Probe], dict[str, str]]:
        """Of each book only what ranks it is kept, and each probe once: four books hold the same dozen."""
        books: list[Runbook] = []
        probes: dict[str, Probe] = {}
        faults: dict[str, str] = {}
        for head in self.heads:
            try:
                book = self._library.open_file(head.path).runbook
            except UserError as error:
                faults[head.id] = str(error).splitlines()[0]
                continue
            if book.suggest is not None:
                probes = {**book.probes, **probes}
                books.append(replace(book, steps={}, probes={}, document={}))
        return books, probes, faults

    def probes(self) -> Mapping[str, Probe]:
        """What any book that can be proposed looks at; of two with one id the first counts."""
        return self._probes

    def rank(self, evidence: Evidence) -> tuple[Ranked, ...] | None:
        """The books by what the evidence says; None until they have been read."""
        if self._books is None:
            return None
        from cio_tui.core.ranking import rank

        return rank(self._books, evidence)

    def incidents(self) -> Sequence[Summary]:
        """Every incident there is, newest first; none when the folder cannot be looked into."""
        from cio_tui.runtime.incident_list import list_incidents

        try:
            return list_incidents(self._incidents)
        except UserError:  # `doctor` says so, and opening an incident will
            return ()

"""Where a reader is in a review: one section and entry, one moment of the incident, what is folded and searched for.

Moving through entries moves the moment with it; scrubbing the moment moves the timeline with it. They never part.
"""

from __future__ import annotations

from datetime import UTC, timedelta
from typing import TYPE_CHECKING

from cio_tui.report.moments import Moments
from cio_tui.tui.present.review_moment import shown_then
from cio_tui.tui.present.review_page import Page
from cio_tui.tui.present.review_search import Hit, find, next_hit
from cio_tui.tui.present.review_sections import Section, items_of, sections
from cio_tui.tui.present.review_timeline import FIRST_READING, KINDS, kind_of_digit
from cio_tui.tui.present.review_top import step_of

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime, tzinfo

    from cio_tui.core.record import Seen
    from cio_tui.core.review.account import Account
    from cio_tui.core.review.chronology import Kind, Row
    from cio_tui.tui.present.review_moment import Shown


def _first_row(account: Account) -> Row | None:
    """The opening; of an incident that is still open the newest event, since its reader asks how it stands."""
    firm = [row for row in account.rows if not row.doubtful] or account.rows
    return (firm[0] if account.header.is_closed else firm[-1]) if firm else None


class Place:
    """A reader's place; every move leaves it consistent."""

    def __init__(self, account: Account) -> None:
        self.section = Section.SUMMARY
        self.kinds: frozenset[Kind] = FIRST_READING
        self.needle = ""
        self.hits: tuple[Hit, ...] = ()
        self.page = Page(())
        self._zone: tzinfo | None = UTC
        self._places: dict[Section, tuple[int, int]] = {}
        """Where the reader was in the sections read before."""
        self._width = self._height = 0
        self._laid: tuple[object, ...] = ()
        self._revision = 0
        self._take(account)
        self._row = _first_row(account)
        """The event the time cursor stands on; None between events."""
        self.offset_s = self._row.offset_s if self._row else 0.0
        """The time cursor: incident seconds since the opening."""

    @property
    def moments(self) -> Moments:
        """How times are written here."""
        return Moments(self._zone, self.account.header.opened_at)

    @property
    def at(self) -> datetime:
        """The wall clock at the time cursor: of the event, else reckoned from the opening."""
        return self._row.at if self._row else self.account.header.opened_at + timedelta(seconds=self.offset_s)

    @property
    def saw(self) -> Mapping[str, Seen]:
        """What the event under the cursor recorded of the probes."""
        return self._row.saw if self._row else {}

    @property
    def shown(self) -> tuple[Shown, ...]:
        """What every probe showed then."""
        return shown_then(self.account.strips, self.offset_s, self.saw)

    @property
    def told(self) -> str:
        """Where this is, for the frame: of the timeline also how much of it is folded."""
        if self.section is Section.TIMELINE:
            whole = len(self.account.rows)
            here = f"{len(self.page.items):,} of {whole:,} events shown"
            return f"{here}: f shows all" if len(self.page.items) < whole else here
        return self.page.place

    # -- laying out

    def lay_out(self, width: int, height: int) -> None:
        """Make the entries for this room, unless they are there."""
        is_higher = height != self._height
        self._width, self._height = width, height
        wanted = (self._revision, self.section, self.kinds, self._zone, width)
        if wanted != self._laid:
            self._laid = wanted
            items = items_of(self.section, self.account, self.kinds, self.moments, width)
            self.page = Page(items, *self._places.get(self.section, (0, 0)))
            if self.section is Section.TIMELINE:
                self.page.cursor = self._timeline_index()
        elif not is_higher:
            return
        self.page.reveal(height)

    def follow(self, account: Account) -> None:
        """The same place in a longer account."""
        self._remember()
        self._take(account)
        if self._row is not None:
            self._row = self._by_seq.get(self._row.seq)

    def _take(self, account: Account) -> None:
        self.account = account
        self._by_seq = {row.seq: row for row in reversed(account.rows)}
        self._revision += 1

    def _timeline_index(self) -> int:
        seq = self._row.seq if self._row else -1
        exact = (index for index, item in enumerate(self.page.items) if item.seq == seq)
        return next(exact, self.page.at_or_before(self.offset_s))

    def _remember(self) -> None:
        self._places[self.section] = (self.page.cursor, self.page.first)

    # -- moves

    def show(self, section: Section) -> None:
        """Another section, where it was left."""
        self._remember()
        self.section = section
        self.lay_out(self._width, self._height)
        if section is not Section.TIMELINE:  # which goes to the moment instead
            self._take_moment()

    def turn(self, by: int) -> None:
        """The next section, or the one before; round and round."""
        order = sections(self.account)
        self.show(order[(order.index(self.section) + by) % len(order)])

    def move(self, by: int) -> None:
        """The next entry, or the one before."""
        self.page.move(by, self._height)
        self._take_moment()

    def page_on(self, by: int) -> None:
        """A view further."""
        self.page.turn(by, self._height)
        self._take_moment()

    def leap(self, by: int) -> None:
        """To the last entry, or the first."""
        self.page.put(len(self.page.items) if by > 0 else 0, self._height)
        self._take_moment()

    def scrub(self, by: int) -> float:
        """Move the moment by steps of a hundredth of the incident; the step in seconds."""
        step = step_of(self.account.header.duration_s)
        end = max(self.account.header.duration_s, *(row.offset_s for row in self.account.rows[-1:]), 0.0)
        self.offset_s = max(0.0, min(end, self.offset_s + by * step))
        self._row = None
        if self.section is Section.TIMELINE:
            self.page.put(self.page.at_or_before(self.offset_s), self._height)
        return step

    def open(self) -> bool:
        """Show the entry under the cursor in the timeline; False when it stands for no moment."""
        item = self.page.current
        if item is None or item.offset_s is None:
            return False
        self._take_moment()
        if self._row is not None:
            self.kinds |= {self._row.kind}
        self.show(Section.TIMELINE)
        self.page.put(self._timeline_index(), self._height)
        return True

    # -- folding, times, search

    def fold(self) -> None:
        """Everything, or what a first reading needs."""
        self._set_kinds(frozenset(KINDS) if self.kinds == FIRST_READING else FIRST_READING)

    def toggle_kind(self, digit: int) -> Kind:
        """Show or hide one kind."""
        kind = kind_of_digit(digit)
        self._set_kinds(self.kinds ^ {kind})
        return kind

    def _set_kinds(self, kinds: frozenset[Kind]) -> None:
        self.kinds = kinds
        self.show(Section.TIMELINE)

    def toggle_times(self) -> str:
        """UTC, or this host's zone; its name."""
        self._zone = None if self._zone is UTC else UTC
        self._remember()
        return self.moments.zone_name

    def search(self, needle: str) -> int:
        """Look everywhere; how many entries hold it. The first one from here on is shown."""
        self.needle = " ".join(needle.split())
        self.hits = find(self.account, self.needle, self.moments, max(1, self._width))
        if self.hits:
            self.again(1)
        return len(self.hits)

    def forget_search(self) -> None:
        """Search for nothing."""
        self.needle, self.hits = "", ()

    def again(self, by: int) -> int:
        """The next match, or the one before; its number counted from 1."""
        number = next_hit(self.hits, Hit(self.section, self._index()), by)
        hit = self.hits[number]
        if hit.section is Section.TIMELINE:
            self._go_to_row(hit.entry)
        else:
            self.show(hit.section)
            self.page.put(hit.entry, self._height)
            self._take_moment()
        return number + 1

    def _go_to_row(self, index: int) -> None:
        row = self.account.rows[index]
        self.kinds |= {row.kind}
        self.show(Section.TIMELINE)
        before = sum(one.kind in self.kinds for one in self.account.rows[:index])
        self.page.put(before, self._height)
        self._take_moment()

    def _index(self) -> int:
        """Of the entry; in the timeline as if nothing were folded."""
        if self.section is not Section.TIMELINE:
            return self.page.cursor
        shown = [index for index, row in enumerate(self.account.rows) if row.kind in self.kinds]
        return shown[self.page.cursor] if shown else 0

    # -- the moment

    def _take_moment(self) -> None:
        item = self.page.current
        if item is not None and item.offset_s is not None:
            self.offset_s, self._row = item.offset_s, self._by_seq.get(item.seq)

"""Which sample is looked at. It stays that one while others arrive; how many are newer is said, never jumped to."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from cio_tui.core.reading import Verdict

if TYPE_CHECKING:
    from datetime import datetime

    from cio_tui.core.kept import Kept


@dataclass(frozen=True, slots=True)
class Browse:
    """A list of samples with a cursor."""

    samples: tuple[Kept, ...] = ()
    """Oldest first, as they were kept."""
    bad_only: bool = False
    """Whether the good ones are left out."""
    at: datetime | None = None
    """Of the sample under the cursor; None before the first is there."""

    @property
    def shown(self) -> tuple[Kept, ...]:
        """Newest first."""
        kept = self.samples
        if self.bad_only:
            kept = tuple(each for each in kept if each.verdict is not Verdict.OK)
        return kept[::-1]

    @property
    def index(self) -> int:
        """Of the cursor in `shown`, hence how many are newer; what is gone leaves it on the next older one."""
        shown, at = self.shown, self.at
        found = (place for place, each in enumerate(shown) if at is None or each.at <= at)
        return next(found, max(0, len(shown) - 1))

    @property
    def chosen(self) -> Kept | None:
        """The sample under the cursor."""
        shown = self.shown
        return shown[self.index] if shown else None

    def having(self, samples: tuple[Kept, ...]) -> Browse:
        """The same cursor over what there is now; the newest of all when nothing was chosen yet."""
        return _settled(replace(self, samples=samples))

    def moved(self, by: int) -> Browse:
        """The cursor so many samples further down, towards the past."""
        shown = self.shown
        if not shown:
            return self
        return replace(self, at=shown[max(0, min(len(shown) - 1, self.index + by))].at)

    def filtered(self) -> Browse:
        """All samples, or only those that were not good."""
        return _settled(replace(self, bad_only=not self.bad_only))


def _settled(browse: Browse) -> Browse:
    """With the cursor on a sample that is shown."""
    chosen = browse.chosen
    return browse if chosen is None else replace(browse, at=chosen.at)

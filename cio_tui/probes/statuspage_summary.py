"""What an Atlassian Statuspage `summary.json` says. Pure; a document without the indicator's object is unreadable.

A word we do not know is missing rather than harmless: it must not read as "operational". So is a list that is not
there: what else was read still counts against the vendor, never for it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from cio_tui.core.text import clean_block, clean_line

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from cio_tui.core.reading import Json, Value

    Rows = Sequence[Mapping[str, Json]]

INDICATORS = ("none", "minor", "major", "critical", "maintenance")
SEVERITY = ("operational", "under_maintenance", "degraded_performance", "partial_outage", "major_outage")
"""States of a component, the worst last."""
_OVER = ("resolved", "postmortem", "completed")
_UNDER_WAY = ("in_progress", "verifying")
_MOST_UPDATES, _MOST_COMPONENTS = 3, 20


@dataclass(frozen=True, slots=True)
class Page:
    """One reading of the page; all text is clean."""

    indicator: str | None
    description: str
    worst: str | None
    """Worst state of a component; None without components, or if one's is not known and none is the worst."""
    components_down: tuple[str, ...] | None
    """Components that are neither operational nor under maintenance."""
    incidents: tuple[dict[str, Json], ...] | None
    """Unresolved ones, with their latest updates."""
    maintenances: tuple[dict[str, Json], ...] | None
    """Upcoming or under way."""
    maintenance: bool | None
    """Whether one is under way."""
    updated_at: datetime | None
    """When the vendor last touched the page."""
    missing: tuple[str, ...]
    """Lists that are not there or cannot be read; what they would say is None."""

    @property
    def is_doubtful(self) -> bool:
        """Whether it says nothing against itself and lacks a list that might."""
        return bool(self.missing) and self.indicator in (None, "none")

    def fields(self, now: datetime) -> dict[str, Value | None]:
        """What the kind publishes."""
        age = max(0.0, (now - self.updated_at).total_seconds()) if self.updated_at else None
        return {
            "indicator": None if self.is_doubtful else self.indicator,
            "description": self.description,
            "incidents": None if self.incidents is None else len(self.incidents),
            "worst": self.worst,
            "components_down": self.components_down,
            "updated_age": age,
            "maintenance": self.maintenance,
        }

    @property
    def summary(self) -> str:
        """`minor: Partially Degraded Service; 1 incident; Data Processing, Message Sending`."""
        parts = [f"{self.indicator or 'unknown indicator'}: {self.description}"]
        if self.incidents:
            parts.append(f"{len(self.incidents)} incident{'s' if len(self.incidents) > 1 else ''}")
        if self.components_down:
            parts.append(", ".join(self.components_down))
        if self.missing:
            parts.append(f"it has no list of {', '.join(self.missing)}")
        return clean_line("; ".join(parts), 300)


def read_summary(document: Json) -> Page:
    """Interpret the document. Raises ValueError with what is wrong with it."""
    whole = _object(document, "the page")
    status = _object(whole.get("status"), "status")
    lists = {name: _rows(whole, name) for name in ("components", "incidents", "scheduled_maintenances")}
    components = _members(lists["components"])
    maintenances = _open(lists["scheduled_maintenances"])
    indicator = _text(status, "indicator")
    return Page(
        indicator=indicator if indicator in INDICATORS else None,
        description=_text(status, "description") or "no description",
        worst=_worst(components or []),
        components_down=None if components is None else _down(components),
        incidents=_shown(_open(lists["incidents"])),
        maintenances=_shown(maintenances),
        maintenance=indicator == "maintenance" or _under_maintenance(components, maintenances),
        updated_at=_time(_object(whole.get("page"), "page").get("updated_at")),
        missing=tuple(name for name, rows in lists.items() if rows is None),
    )


def _members(components: Rows | None) -> Rows | None:
    """Without the groups: what they say is said by their members."""
    return None if components is None else [row for row in components if row.get("group") is not True]


def _open(rows: Rows | None) -> Rows | None:
    return None if rows is None else [row for row in rows if row.get("status") not in _OVER]


def _under_maintenance(components: Rows | None, maintenances: Rows | None) -> bool | None:
    """As far as one of the two says so; None where the one that is missing could."""
    announced = any(row.get("status") in _UNDER_WAY for row in maintenances or ())
    if announced or any(row.get("status") == "under_maintenance" for row in components or ()):
        return True
    return None if components is None or maintenances is None else False


def _worst(components: Rows) -> str | None:
    states = [_text(row, "status") for row in components]
    known = [SEVERITY.index(state) for state in states if state in SEVERITY]
    if not known:
        return None
    worst = SEVERITY[max(known)]
    return worst if len(known) == len(states) or worst == SEVERITY[-1] else None


def _down(components: Rows) -> tuple[str, ...]:
    names = [
        _text(row, "name") or "a component without a name"
        for row in components
        if _text(row, "status") not in SEVERITY[:2]
    ]
    return tuple(names[:_MOST_COMPONENTS])


def _shown(rows: Rows | None) -> tuple[dict[str, Json], ...] | None:
    return None if rows is None else tuple(map(_incident, rows))


def _incident(row: Mapping[str, Json]) -> dict[str, Json]:
    """An incident or maintenance for the drill-down, the newest updates only."""
    updates = row.get("incident_updates")
    latest = [update for update in updates if isinstance(update, dict)] if isinstance(updates, list) else []
    shown: dict[str, Json] = {
        name: _text(row, name)
        for name in ("name", "status", "impact", "started_at", "scheduled_for", "shortlink")
        if row.get(name)
    }
    shown["updates"] = [
        {
            "at": _text(update, "display_at") or _text(update, "created_at"),
            "status": _text(update, "status"),
            "body": clean_block(str(update.get("body") or ""), 500),
        }
        for update in latest[:_MOST_UPDATES]
    ]
    return shown


def _object(value: Json, name: str) -> Mapping[str, Json]:
    if not isinstance(value, dict):
        raise ValueError(f"{name} is not an object")  # noqa: TRY004  the document's fault, not the caller's
    return value


def _rows(whole: Mapping[str, Json], name: str) -> Rows | None:
    """The list of this name; None also where one of its rows cannot be read."""
    listed = whole.get(name)
    if not isinstance(listed, list):
        return None
    rows = [row for row in listed if isinstance(row, dict)]
    return rows if len(rows) == len(listed) else None


def _text(row: Mapping[str, Json], name: str) -> str:
    value = row.get(name)
    return clean_line(value, 200) if isinstance(value, str) else ""


def _time(value: Json) -> datetime | None:
    try:
        at = datetime.fromisoformat(value) if isinstance(value, str) else None
    except ValueError:
        return None
    return at if at and at.tzinfo else None

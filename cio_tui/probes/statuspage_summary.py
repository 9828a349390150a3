"""What an Atlassian Statuspage `summary.json` says. Pure; whatever is not as it should be makes it unreadable.

A word we do not know is missing rather than harmless: it must not read as "operational".
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from cio_tui.core.text import clean_block, clean_line

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cio_tui.core.reading import Json, Value

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
    components_down: tuple[str, ...]
    """Components that are neither operational nor under maintenance."""
    incidents: tuple[dict[str, Json], ...]
    """Unresolved ones, with their latest updates."""
    maintenances: tuple[dict[str, Json], ...]
    """Upcoming or under way."""
    maintenance: bool
    """Whether one is under way."""
    updated_at: datetime | None
    """When the vendor last touched the page."""

    def fields(self, now: datetime) -> dict[str, Value | None]:
        """What the kind publishes."""
        age = max(0.0, (now - self.updated_at).total_seconds()) if self.updated_at else None
        return {
            "indicator": self.indicator,
            "description": self.description,
            "incidents": len(self.incidents),
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
        return clean_line("; ".join(parts), 300)


def read_summary(document: Json) -> Page:
    """Interpret the document. Raises ValueError with what is wrong with it."""
    whole = _object(document, "the page")
    status = _object(whole.get("status"), "status")
    components = [row for row in _rows(whole, "components") if row.get("group") is not True]
    states = [_text(row, "status") for row in components]
    incidents = [row for row in _rows(whole, "incidents") if row.get("status") not in _OVER]
    maintenances = [row for row in _rows(whole, "scheduled_maintenances") if row.get("status") not in _OVER]
    indicator = _text(status, "indicator")
    under_way = any(row.get("status") in _UNDER_WAY for row in maintenances)
    return Page(
        indicator=indicator if indicator in INDICATORS else None,
        description=_text(status, "description") or "no description",
        worst=_worst(states),
        components_down=_down(components),
        incidents=tuple(_incident(row) for row in incidents),
        maintenances=tuple(_incident(row) for row in maintenances),
        maintenance=under_way or indicator == "maintenance" or "under_maintenance" in states,
        updated_at=_time(_object(whole.get("page"), "page").get("updated_at")),
    )


def _worst(states: list[str]) -> str | None:
    known = [SEVERITY.index(state) for state in states if state in SEVERITY]
    if not known:
        return None
    worst = SEVERITY[max(known)]
    return worst if len(known) == len(states) or worst == SEVERITY[-1] else None


def _down(components: list[Mapping[str, Json]]) -> tuple[str, ...]:
    names = [
        _text(row, "name") or "a component without a name"
        for row in components
        if _text(row, "status") not in SEVERITY[:2]
    ]
    return tuple(names[:_MOST_COMPONENTS])


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


def _rows(whole: Mapping[str, Json], name: str) -> list[Mapping[str, Json]]:
    rows = whole.get(name)
    if not isinstance(rows, list):
        raise ValueError(f"it has no list of {name}")  # noqa: TRY004  the document's fault, not the caller's
    return [_object(row, name) for row in rows]


def _text(row: Mapping[str, Json], name: str) -> str:
    value = row.get(name)
    return clean_line(value, 200) if isinstance(value, str) else ""


def _time(value: Json) -> datetime | None:
    try:
        at = datetime.fromisoformat(value) if isinstance(value, str) else None
    except ValueError:
        return None
    return at if at and at.tzinfo else None

"""What holds for every book: the version of the format, and the names that it may use without defining them.

The configuration supplies CONFIG and THRESHOLDS under these very names, the session supplies WORDS.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from cio_tui.core.probe import Unit

if TYPE_CHECKING:
    from collections.abc import Mapping

SCHEMA = 1
"""Version of the format."""

CONFIG: Mapping[str, Unit] = {
    "config.region": Unit.TEXT,
    "config.label": Unit.TEXT,
    "config.workspace_id": Unit.COUNT,
}
"""Settings, by full name. `config.workspace_id` is 0 when it is not to be checked."""

THRESHOLDS: Mapping[str, Unit] = {
    "threshold.api_error_rate": Unit.SHARE,
    "threshold.api_p99_latency_ms": Unit.MILLISECONDS,
    "threshold.bounce_rate": Unit.SHARE,
    "threshold.complaint_rate": Unit.SHARE,
    "threshold.delivery_rate": Unit.SHARE,
    "threshold.queue_depth": Unit.COUNT,
    "threshold.webhook_error_rate": Unit.SHARE,
}
"""`[thresholds]` of the configuration."""

SETTINGS: Mapping[str, Unit] = {**CONFIG, **THRESHOLDS}

WORDS = frozenset({"incident", "severity", "opened", "now", "next_update", "log.fingerprint"})
"""For `{…}` in text only, besides `role.ID` of each role."""

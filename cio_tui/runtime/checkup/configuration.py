"""Whether the configuration can be read, what it gives access to, and whether every book it finds can be walked."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from cio_tui.core.errors import UserError
from cio_tui.runtime.checkup.access import examine_access
from cio_tui.runtime.checkup.books import examine_books
from cio_tui.runtime.checkup.finding import FAILING, OK, Finding
from cio_tui.runtime.credentials import Credentials
from cio_tui.runtime.settings import load_settings

if TYPE_CHECKING:
    from collections.abc import Generator, Mapping

    from cio_tui.runtime.settings import Settings


def examine_configuration(
    path: str | None, environment: Mapping[str, str]
) -> Generator[Finding, None, Settings | None]:
    """Findings; returns the settings, or None when they cannot be read, which ends the look at what hangs on them."""
    try:
        settings = load_settings(path, environment)
    except UserError as error:
        for fault in str(error).splitlines():
            yield Finding("configuration", FAILING, fault)
        return None
    yield Finding("configuration", OK, settings.source or "none: defaults are in force")
    yield Finding("workspace", OK, f"region {settings.region}, label {settings.label}")
    today = datetime.now(UTC).date()
    yield from examine_access(settings, Credentials(settings, environment), environment, today)
    yield from examine_books(settings, today)
    return settings

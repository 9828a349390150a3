"""Everything a session needs to know about where it works: settings, ground, clock, person, books, folder."""

from __future__ import annotations

import os
import pwd
import socket
from typing import TYPE_CHECKING, NamedTuple

from cio_tui.core.text import clean_line
from cio_tui.runtime.credentials import Credentials
from cio_tui.runtime.grounding import make_ground
from cio_tui.runtime.library import open_library
from cio_tui.runtime.paths import incidents_folder, make_private

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from cio_tui.core.reading import Value
    from cio_tui.probes.ground import Ground
    from cio_tui.runtime.clock import Clock
    from cio_tui.runtime.library import Library
    from cio_tui.runtime.settings import Settings


class Workplace(NamedTuple):
    """One per process; a drill has its own, on the simulator's ground."""

    ground: Ground
    clock: Clock
    library: Library
    incidents: Path
    """Folder that holds the incidents' folders."""
    values: Mapping[str, Value]
    """What expressions may name besides probes: `config.…`, `threshold.…`."""
    region: str
    label: str
    person: str
    host: str
    scenario: str = ""
    """Of a drill."""
    speed: float = 1.0
    told_s: float = 0.0
    """Of a drill: the second of its scenario at which the clock began."""
    desk: str = ""
    """Of a drill: the folder with the configuration for a second shell, and the files that its commands read."""
    keeps_personal_data: bool = False

    def for_drill(self, scenario: str, speed: float, desk: str = "", told_s: float = 0.0) -> Workplace:
        """The same, marked as practice in everything that is written."""
        return self._replace(scenario=scenario, speed=speed, desk=desk, told_s=told_s)

    @property
    def story_s(self) -> float:
        """The second of its scenario that a drill has come to; 0 in a live incident."""
        return round(self.told_s + self.clock.mono(), 1) if self.scenario else 0.0

    def redact(self, text: str) -> str:
        """The text without any credential in any of its forms."""
        return self.ground.redact(text)


def make_workplace(
    settings: Settings, clock: Clock, environment: Mapping[str, str] = os.environ
) -> Workplace:
    """The workplace of a configuration. Looks the credentials up, which may take 10 s each: call it before a loop runs.

    Raises UserError when the incidents' folder cannot be made.
    """
    credentials = Credentials(settings, environment)
    credentials.find_all()
    return Workplace(
        ground=make_ground(settings, credentials, clock, environment),
        clock=clock,
        library=open_library(settings),
        incidents=make_private(incidents_folder(settings.log_dir, environment)),
        values=settings.values(),
        region=settings.region,
        label=settings.label,
        person=who_is_here(environment),
        host=where_is_here(),
        keeps_personal_data=settings.keeps_personal_data,
    )


def who_is_here(environment: Mapping[str, str] = os.environ) -> str:
    """The person at the keyboard: behind sudo, else the login name; never empty."""
    name = environment.get("CIO_TUI_PERSON") or environment.get("SUDO_USER") or _login_name()
    return clean_line(name, 32) or "unknown"


def _login_name() -> str:
    try:
        return pwd.getpwuid(os.getuid()).pw_name
    except KeyError:  # a container's user without a line in the password file
        return f"uid {os.getuid()}"


def where_is_here() -> str:
    """This host's name."""
    return clean_line(socket.gethostname(), 64) or "localhost"

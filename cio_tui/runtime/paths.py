"""Where things are kept: XDG's folders, private to the user.

Written out here because importing platformdirs costs 1.1 × `python -c pass`, and a whole command may cost 3 ×.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from cio_tui.core.errors import UserError

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

PRIVATE_FOLDER = 0o700


def config_file(environment: Mapping[str, str]) -> str:
    """The user's configuration, whether or not it exists."""
    return os.path.join(_xdg(environment, "XDG_CONFIG_HOME", ".config"), "config.toml")


def state_folder(environment: Mapping[str, str]) -> str:
    """Where incidents are kept unless `[log] dir` names another place."""
    return _xdg(environment, "XDG_STATE_HOME", ".local/state")


def incidents_root(log_dir: str, environment: Mapping[str, str]) -> str:
    """Where the folders of the incidents are: `[log] dir` itself, or `incidents` in the user's own state folder."""
    return log_dir or os.path.join(state_folder(environment), "incidents")


def incidents_folder(log_dir: str, environment: Mapping[str, str]) -> Path:
    """The same as a Path, for whoever can afford the import."""
    from pathlib import Path

    return Path(incidents_root(log_dir, environment))


def make_private(folder: Path) -> Path:
    """Make a folder, and the ones above that are missing, for this user alone. Raises UserError."""
    try:
        for missing in reversed([each for each in (folder, *folder.parents) if not each.exists()]):
            missing.mkdir(mode=PRIVATE_FOLDER, exist_ok=True)
    except OSError as error:
        raise UserError(
            f"Cannot make the folder {folder}: {error.strerror}. "
            "Free or allow it, or name another with `dir` under [log] in the configuration."
        ) from error
    return folder


def _xdg(environment: Mapping[str, str], name: str, fallback: str) -> str:
    """A folder of ours below XDG's. As XDG says, a relative path in the variable is ignored."""
    base = environment.get(name, "")
    if not os.path.isabs(base):
        base = os.path.join(_home(environment), fallback)
    return os.path.join(base, "cio-tui")


def _home(environment: Mapping[str, str]) -> str:
    """The user's home: HOME, or where it says nothing of use, what the host's list of users says. Raises UserError."""
    home = environment.get("HOME", "")
    if os.path.isabs(home):
        return home
    import pwd

    try:
        return pwd.getpwuid(os.getuid()).pw_dir
    except KeyError:
        raise UserError(
            "This user has no home. Set HOME, or both XDG_CONFIG_HOME and XDG_STATE_HOME, to a folder of yours."
        ) from None

"""What goes into the wheel besides the package: the runbooks, and a completion script for each shell.

The scripts are made here because the parser is complete here: shtab has to import every command module, which costs
nothing at build time and far too much at each press of Tab. An editable install gets neither; it reads the checkout.
"""

from __future__ import annotations

import shutil
import sys
import tempfile
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class WheelContents(BuildHookInterface):  # type: ignore[type-arg]
    """Named in pyproject.toml as the custom hook of the wheel."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Called by hatchling before it collects files."""
        if version == "editable":
            return
        self._folder = Path(tempfile.mkdtemp())
        sys.path.insert(0, self.root)
        from cio_tui.cli.completion import SHELLS, script

        for shell in SHELLS:
            (self._folder / shell).write_text(script(shell), encoding="utf-8")
        build_data["force_include"][str(self._folder)] = "cio_tui/cli/completions"
        build_data["force_include"]["runbooks"] = "cio_tui/runbooks"

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:  # noqa: ARG002
        """Called by hatchling after the wheel is written."""
        if version != "editable":
            shutil.rmtree(self._folder)

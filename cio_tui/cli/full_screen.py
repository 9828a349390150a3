"""Whether a full screen can be shown is decided here, before Textual is imported."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

from cio_tui.core.errors import UserError

if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import TextIO


def require_screen(instead: str, environment: Mapping[str, str] = os.environ) -> None:
    """Raise UserError unless a person sits at a terminal that can show a full screen; `instead` is what to run then."""
    for name, stream in (("stdin", sys.stdin), ("stdout", sys.stdout), ("stderr", sys.stderr)):
        if not _is_terminal(stream):  # Textual draws on stderr
            raise UserError(f"The screen needs a terminal, and {name} is a pipe or a file. Use `{instead}`.")
    term = environment.get("TERM", "")
    if term in ("", "dumb", "unknown"):
        raise UserError(
            f"This terminal cannot show a screen (TERM is {term or 'not set'}). Use `{instead}`, "
            "or set TERM to what your terminal is, such as xterm-256color."
        )


def _is_terminal(stream: TextIO | None) -> bool:
    return stream is not None and stream.isatty()

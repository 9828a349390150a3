"""Where the shipped books and scenarios are: inside an installed package, beside it in a checkout."""

from __future__ import annotations

from pathlib import Path


def shipped_books() -> Path:
    """The folder that holds `p1-outage.toml`, `lib/` and `scenarios/`."""
    package = Path(__file__).parent
    installed = package / "runbooks"
    return installed if installed.is_dir() else package.parent / "runbooks"

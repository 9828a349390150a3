"""Where the shipped books and scenarios are: inside an installed package, beside it in a checkout."""

from __future__ import annotations

import os


def shipped_books() -> str:
    """The folder that holds `p1-outage.toml`, `lib/` and `scenarios/`."""
    package = os.path.dirname(os.path.abspath(__file__))
    installed = os.path.join(package, "runbooks")
    return installed if os.path.isdir(installed) else os.path.join(os.path.dirname(package), "runbooks")

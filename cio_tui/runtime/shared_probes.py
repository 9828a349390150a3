"""The probes of `lib/probes.toml` without a book: what `check` asks. The first folder that has the file wins."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from cio_tui.core.errors import UserError
from cio_tui.core.schema import load, parse_source
from cio_tui.runtime.regular_file import read_regular

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cio_tui.core.probe import Probe
    from cio_tui.runtime.library import Library

LIBRARY = os.path.join("lib", "probes.toml")

BOOK = f"""\
schema = 1
include = ["{LIBRARY}"]
[runbook]
id = "check"
title = "Every shared probe, once"
severity = ""
owner = "cio-tui"
reviewed = 2026-11-21
[[step]]
id = "close"
kind = "close"
title = "Close"
"""
"""Probes are checked as part of a book; this is the smallest one."""


def shared_probes(library: Library) -> Mapping[str, Probe]:
    """Them all, in the order of the file. Raises InvalidRunbook, UserError."""
    for folder in library.folders:
        path = os.path.join(folder, LIBRARY)
        if os.path.exists(path):
            book = parse_source(os.path.join(folder, "check"), BOOK.encode())
            return load(book, [parse_source(path, read_regular(path))], library.hosts).probes
    raise UserError(
        f"No folder holds {LIBRARY}: {', '.join(library.folders)}. Install cio-tui again, or write one."
    )

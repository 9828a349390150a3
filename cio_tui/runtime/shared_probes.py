"""The probes of `lib/probes.toml` without a book: what `check` asks. The first folder that has the file wins."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from cio_tui.core.errors import UserError
from cio_tui.core.schema import load_probes, parse_source
from cio_tui.runtime.regular_file import read_regular

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cio_tui.core.probe import Probe
    from cio_tui.runtime.library import Library

LIBRARY = os.path.join("lib", "probes.toml")


def shared_probes(library: Library) -> Mapping[str, Probe]:
    """Them all, in the order of the file. Raises InvalidRunbook, UserError."""
    for folder in library.folders:
        path = os.path.join(folder, LIBRARY)
        if os.path.exists(path):
            return load_probes(parse_source(path, read_regular(path)), library.hosts)
    raise UserError(
        f"No folder holds {LIBRARY}: {', '.join(library.folders)}. Install cio-tui again, or write one."
    )

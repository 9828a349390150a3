"""The probes of `lib/probes.toml` without a book: what `check` asks. The first folder that has the file wins."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from cio_tui.core.errors import UserError
from cio_tui.core.nearest import nearest
from cio_tui.core.schema import load_probes, parse_source
from cio_tui.runtime.regular_file import read_regular

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from cio_tui.core.probe import Probe
    from cio_tui.core.schema import Source
    from cio_tui.runtime.library import Library

LIBRARY = os.path.join("lib", "probes.toml")


def shared_probes(library: Library, wanted: Sequence[str] = ()) -> Mapping[str, Probe]:
    """Those that are wanted, in that order; all of them by default. Raises InvalidRunbook, UserError."""
    source = _library_file(library)
    probes = source.document.get("probe")
    known = list(probes) if isinstance(probes, dict) else []
    for name in wanted:
        if name not in known:
            near = nearest(name, known)
            hint = f" Did you mean {near}?" if near else ""
            raise UserError(f"There is no probe called {name}.{hint} There are: {', '.join(known)}.")
    return load_probes(source, library.hosts, wanted)


def _library_file(library: Library) -> Source:
    for folder in library.folders:
        path = os.path.join(folder, LIBRARY)
        if os.path.exists(path):
            return parse_source(path, read_regular(path))
    raise UserError(
        f"No folder holds {LIBRARY}: {', '.join(library.folders)}. Install cio-tui again, or write one."
    )

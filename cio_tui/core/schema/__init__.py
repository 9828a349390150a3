"""From TOML to a Runbook, or to every fault in it at once.

    source = parse_source("p1.toml", data)                  one file
    book = load(source, [parse_source(…), …], hosts)        with the files that `includes(source)` names
    probes = load_probes(source, hosts)                     of that file, without a book

All raise InvalidRunbook, whose `faults` are sorted `file:line:column: message`.
"""

from __future__ import annotations

from cio_tui.core.schema.faults import Fault, InvalidRunbook
from cio_tui.core.schema.load import dump, includes, load, load_probes
from cio_tui.core.schema.source import Source, parse_source

__all__ = ["Fault", "InvalidRunbook", "Source", "dump", "includes", "load", "load_probes", "parse_source"]

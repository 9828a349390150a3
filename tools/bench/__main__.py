"""`python -m tools.bench [ROUNDS]`, after `make wheel`."""

from __future__ import annotations

import platform
import sys
from datetime import UTC, datetime

from tools.bench import journal, start
from tools.bench.place import ROOT, prepare
from tools.bench.row import Row, markdown

PARTS = {"start": start, "journal": journal}
LEAST_ROUNDS = 7


def main() -> int:
    """Measure every part, print the table, write it down; 1 if a limit is broken."""
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else LEAST_ROUNDS
    rows: list[Row] = []
    with prepare(rounds) as place:
        for name, part in PARTS.items():
            print(f"{name} …", file=sys.stderr, flush=True)
            rows += part.measure(place)
    text = _page(rows, rounds)
    (ROOT / "docs" / "benchmarks.md").write_text(text, encoding="utf-8")
    print(text)
    return 0 if all(row.is_met for row in rows) else 1


def _page(rows: list[Row], rounds: int) -> str:
    return (
        "# Benchmarks\n\n"
        "Written by `make bench`. Ratios to a floor measured in the same run, round by round; medians of "
        f"{rounds} rounds.\nThe program is an installed wheel with compiled bytecode, "
        "the network is this host's loopback.\n\n"
        f"{datetime.now(UTC):%d %b %Y}, {platform.system()} {platform.release()}, "
        f"{platform.python_implementation()} {platform.python_version()}.\n\n{markdown(rows)}"
    )


if __name__ == "__main__":
    sys.exit(main())

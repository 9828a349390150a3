"""`make bench`, or `python -m tools.bench PART…` for some rows."""

from __future__ import annotations

import argparse
import platform
import sys
from datetime import UTC, datetime

from tools.bench import idle, incidents, journal, keys, memory, network, opening, quitting, stalled, start
from tools.bench.place import ROOT, prepare
from tools.bench.row import Row, markdown

PARTS = {
    "start": start, "opening": opening, "keys": keys, "idle": idle, "network": network, "journal": journal,
    "incidents": incidents, "stalled": stalled, "quitting": quitting, "memory": memory,
}  # fmt: skip
LEAST_ROUNDS = 7


def main() -> int:
    """Measure, print the table, and write it down when it is whole; 1 if a limit is broken."""
    arguments = _arguments()
    rows: list[Row] = []
    with prepare(arguments.rounds) as place:
        for name in arguments.parts or PARTS:
            print(f"{name} …", file=sys.stderr, flush=True)
            rows += PARTS[name].measure(place)
    text = _page(rows, arguments.rounds)
    if not arguments.parts:
        (ROOT / "docs" / "benchmarks.md").write_text(text, encoding="utf-8")
    print(text)
    return 0 if all(row.is_met for row in rows) else 1


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tools.bench", description="Run `make wheel` first.")
    parser.add_argument(
        "parts",
        nargs="*",
        choices=[*PARTS, []],
        metavar="PART",
        help=f"of {', '.join(PARTS)}; all when absent",
    )
    parser.add_argument("--rounds", type=int, default=LEAST_ROUNDS)
    return parser.parse_args()


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

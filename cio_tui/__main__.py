"""The entry point. `--version` is answered before anything is imported that costs time: argparse alone takes 0.7 ×
`python -c pass`, and `typing`, which nearly every module wants, 0.4 ×.
"""

from __future__ import annotations

import sys

from cio_tui import __version__
from cio_tui.cli.process import leave, report_bug


def main() -> None:
    """Run the command line and end the process with its exit code."""
    sys.excepthook = report_bug
    words = sys.argv[1:]
    if words == ["--version"] and sys.stdout is not None:
        sys.stdout.write(f"cio-tui {__version__}\n")
        leave(0)
    import gc

    # Imports make objects that stay: looking for garbage among them costs 0.2 × `python -c pass`.
    gc.set_threshold(50_000)
    from cio_tui.cli.main import run

    leave(run(words))


if __name__ == "__main__":
    main()

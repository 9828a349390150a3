"""The entry point. `--version` is answered before argparse, which alone costs 0.7 × `python -c pass`, is imported."""

from __future__ import annotations

import sys

from cio_tui.cli.process import leave, report_bug


def main() -> None:
    """Run the command line and end the process with its exit code."""
    sys.excepthook = report_bug
    words = sys.argv[1:]
    if words == ["--version"]:
        leave(_print_version())
    import gc

    gc.disable()  # imports make objects that stay: collecting among them costs 0.2 × `python -c pass`
    from cio_tui.cli.main import run

    leave(run(words))


def _print_version() -> int:
    from cio_tui import __version__
    from cio_tui.cli.output import Output

    Output().write_text(f"cio-tui {__version__}\n")
    return 0


if __name__ == "__main__":
    main()

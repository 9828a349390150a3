"""Whether this terminal can show the screen, and whether a copied line will reach the clipboard."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

from cio_tui.runtime.checkup.finding import DEGRADED, FAILING, OK, UNKNOWN, Finding

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

SMALLEST = os.terminal_size((80, 24))
TMUX_SECONDS = 2.0


def examine_terminal(environment: Mapping[str, str]) -> Iterator[Finding]:
    """TERM, size, colours, encoding, and tmux's clipboard."""
    if not (sys.stdin and sys.stdin.isatty() and sys.stdout and sys.stdout.isatty()):
        yield Finding(
            "terminal", UNKNOWN, "not a terminal", "Run `cio-tui doctor` where you would run `cio-tui`."
        )
    else:
        yield _size(os.get_terminal_size(sys.stdout.fileno()))
    yield _term(environment.get("TERM", ""))
    yield _colors(environment)
    yield _encoding(getattr(sys.stdout, "encoding", "") or "unknown")
    if environment.get("TMUX"):
        yield _tmux_clipboard()


def _term(term: str) -> Finding:
    if term in ("", "dumb"):
        text = f"TERM is {term or 'not set'}: no screen can be shown"
        return Finding(
            "TERM",
            FAILING,
            text,
            "Use `--plain`, or set TERM to what your terminal is, such as xterm-256color.",
        )
    return Finding("TERM", OK, term)


def _size(size: os.terminal_size) -> Finding:
    shown = f"{size.columns}×{size.lines}"
    if size.columns < SMALLEST.columns or size.lines < SMALLEST.lines:
        return Finding(
            "size",
            DEGRADED,
            shown,
            f"Below {SMALLEST.columns}×{SMALLEST.lines} panes are left out: enlarge it.",
        )
    return Finding("size", OK, shown)


def _colors(environment: Mapping[str, str]) -> Finding:
    if environment.get("NO_COLOR"):
        return Finding("colours", OK, "none, as NO_COLOR asks; verdicts are words and shapes as well")
    if environment.get("COLORTERM") in ("truecolor", "24bit"):
        return Finding("colours", OK, "16 million")
    if "256color" in environment.get("TERM", ""):
        return Finding("colours", OK, "256")
    return Finding("colours", DEGRADED, "16 or fewer", "If your terminal has more, set TERM=xterm-256color.")


def _encoding(encoding: str) -> Finding:
    if encoding.lower().replace("-", "") == "utf8":
        return Finding("encoding", OK, "UTF-8")
    return Finding(
        "encoding",
        DEGRADED,
        f"{encoding}: lines and marks are drawn in ASCII",
        "Run `export LC_ALL=C.UTF-8`.",
    )


def _tmux_clipboard() -> Finding:
    """tmux passes OSC 52 on only with `set-clipboard on`; with `external`, the default, a program's copy is dropped."""
    import subprocess

    try:
        asked = subprocess.run(
            ["tmux", "show-options", "-gv", "set-clipboard"],
            capture_output=True, text=True, timeout=TMUX_SECONDS, check=True, stdin=subprocess.DEVNULL,
        )  # fmt: skip
    except (OSError, subprocess.SubprocessError):
        return Finding(
            "clipboard",
            UNKNOWN,
            "tmux did not answer",
            "Copy from the plain view (`Y`) if `y` does not arrive.",
        )
    if asked.stdout.strip() == "on":
        return Finding("clipboard", OK, "tmux passes copies on")
    remedy = "Add `set -g set-clipboard on` to ~/.tmux.conf, or copy from the plain view."
    return Finding(
        "clipboard", DEGRADED, f"tmux keeps copies to itself (set-clipboard {asked.stdout.strip()})", remedy
    )

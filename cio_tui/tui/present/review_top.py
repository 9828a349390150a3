"""The head and the foot of a review: which incident, that this only reads, how far the log holds, and the keys."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cio_tui.report.moments import since_opening
from cio_tui.report.wording import count, rewritten
from cio_tui.tui.line import Line, Piece, crop, spread, width_of, words, wrap
from cio_tui.tui.present.key_line import keys_line

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from cio_tui.core.review.account import Header
    from cio_tui.report.moments import Moments
    from cio_tui.runtime.incident_list import Summary
    from cio_tui.tui.line import Style

WIDE = 100

STEPS = (1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 21_600, 86_400)
"""Seconds that `[` and `]` move the time cursor by."""

_MODES: Mapping[str, Style] = {"live": "live", "drill": "drill"}

ACROSS = 100
"""Steps from one end of the incident to the other."""


def opening_line(incident: str, summary: Summary | None, width: int) -> Line:
    """While the log is still being read."""
    known: tuple[str | Piece, ...] = ()
    if summary is not None:
        mode: Piece = (summary.mode.upper(), "drill" if summary.is_drill else "live")
        known = (" ", (summary.severity or "--", "strong"), " ", mode)
    title = f" {summary.title}" if summary and width >= WIDE else ""
    right = f"reading {count(summary.events, 'event')}…" if summary and summary.events else "reading the log…"
    return spread(words(*_read_only(), *known, title, f" {incident}"), words((right, "dim")), width)


def top_line(header: Header, width: int, zone: str) -> Line:
    """Severity path, mode, title, incident; at the right whether the log holds, and the zone of all times."""
    mode: Piece = (header.mode.upper(), _MODES.get(header.mode, "warn"))
    title = f" {header.title}" if width >= WIDE else ""
    path = " → ".join(header.severities) or "--"
    left = words(*_read_only(), " ", (path, "strong"), " ", mode, title, f" {header.incident}")
    verdict = verdict_piece(header)
    state = "" if header.is_closed else "  open"
    for right in (words((state, "warn"), "  ", verdict, f"  {zone}"), words(verdict)):
        if width_of(left) + 1 + width_of(right) <= width:
            return spread(left, right, width)
    return spread(left, words(verdict), width)


def verdict_piece(header: Header) -> Piece:
    """`chain holds 214 events`, or that it does not."""
    if header.chain_fault:
        return (f"DAMAGED after event {header.events:,}", "alarm")
    if rewritten(header):
        return ("a fingerprint does not fit", "alarm")
    return (f"chain holds {count(header.events, 'event')}", "ok")


def damage_lines(header: Header, damaged: int, width: int) -> tuple[Line, ...]:
    """What is wrong with the log and what can be read all the same; nothing while it holds."""
    if not header.chain_fault:
        anew = rewritten(header)
        return tuple(wrap(anew, width, "alarm")) if anew else ()
    where = f"DAMAGED at event {damaged:,}: " if damaged else "DAMAGED: "
    rest = f"The {count(header.events, 'event')} before can be believed; what is marked ? cannot."
    return tuple(wrap(f"{where}{header.chain_fault} {rest}", width, "alarm"))


def moment_title(moments: Moments, at: datetime, offset_s: float, *, is_event: bool) -> str:
    """What the box of the probes is called."""
    when = f"{moments.clock(at)}  {since_opening(offset_s)}"
    return f"Probes at {when}" + (", as logged" if is_event else "")


def step_of(duration_s: float) -> float:
    """Seconds that one key moves the time cursor by, a round number."""
    return next((float(step) for step in STEPS if step * ACROSS >= duration_s), 86_400.0)


def footer_line(width: int, *, is_contents: bool, has_matches: bool) -> Line:
    """Keys as far as they fit, the most needed first."""
    if is_contents:
        return keys_line((("j k", "choose"), ("space", "read it"), ("esc", "return"), ("?", "help")), width)
    matches = (("n N", "match"),) if has_matches else ()
    keys = (
        ("j k", "move"), ("tab", "section"), ("[ ]", "time"), *matches, ("f", "fold"), ("/", "find"), ("s", "mark"),
        ("?", "help"), ("esc", "back"), ("z", "zoom"), ("y", "Slack"), ("m h J", "export"), ("c", "contents"),
        ("space", "in the timeline"), ("t", "UTC/local"), (":", "all"),
    )  # fmt: skip
    return crop(keys_line(keys, width), width)


def _read_only() -> tuple[str | Piece, ...]:
    return (("REVIEW", "accent"), (" read only", "dim"))

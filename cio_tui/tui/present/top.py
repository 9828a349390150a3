"""The two lines that never leave the screen: which incident this is, and how everything stands now."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cio_tui.core.reading import Verdict
from cio_tui.tui.line import Line, Piece, crop, spread, width_of, words
from cio_tui.tui.present.clock import age, clock_time, stopwatch
from cio_tui.tui.present.glyphs import VERDICTS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from cio_tui.core.probe import Probe
    from cio_tui.core.reading import Reading
    from cio_tui.runtime.scene import Scene

WIDE = 100

LONGEST_VALUE = 24
"""Cells of a value beside a probe's name."""


def top_line(scene: Scene, width: int, *, local: bool = False) -> Line:
    """Severity, incident, LIVE or DRILL, region and label, who; at the right T+, UTC and the oldest reading."""
    identity = _identity(scene, width)
    left = words(*identity, *_place(scene))
    for right in _clocks(scene, local=local):
        if width_of(words(*identity)) + len("…") + width_of(right) < width:
            return spread(left, right, width)
    return crop(left, width)


def _identity(scene: Scene, width: int) -> tuple[str | Piece, ...]:
    """What stays when nothing else does."""
    session = scene.session
    if session is None or session.opened is None:
        return (("cio-tui", "strong"), " ", _mode(scene))
    title = f" {session.runbook.title}" if width >= WIDE else ""
    return ((session.severity or "--", "strong"), " ", _mode(scene), title, " ", session.opened.incident)


def _mode(scene: Scene) -> Piece:
    if not scene.is_drill:
        return ("LIVE", "live")
    pace = f"×{scene.speed:g}" if scene.speed != 1 else ""
    return (f"DRILL{pace}", "drill")


def _place(scene: Scene) -> tuple[str | Piece, ...]:
    return (" ", "/".join(filter(None, (scene.label, scene.region))), " ", scene.person)


def _clocks(scene: Scene, *, local: bool) -> Iterator[Line]:
    """T+, the time and the oldest reading; on small screens the last of these alone."""
    oldest = _oldest(scene)
    still = _is_still(scene)
    elapsed: tuple[str | Piece, ...] = ()
    if scene.session and scene.session.opened_at:
        elapsed = ("T+", (stopwatch(scene.session.time(scene.mono), still=still), "strong"), " ")
    yield words(*elapsed, clock_time(scene.at, local=local, still=still), " ", oldest)
    yield words(*elapsed, oldest)
    yield words(oldest)


def _is_still(scene: Scene) -> bool:
    """Whether nothing runs against the clock: then its seconds would be all that goes down the line, 75 bytes each."""
    return scene.session is None or scene.session.closed is not None or scene.paused


def _oldest(scene: Scene) -> Piece:
    """Age of the oldest reading; in words when there is none to be old."""
    if scene.paused:
        return ("PAUSED", "warn")
    ages = [
        reading.age(scene.mono)
        for name, reading in scene.evidence.readings.items()
        if name in scene.probes and reading.counts
    ]
    if not ages:
        return ("no reading yet", "unknown")
    stale = any(
        reading.is_stale(scene.mono) and reading.sample.fields
        for name, reading in scene.evidence.readings.items()
        if name in scene.probes
    )
    return (f"oldest {age(max(ages))}", "warn" if stale else "dim")


def now_line(scene: Scene, width: int) -> Line:
    """Every probe's verdict, worst first, each group with its word; values, then names, as far as there is room.

    What is not configured has no verdict to show; its pane says so.
    """
    groups = _by_verdict(scene)
    if not any(groups.values()):
        why = "nothing is configured to be asked: cio-tui doctor" if scene.probes else "nothing was asked yet"
        unknown = VERDICTS[Verdict.UNKNOWN]
        return crop(words(("NOW ", "dim"), unknown.piece, (f" {why}", unknown.style)), width)
    line: Line = ()
    for tell in (_with_values, _with_names, _with_count_of_ok):
        line = _groups_line(groups, tell)
        if width_of(line) <= width:
            break
    return crop(line, width)


Member = tuple["Probe", "Reading | None"]


def _by_verdict(scene: Scene) -> dict[Verdict, list[Member]]:
    groups: dict[Verdict, list[Member]] = {verdict: [] for verdict in VERDICTS}
    for name, probe in scene.probes.items():
        reading = scene.evidence.readings.get(name)
        if reading is None or reading.counts:
            groups[reading.verdict_at(scene.mono) if reading else Verdict.UNKNOWN].append((probe, reading))
    return groups


def _groups_line(groups: dict[Verdict, list[Member]], tell: Callable[[Verdict, list[Member]], str]) -> Line:
    pieces: list[str | Piece] = [("NOW ", "dim")]
    for verdict, members in groups.items():
        if members:
            style = VERDICTS[verdict].style
            pieces += [
                VERDICTS[verdict].piece,
                (f" {tell(verdict, members)}", "" if style == "ok" else style),
                "  ",
            ]
    return words(*pieces)


def _with_values(verdict: Verdict, members: list[Member]) -> str:
    return ", ".join(
        f"{probe.id} ({reading.sample.summary})"
        if reading
        and verdict in (Verdict.FAILING, Verdict.DEGRADED)
        and reading.sample.fields.get("ok") is not True
        and len(reading.sample.summary) <= LONGEST_VALUE
        else probe.id
        for probe, reading in members
    )


def _with_names(_verdict: Verdict, members: list[Member]) -> str:
    return " ".join(probe.id for probe, _ in members)


def _with_count_of_ok(verdict: Verdict, members: list[Member]) -> str:
    return f"{len(members)} more" if verdict is Verdict.OK else _with_names(verdict, members)

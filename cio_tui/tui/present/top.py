"""The two lines that never leave the screen: which incident this is, and how everything stands now."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cio_tui.core.reading import Reading, Verdict
from cio_tui.tui.line import Line, Piece, crop, spread, width_of, words
from cio_tui.tui.present.clock import span, stopwatch, utc
from cio_tui.tui.present.glyphs import VERDICTS

if TYPE_CHECKING:
    from cio_tui.core.probe import Probe
    from cio_tui.runtime.scene import Scene

WIDE = 100


def top_line(scene: Scene, width: int) -> Line:
    """Severity, incident, LIVE or DRILL, region and label, who; at the right T+, UTC and the oldest reading."""
    left = (*_incident(scene, width), " ", *_place(scene), " ", scene.person)
    right: list[str | Piece] = []
    if scene.session and scene.session.opened_at:
        right += ["T+", (stopwatch(scene.session.time(scene.mono)), "strong"), " "]
    right += [utc(scene.at), " ", _oldest(scene)]
    return spread(words(*left), words(*right), width)


def _incident(scene: Scene, width: int) -> tuple[str | Piece, ...]:
    session = scene.session
    if session is None or session.opened is None:
        return (("cio-tui", "strong"),)
    title = f" {session.runbook.title}" if width >= WIDE else ""
    severity: Piece = (session.severity or "--", "strong")
    return (severity, title, " ", session.opened.incident)


def _place(scene: Scene) -> tuple[str | Piece, ...]:
    mode: Piece = ("LIVE", "live")
    if scene.is_drill:
        pace = f" ×{scene.speed:g}" if scene.speed != 1 else ""
        mode = (f" DRILL{pace} ", "drill")
    return (mode, " ", "/".join(filter(None, (scene.label, scene.region))))


def _oldest(scene: Scene) -> Piece:
    """Age of the oldest reading; in words when there is none to be old."""
    if scene.paused:
        return ("PAUSED", "warn")
    ages = [
        reading.age(scene.mono) for name, reading in scene.evidence.readings.items() if name in scene.probes
    ]
    if not ages:
        return ("no reading yet", "unknown")
    stale = any(
        reading.is_stale(scene.mono) and reading.sample.fields
        for name, reading in scene.evidence.readings.items()
        if name in scene.probes
    )
    return (f"oldest {span(max(ages))}", "warn" if stale else "dim")


def now_line(scene: Scene, width: int) -> Line:
    """Every probe's verdict, worst first, each group with its word; values as far as there is room."""
    groups = _by_verdict(scene)
    for with_values in (True, False):
        line = _groups_line(groups, scene, with_values=with_values)
        if width_of(line) <= width:
            return line
    return crop(line, width)


def _by_verdict(scene: Scene) -> dict[Verdict, list[tuple[Probe, Reading | None]]]:
    groups: dict[Verdict, list[tuple[Probe, Reading | None]]] = {verdict: [] for verdict in VERDICTS}
    for name, probe in scene.probes.items():
        reading = scene.evidence.readings.get(name)
        verdict = reading.verdict_at(scene.mono) if reading else Verdict.UNKNOWN
        groups[verdict].append((probe, reading))
    return groups


def _groups_line(
    groups: dict[Verdict, list[tuple[Probe, Reading | None]]], scene: Scene, *, with_values: bool
) -> Line:
    pieces: list[str | Piece] = [("NOW ", "dim")]
    for verdict, members in groups.items():
        if not members:
            continue
        glyph = VERDICTS[verdict]
        named = [
            _named(probe, reading, scene, with_value=with_values and verdict is not Verdict.OK)
            for probe, reading in members
        ]
        pieces += [
            glyph.piece,
            (" " + ", ".join(named), glyph.style if verdict is not Verdict.OK else ""),
            "  ",
        ]
    return words(*pieces[:-1])


def _named(probe: Probe, reading: Reading | None, scene: Scene, *, with_value: bool) -> str:
    name = probe.id
    if not with_value or reading is None or reading.is_stale(scene.mono):
        return name
    return f"{name} ({reading.sample.summary})" if len(reading.sample.summary) <= 24 else name

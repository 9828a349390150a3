"""The start screen in words: what the evidence proposes, how things stand, which books and incidents there are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cio_tui.core.reading import Verdict
from cio_tui.tui.line import EMPTY, Line, crop, spread, words, wrap
from cio_tui.tui.present.clock import age, span
from cio_tui.tui.present.glyphs import VERDICTS
from cio_tui.tui.present.listing import BookRow, IncidentRow

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from cio_tui.core.ranking import Ranked
    from cio_tui.core.reading import Reading
    from cio_tui.runtime.heads import Head
    from cio_tui.runtime.incident_list import Summary
    from cio_tui.runtime.scene import Scene
    from cio_tui.runtime.shelf import Shelf
    from cio_tui.tui.line import Style


NARROW = 100
"""Cells below which the condition itself is left to the help of a wider screen."""


def suggestion_lines(scene: Scene, proposals: tuple[Ranked, ...] | None, width: int) -> tuple[Line, ...]:
    """What the tool suggests and why; says so when it cannot tell."""
    if proposals is None:
        return (words(("reading the runbooks and asking every probe…", "dim")),)
    proposed = [one for one in proposals if one.holds is True]
    watched = [one for one in proposals if one.holds is not True and one.is_watched]
    if not proposed and not watched:
        return _nothing(scene, proposals, width)
    lines: list[Line] = []
    if proposed:
        best, *others = proposed
        lines.append(words((f"{best.severity} {best.title}", "strong"), ("  suggested", "ok")))
        lines += wrap(f"because {best.because}", width)
        lines += wrap(f"it holds that {best.evidence}", width, "dim", indent="  ") if width > NARROW else ()
        lines += [words(("also fits: ", "dim"), f"{one.severity} {one.title}") for one in others]
    for one in watched:
        lines.append(
            words((f"{one.severity} ", "strong"), one.title, ("  WATCH: not enough to propose it", "warn"))
        )
    return tuple(lines)


def _nothing(scene: Scene, proposals: tuple[Ranked, ...], width: int) -> tuple[Line, ...]:
    unknown = [one for one in proposals if one.holds is None]
    known = [
        reading
        for reading in scene.evidence.readings.values()
        if reading.verdict_at(scene.mono) is not Verdict.UNKNOWN
    ]
    if not known:
        text = (
            "Nothing can be said yet: no probe has a fresh reading. Choose the book that fits what you see."
        )
        return tuple(wrap(text, width, "unknown"))
    text = "The evidence proposes no book."
    if unknown:
        text += f" It could not tell for {', '.join(one.book for one in unknown)}."
    return tuple(
        wrap(f"{text} Messages can still be missing while every call answers: then it is P3.", width)
    )


def told(reading: Reading) -> str:
    """What was seen; of an answer that came as expected, rather what is wrong with its values."""
    came = reading.sample.fields.get("ok") is True
    return reading.reasons[0] if came and reading.reasons else reading.sample.summary


def right_now_lines(scene: Scene, width: int) -> tuple[Line, ...]:
    """Every probe: verdict, what it saw, how old that is."""
    lines: list[Line] = []
    for name, probe in scene.probes.items():
        reading = scene.evidence.readings.get(name)
        verdict = reading.verdict_at(scene.mono) if reading else Verdict.UNKNOWN
        glyph = VERDICTS[verdict]
        summary = told(reading) if reading else "asking…" if name in scene.measuring else "no reading yet"
        old = age(reading.age(scene.mono)) if reading and reading.counts else ""
        left = words((f"{glyph.shape} {glyph.word:<9} ", glyph.style), f"{probe.title}  ", (summary, "dim"))
        lines.append(spread(left, words((old, "dim")), width))
    return tuple(lines)


def book_lines(rows: tuple[BookRow, ...], cursor: int, width: int) -> tuple[Line, ...]:
    """The books, the proposed ones marked."""
    return tuple(_row(*_book(row), is_here=index == cursor, width=width) for index, row in enumerate(rows))


def _book(row: BookRow) -> tuple[Line, Line]:
    note = words((row.note, row.note_style)) if row.note else EMPTY
    return words((f"{row.severity or '--':2} ", "strong"), row.title), note


def incident_lines(rows: tuple[IncidentRow, ...], cursor: int, width: int) -> tuple[Line, ...]:
    """Open ones first."""
    if not rows:
        return (words(("no incidents yet; D starts a drill", "dim")),)
    return tuple(
        _row(
            words(
                (f"{row.state:6} ", "warn" if row.is_open else "dim"),
                f"{row.severity or '--'} ",
                row.incident,
            ),
            words((row.note, "dim")),
            is_here=index == cursor,
            width=width,
        )
        for index, row in enumerate(rows)
    )


def _row(left: Line, right: Line, *, is_here: bool, width: int) -> Line:
    lead = words(("» " if is_here else "  ", "accent"))
    return crop((*lead, *spread(left, right, width - 2)), width)


def book_rows(shelf: Shelf, ranked: tuple[Ranked, ...] | None, scene: Scene) -> tuple[BookRow, ...]:
    """The books in the list's order: by severity, checklists last."""
    notes = {one.book: one for one in ranked or ()}
    best = ranked[0].book if ranked and ranked[0].holds is True else ""
    rows = [
        _book_row(head, shelf.faults.get(head.id, ""), notes.get(head.id), scene, is_best=head.id == best)
        for head in shelf.heads
    ]
    return tuple(sorted(rows, key=lambda row: (row.severity or "z", row.book)))


def _book_row(head: Head, fault: str, ranked: Ranked | None, scene: Scene, *, is_best: bool) -> BookRow:
    note: str
    style: Style
    overdue = head.days_overdue(scene.at.date())
    if fault:
        note, style = "cannot be used", "fail"
    elif ranked is not None and ranked.holds is True:
        note, style = ("suggested", "ok") if is_best else ("also fits", "")
    elif ranked is not None and ranked.is_watched:
        note, style = "WATCH", "warn"
    elif overdue:
        note, style = f"STALE {overdue}d", "warn"
    else:
        note, style = f"{head.steps} steps", "dim"
    return BookRow(head.id, head.severity, head.title or head.id, note, style, fault)


def incident_rows(summaries: Sequence[Summary], now: datetime) -> tuple[IncidentRow, ...]:
    """The incidents at this time of the host, open ones first, and of these live ones before drills."""
    ordered = sorted(summaries, key=lambda one: (not one.is_open, one.is_open and one.is_drill))
    return tuple(_incident_row(one, now) for one in ordered)


def _incident_row(one: Summary, now: datetime) -> IncidentRow:
    ago = f"{span((now - one.active_at).total_seconds())} ago" if one.active_at else ""
    state = "OPEN" if one.is_open else "closed"
    if one.trouble:
        state = one.state
    elif one.is_drill:
        state = "DRILL" if one.is_open else "drilled"
    note = "  ".join(filter(None, (one.step if one.is_open else "", one.who, ago)))
    return IncidentRow(one.incident, one.is_open, state, one.severity, note)

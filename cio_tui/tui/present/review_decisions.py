"""Decisions and evidence of a review: what was suggested, chosen and rejected, and what every probe showed by then."""

from __future__ import annotations

from math import isfinite
from typing import TYPE_CHECKING

from cio_tui.core.reading import Verdict
from cio_tui.report.moments import elapsed, since_opening
from cio_tui.report.wording import agreement, count, no_decision, quantity, suggestion
from cio_tui.tui.line import EMPTY, words, wrap
from cio_tui.tui.present.glyphs import VERDICTS
from cio_tui.tui.present.review_item import Item, paragraph
from cio_tui.tui.present.review_prose import nothing
from cio_tui.tui.present.review_strip import RULER, inked, ruler_cells, strip_cells

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cio_tui.core.record import Seen
    from cio_tui.core.review.account import Account, Choice
    from cio_tui.core.review.strip import Span, Strip
    from cio_tui.report.drawing.axis import Axis
    from cio_tui.report.moments import Moments
    from cio_tui.tui.line import Line, Style

LABEL = 11
"""Cells of what a line of a decision is about."""

SPANS = 12
"""Stretches of one verdict that are told of a probe; the others are counted."""


def decision_items(account: Account, moments: Moments, width: int) -> tuple[Item, ...]:
    """Each decision with what spoke for it and against it."""
    return tuple(_decision(one, moments, width) for one in account.choices) or nothing(no_decision(account))


def _decision(one: Choice, moments: Moments, width: int) -> Item:
    style: Style = "warn" if one.agreed is False else "ok" if one.agreed else "dim"
    lead = words((f"{moments.clock(one.at)} {one.who} ", "dim"))
    lines: list[Line] = [*paragraph(lead, one.title, width, "strong", 2)]
    told = [("chose", one.chosen), ("suggested", suggestion(one))]
    told += [
        ("because", one.because),
        ("why", one.reason or "no reason was given" if one.agreed is False else one.reason),
    ]
    for label, text in told:
        lines += paragraph(words((f"  {label:<{LABEL}}", "dim")), text, width) if text else ()
        lines += paragraph(words(" " * (LABEL + 2)), agreement(one), width, style) if label == "chose" else ()
    for rejected in one.rejected:
        lines += paragraph(words((f"  {'not':<{LABEL}}", "dim")), rejected, width)
    lines += _saw(one.saw, width)
    return Item((*lines, EMPTY), one.offset_s, one.seq)


def _saw(saw: Mapping[str, Seen], width: int) -> tuple[Line, ...]:
    if not saw:
        return paragraph(words((f"  {'saw':<{LABEL}}", "dim")), "nothing recorded", width, "unknown")
    lines: list[Line] = []
    fine = [f"{probe} ({one.age_s:.0f} s)" for probe, one in saw.items() if one.verdict == Verdict.OK]
    for verdict in (Verdict.FAILING, Verdict.DEGRADED, Verdict.UNKNOWN):
        for probe, one in saw.items():
            if one.verdict == verdict:
                glyph = VERDICTS[verdict]
                lead = words((f"  {'saw':<{LABEL}}", "dim"), (f"{glyph.shape} ", glyph.style))
                lines += paragraph(lead, f"{probe} {glyph.word}: {one.summary} ({one.age_s:.0f} s)", width)
    if fine:
        lead = words((f"  {'saw':<{LABEL}}", "dim"), ("✓ ", "ok"))
        lines += paragraph(lead, f"ok: {', '.join(fine)}", width)
    return tuple(lines)


def evidence_items(account: Account, axis: Axis, width: int) -> tuple[Item, ...]:
    """Every probe over the whole incident, along one axis."""
    if not account.strips:
        return nothing("This log names no probe, and no sample was kept.")
    ruler = Item((*wrap(RULER, width, "dim"), inked(ruler_cells(account.rows, axis, width))))
    return (ruler, *(_probe(strip, axis, width) for strip in account.strips))


def _probe(strip: Strip, axis: Axis, width: int) -> Item:
    limit = f", limit {quantity(strip.threshold, strip.unit)}" if strip.threshold is not None else ""
    values = [point.value for point in strip.points if point.value is not None and isfinite(point.value)]
    largest = f", at most {quantity(max(values), strip.unit)}" if values else ""
    kept = f"{count(len(strip.points), 'sample')} kept{largest}{limit}"
    return Item((
        *paragraph(words((f"{strip.title}  ", "strong")), f"{strip.probe}  {kept}", width, "dim", 2),
        inked(strip_cells(strip, axis, width)),
        *_spans(strip, width),
        EMPTY,
    ))  # fmt: skip


def _spans(strip: Strip, width: int) -> tuple[Line, ...]:
    if not strip.spans:
        return (words(("  nothing was measured", "unknown")),)
    told = [_span(span) for span in strip.spans[:SPANS]]
    more = len(strip.spans) - len(told)
    return tuple(
        wrap("  " + "; ".join(told) + (f"; {more:,} more changes" if more else ""), width, "", indent="  ")
    )


def _span(span: Span) -> str:
    glyph = VERDICTS[Verdict(span.verdict)]
    return f"{glyph.shape} {glyph.word} from {since_opening(span.start_s)} for {elapsed(span.end_s - span.start_s)}"

"""The probes on the page: strips and values under one time axis, each drawing with its text beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cio_tui.core.reading import Verdict
from cio_tui.report import wording
from cio_tui.report.drawing.axis import axis_of, markers
from cio_tui.report.drawing.figures import figures_of, stretches, verdict_times
from cio_tui.report.html.chart_svg import chart_svg
from cio_tui.report.html.markup import event_link, line, moment, table, verdict
from cio_tui.report.html.strip_svg import strip_svg
from cio_tui.report.moments import since_opening

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from cio_tui.core.review.account import Account
    from cio_tui.core.review.strip import Strip
    from cio_tui.report.drawing.axis import Axis, Marker
    from cio_tui.report.moments import Moments


def probes(account: Account, moments: Moments) -> Iterator[str]:
    """All strips in one drawing, then a chart for each probe that has values."""
    if not account.strips:
        yield f"<p>Readings: {wording.NOT_RECORDED}.</p>"
        return
    axis, marks = axis_of(account), markers(account.rows)
    tag = wording.tag(account.header)
    yield (
        f"<figure><figcaption>Verdicts over the incident, opened at {moments.clock(account.header.opened_at)}"
        f'</figcaption><div class="wide">{strip_svg(account.strips, axis, marks, tag)}</div></figure>'
    )
    yield _legend(marks, moments, axis)
    yield _verdicts(account)
    yield '<div class="charts">'
    for number, strip in enumerate(account.strips, start=1):
        if strip.points:
            yield _chart(number, strip, axis, marks, tag)
    yield "</div>"


def _legend(marks: Sequence[Marker], moments: Moments, axis: Axis) -> str:
    if not marks:
        return "<p>No milestone, severity or decision was recorded.</p>"
    return table(
        "The letters above the drawings, in the order in which things happened.",
        ("Letter", "When", "Event", "What"),
        (
            (
                mark.letter,
                moment(mark.row.happened_at or mark.row.at, moments),
                event_link(mark.row.seq),
                f"<b>{line(mark.row.who)}</b> {line(mark.row.gist)}{axis.remark_on(mark.offset_s)}",
            )
            for mark in marks
        ),
    )


def _verdicts(account: Account) -> str:
    return table(
        "The strips in numbers: how long each probe stood in each verdict.",
        ("Probe", *(verdict(word) for word in Verdict), "no reading"),
        (
            (line(strip.title or strip.probe), *verdict_times(strip, account.header.duration_s))
            for strip in account.strips
        ),
        numbers=len(Verdict) + 1,
    )


def _chart(number: int, strip: Strip, axis: Axis, marks: Sequence[Marker], tag: str) -> str:
    name = line(strip.title or strip.probe)
    drawn = chart_svg(strip, axis, marks, f"chart-{number}", tag)
    whole = figures_of(strip.points, strip.unit)
    equivalent = table(
        f"{name} by stretches of time: {whole.answered:,} answered, {whole.lost:,} without an answer, "
        f"highest {line(whole.highest)}.",
        ("From", "To", "Answered", "No answer", "Lowest", "Median", "Highest"),
        (
            (
                since_opening(part.start_s),
                since_opening(part.end_s),
                f"{part.figures.answered:,}",
                f"{part.figures.lost:,}",
                *(line(value) for value in part.figures[2:]),
            )
            for part in stretches(strip, axis)
        ),
        numbers=5,
    )
    return (
        f"<figure><figcaption>{name}{', ' + line(strip.unit) if strip.unit else ''}</figcaption>"
        f'<div class="wide">{drawn}</div><details><summary>{name} as a table</summary>{equivalent}</details></figure>'
    )

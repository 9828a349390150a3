"""The evidence of one probe in lines: the list of its samples, and the chosen one with its phases as bars."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cio_tui.core.proof.loose import word
from cio_tui.core.proof.phases import phases_of
from cio_tui.tui.line import Line, width_of, words, wrap
from cio_tui.tui.present.clock import clock_time
from cio_tui.tui.present.glyphs import VERDICTS

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from cio_tui.core.kept import Kept
    from cio_tui.core.proof.phases import Phase
    from cio_tui.core.proof.sections import Section
    from cio_tui.core.trend import Trend
    from cio_tui.tui.present.browse import Browse

LABEL = 11
"""Cells of a paragraph's title."""

WORD = 12
"""Cells of a verdict, the longest of which is `? not known`."""

BARS = "▏▎▍▌▋▊▉█"
LONGEST_BAR = 32

TALL = 14
"""Lines from which each phase has one of its own."""


def list_lines(
    browse: Browse, trend: Trend, width: int, height: int, *, local: bool = False
) -> tuple[Line, ...]:
    """So many samples around the cursor, newest first, each with the value that its book judges."""
    shown, cursor = browse.shown, browse.index
    if not shown:
        kind = (
            "No sample that was not good." if browse.bad_only and browse.samples else "No sample is kept yet."
        )
        return tuple(wrap(kind, max(1, width), "dim"))
    first = max(0, min(cursor - height // 2, len(shown) - height))
    return tuple(
        _row(each, trend, is_chosen=first + place == cursor, local=local)
        for place, each in enumerate(shown[first : first + height])
    )


def _row(kept: Kept, trend: Trend, *, is_chosen: bool, local: bool) -> Line:
    glyph = VERDICTS[kept.verdict]
    value = word(trend.of(kept.fields)) if trend.field != "ms" else ""  # every summary has the time
    unit = "%" if trend.unit == "%" else ""  # the name of any other says it
    told = f"{trend.field} {value}{unit}  {kept.summary}" if value else kept.summary
    return words(
        (">" if is_chosen else " ", "accent"),
        f" {clock_time(kept.at, local=local)} ",
        (f"{glyph.shape} {glyph.word}".ljust(WORD), glyph.style),
        (told, "strong" if is_chosen else "dim"),
    )


def list_title(title: str, browse: Browse) -> str:
    """Whose samples these are, and whether they are all."""
    return f"{title}: {'only what was not good' if browse.bad_only else 'samples, newest first'}"


def newer_note(browse: Browse, measuring: bool) -> str:
    """What a person who stays on one sample would miss."""
    count = f"{browse.index} newer than this one: home shows the newest" if browse.index else ""
    return "   ".join(filter(None, [count, "asking now" if measuring else ""]))


def sample_lines(
    kept: Kept, sections: Sequence[Section], width: int, height: int, *, local: bool = False
) -> tuple[Line, ...]:
    """The chosen sample, most telling first."""
    glyph = VERDICTS[kept.verdict]
    head = words((f"{_precise(kept, local=local)} ", "strong"), glyph.piece, "  ")
    first, *rest = wrap(kept.summary, max(7, width - width_of(head))) if kept.summary else [()]
    lines = [(*head, *first), *(((" " * width_of(head), ""), *line) for line in rest)]
    phases = phases_of(kept.detail)
    for section in sections:
        if section.title == "WE ASKED":
            lines += _time_lines(phases, width, height)
        lines += _paragraph(section.title, section.lines, width)
    return tuple(lines)


def _precise(kept: Kept, *, local: bool) -> str:
    clock, _, zone = clock_time(kept.at, local=local).partition(" ")
    return f"{clock.rstrip('Z')}.{kept.at.microsecond // 1000:03}{f' {zone}' if zone else 'Z'}"


def _paragraph(title: str, texts: Sequence[str], width: int) -> Iterator[Line]:
    lead = title
    for text in texts:
        for line in wrap(text, max(10, width - LABEL)):
            yield ((lead.ljust(LABEL), "dim"), *line)
            lead = ""


def _time_lines(phases: Sequence[Phase], width: int, height: int) -> Iterator[Line]:
    """Phases as bars; where there are few lines, in one."""
    if not phases:
        return
    total = sum(each.ms for each in phases)
    note = next((f" → {each.note}" for each in phases if each.note), "")
    if height < TALL:
        told = ", ".join(f"{each.name} {each.ms:.0f}" for each in phases)
        yield from _paragraph("TIME (ms)", [f"{told}{note}"], width)
        return
    longest = max(1, min(LONGEST_BAR, width - LABEL - 40))
    yield words(("TIME".ljust(LABEL), "dim"), f"{total:.0f} ms in all")
    for each in phases:
        bar = words(
            (" " * LABEL, ""), f"{each.name:5} {each.ms:6.0f} ", (_bar(each.share, longest), "accent")
        )
        yield (*bar, (f" {each.note}", "")) if each.note else bar


def _bar(share: float, longest: int) -> str:
    """At least an eighth of a cell: a phase that happened is seen."""
    full, rest = divmod(max(1, round(share * longest * 8)), 8)
    return BARS[7] * full + (BARS[rest - 1] if rest else "")

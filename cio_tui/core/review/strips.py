"""Each probe's verdicts over the incident: from what the log says of it, never from what nobody looked at.

A verdict stands until the log says another, as long as a session was there to see it change. After a break it counts
again only from the first reading, snapshot or change on. What was never seen is a gap.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from cio_tui.core.events import ProbeChanged
from cio_tui.core.reading import NOT_CONFIGURED, Verdict
from cio_tui.core.review.strip import Span, Strip
from cio_tui.core.trend import PLAIN, point_of, trend_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from cio_tui.core.probe import Probe
    from cio_tui.core.review.clocks import Placed, Situated
    from cio_tui.core.review.course import Course, Presence

VERDICTS = {verdict.value: verdict for verdict in Verdict}
NOT_KNOWN = Verdict.UNKNOWN  # a look-up in an enum takes four times one of a name, and there are 100,000


class Cue(NamedTuple):
    """A moment at which a probe's verdict is known."""

    offset_s: float
    verdict: Verdict


def strips_of(course: Course, samples: Placed) -> tuple[Strip, ...]:
    """A strip for each probe that was ever read, in the order of the books, then of the log."""
    cues = _cues(course)
    for probe, own in samples.items():
        cues[probe] += [Cue(offset, kept.verdict) for offset, kept in own]
    known = probes_of(course)
    names = dict.fromkeys(name for name in (*known, *cues) if cues.get(name))
    return tuple(_strip(course, name, known.get(name), cues[name], samples.get(name, ())) for name in names)


def probes_of(course: Course) -> Mapping[str, Probe]:
    """By id, as the first pinned book that has it says."""
    books = [*course.session.books.values()]
    return {name: probe for book in reversed(books) for name, probe in book.probes.items()}


def _cues(course: Course) -> defaultdict[str, list[Cue]]:
    found: defaultdict[str, list[Cue]] = defaultdict(list)
    for entry in course.entries:
        for probe, seen in entry.recorded.saw.items():
            if seen.summary != NOT_CONFIGURED:
                found[probe].append(Cue(entry.offset_s, verdict_of(seen.verdict)))
        event = entry.recorded.event
        if isinstance(event, ProbeChanged):
            found[event.probe].append(Cue(entry.offset_s, verdict_of(event.now)))
    return found


def verdict_of(word: str) -> Verdict:
    """A verdict as written; a word of a newer version is not known here."""
    return VERDICTS.get(word, NOT_KNOWN)


def _strip(
    course: Course, name: str, probe: Probe | None, cues: Sequence[Cue], samples: Sequence[Situated]
) -> Strip:
    trend = trend_of(probe, {}) if probe else PLAIN
    return Strip(
        probe=name,
        title=probe.title if probe else name,
        spans=tuple(_spans(sorted(cues, key=lambda cue: cue.offset_s), course.presences)),
        points=tuple(point_of(trend, kept, offset) for offset, kept in samples),
        unit=trend.unit,
        threshold=trend.threshold,
    )


def _spans(cues: Sequence[Cue], presences: Sequence[Presence]) -> Iterator[Span]:
    """Spans within each session, from its first cue to its end."""
    offsets = [cue.offset_s for cue in cues]
    first = 0
    for number, presence in enumerate(presences):
        is_last = number + 1 == len(presences)
        last = len(cues) if is_last else bisect_right(offsets, presence.end_s)
        own = cues[first:last]
        end = max(presence.end_s, own[-1].offset_s) if own else presence.end_s
        yield from _joined(own, end)
        first = last


def _joined(cues: Sequence[Cue], end: float) -> Iterator[Span]:
    since: Cue | None = None
    for cue in cues:
        if since is None:
            since = cue
        elif cue.verdict is not since.verdict:
            if cue.offset_s > since.offset_s:
                yield Span(since.offset_s, cue.offset_s, since.verdict)
            since = cue
    if since is not None:
        yield Span(since.offset_s, end, since.verdict)

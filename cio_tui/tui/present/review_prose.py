"""The sections of a review that are read, not scrubbed: an account in, entries out; what is not recorded is said."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cio_tui.core.session import Mark
from cio_tui.report.moments import elapsed
from cio_tui.report.wording import NOT_RECORDED, TO_WRITE, banner, integrity, outcome, place, skew, state
from cio_tui.tui.line import EMPTY, words, wrap
from cio_tui.tui.present.marks import MARKS
from cio_tui.tui.present.review_item import Item, paragraph

if TYPE_CHECKING:
    from cio_tui.core.review.account import Account, Blank, Message, Metric, Participant, UsedStep
    from cio_tui.report.moments import Moments
    from cio_tui.tui.line import Piece, Style

Items = tuple[Item, ...]

LEAD = " " * 15
"""Under a step's mark."""

LIMIT = (
    "An unbroken chain alone proves no more than that nobody changed the log without computing a new one: compare the "
    "fingerprint with one that was kept elsewhere (cio-tui incident verify ID --head FINGERPRINT)."
)

NONE = "Nothing of this kind."


def nothing(sentence: str = NONE) -> Items:
    """A section without entries says so."""
    return (Item((words((sentence, "dim")),)),)


def summary_items(account: Account, moments: Moments, width: int) -> Items:
    """What it was, where and when, then the five lines."""
    header = account.header
    span = f"{moments.full(header.opened_at)} to {moments.clock(header.ended_at)} {moments.zone_name}"
    book = f"book {header.book or NOT_RECORDED}, cio-tui {header.tool or NOT_RECORDED}"
    path = " → ".join(header.severities) or "no severity"
    items = [
        Item(tuple(wrap(f"{path}  {header.title}", width, "strong"))),
        Item(tuple(wrap(f"{span}, {elapsed(header.duration_s)}, {state(header)}", width))),
        Item((*wrap(f"{place(header)}, {book}", width, "dim"), EMPTY)),
    ]
    if told := banner(header):
        items.insert(0, Item(tuple(wrap(told, width, "warn"))))
    return (*items, *(Item(paragraph(words(("· ", "dim")), text, width)) for text in account.summary))


def exception_items(account: Account, moments: Moments, width: int) -> Items:
    """What did not go by the book."""
    offsets = {row.seq: row.offset_s for row in account.rows}
    return tuple(
        Item(
            (
                words((f"! {one.kind.value}", "warn"), (f"  {moments.clock(one.at)} {one.who}", "dim")),
                *wrap(f"  {one.sentence}", width, indent="  "),
            ),
            offsets.get(one.seq, _offset(account, one.at.timestamp())),
            one.seq,
        )
        for one in account.exceptions
    ) or nothing("Everything went by the book, as far as the log tells.")


def _offset(account: Account, at: float) -> float:
    """Of a moment without an event."""
    return max(0.0, min(account.header.duration_s, at - account.header.opened_at.timestamp()))


def metric_items(account: Account, _moments: Moments, width: int) -> Items:
    """Each number with its definition."""
    return tuple(_metric(metric, width) for metric in account.metrics) or nothing()


def _metric(metric: Metric, width: int) -> Item:
    has_basis = metric.seconds is not None or not metric.text.startswith(NOT_RECORDED)
    value = paragraph(words(f"{metric.title}  "), metric.text, width, "strong" if has_basis else "unknown")
    return Item((*value, *wrap(f"  {metric.definition}", width, "dim", indent="  ")))


def person_items(account: Account, moments: Moments, width: int) -> Items:
    """Who was there, in which roles, from when to when."""
    return tuple(_person(one, moments, width) for one in account.participants) or nothing("Nobody is named.")


def _person(one: Participant, moments: Moments, width: int) -> Item:
    when = f"{moments.clock(one.first)} to {moments.clock(one.last)}, {one.events:,} events"
    roles = [line for role in one.roles for line in wrap(f"  {role}", width, indent="    ")]
    return Item((*paragraph(words((f"{one.who}  ", "strong")), when, width, "dim", 2), *roles))


def message_items(account: Account, moments: Moments, width: int) -> Items:
    """Updates as they were attested."""
    offsets = {row.seq: row.offset_s for row in account.rows}
    return tuple(_message(one, offsets.get(one.seq), moments, width) for one in account.messages) or nothing(
        "No update was recorded as sent."
    )


def _message(one: Message, offset: float | None, moments: Moments, width: int) -> Item:
    late = f", {elapsed(one.late_s)} late" if one.late_s is not None else ""
    head = paragraph(
        words((f"{moments.clock(one.at)} ", "dim")),
        f"{one.who} to {', '.join(one.audience) or 'nobody named'}{late}",
        width,
        "warn" if late else "",
    )
    mark = words((f"  log {one.fingerprint}", "dim")) if one.fingerprint else EMPTY
    text = [line for part in one.text.split("\n") for line in wrap(f"  │ {part}", width, indent="  │ ")]
    return Item((*head, *text, mark), offset, one.seq)


def book_items(account: Account, _moments: Moments, width: int) -> Items:
    """The book as used, each step with how it ended and where its line comes from."""
    header = account.header
    head = words(header.book or NOT_RECORDED, (f"  sha256 {header.book_sha256[:12] or NOT_RECORDED}", "dim"))
    return (Item((head, EMPTY)), *(_step(step, account, width) for step in account.steps))


def _step(step: UsedStep, account: Account, width: int) -> Item:
    known = step.mark in tuple(Mark)
    glyph = MARKS[Mark(step.mark)] if known else None
    mark = f"{glyph.shape if glyph else '[?]'} {step.mark}"
    style: Style = glyph.style if glyph else "unknown"
    book = f"{step.book} " if step.book != account.header.book else ""
    tail = ", ".join(filter(None, (step.who, elapsed(step.seconds) if step.seconds is not None else "")))
    lines = [*paragraph(words((f"{mark:<15}", style)), f"{book}{step.title}", width)]
    beside = "  ".join(filter(None, (tail, outcome(step), f"from {step.source}" if step.source else "")))
    lines += wrap(f"{LEAD}{beside}", width, "dim", indent=LEAD) if beside else ()
    return Item(tuple(lines))


def draft_items(account: Account, _moments: Moments, width: int) -> Items:
    """The draft of the written review; what only a person can say is marked."""
    return tuple(_blank(blank, width) for blank in account.draft) or nothing()


def _blank(blank: Blank, width: int) -> Item:
    asked = (
        f"  {blank.section}, asked by {', '.join(blank.asked_by)}" if blank.asked_by else f"  {blank.section}"
    )
    known = [line for text in blank.lines for line in wrap(f"  {text}", width, indent="  ")]
    todo = wrap(f"  {TO_WRITE}: {blank.to_write}", width, "warn", indent="  ") if blank.to_write else ()
    head = paragraph(words((f"{blank.title}  ", "strong")), asked.strip(), width, "dim", 2)
    return Item((*head, *known, *todo))


def integrity_items(account: Account, _moments: Moments, width: int) -> Items:
    """How a reader knows that this is what was written then."""
    header = account.header
    first, *more = integrity(header)
    more += [f"log {header.fingerprint or NOT_RECORDED}", f"This host's clock: {skew(header)}."]
    return (
        Item(tuple(wrap(first, width, "fail" if header.chain_fault else "ok"))),
        *(Item(tuple(wrap(text, width))) for text in more),
        Item((EMPTY, *wrap(LIMIT, width, "dim"))),
    )


def debrief_items(account: Account, _moments: Moments, width: int) -> Items:
    """A drill against its scenario."""
    debrief = account.debrief
    if debrief is None:
        return nothing()
    shape: dict[bool | None, Piece] = {True: ("✓ ", "ok"), False: ("✗ ", "fail"), None: ("? ", "unknown")}
    marks = [
        Item(paragraph(words(shape[mark.passed], (f"{mark.title}: ", "strong")), mark.text, width))
        for mark in debrief.marks
    ]
    ideal = [line for text in debrief.ideal for line in paragraph(words(("  ", "")), text, width)]
    other = [line for text in debrief.differences for line in paragraph(words(("! ", "warn")), text, width)]
    return (
        Item((words((debrief.title, "strong"), (f"  {debrief.scenario}", "dim")),)),
        *marks,
        Item((EMPTY, words(("An ideal walk", "strong")), *ideal)),
        Item((EMPTY, words(("Where this one left it", "strong")), *(other or [words(("nowhere", "ok"))]))),
    )

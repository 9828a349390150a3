"""What every format says in the same words: which incident, whether it was practice, how far its log is believed."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from cio_tui.core.record import TOOL
from cio_tui.core.session import Mark
from cio_tui.core.text import clean_line
from cio_tui.core.verdict_shapes import SHAPES

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from cio_tui.core.review.account import Account, Choice, Header, UsedStep
    from cio_tui.core.review.chronology import Row

NOT_RECORDED = "not recorded"
"""Where there is no basis; never a zero, never an empty cell."""

TO_WRITE = "TO WRITE"
"""What only a person can say."""

SECTIONS = (
    "Summary",
    "Metrics",
    "Exceptions",
    "Decisions",
    "Timeline",
    "Probes",
    "People",
    "Messages",
    "Book",
    "Review draft",
)
"""In the order of every report; the debrief of a drill follows."""

_LONGEST_UNIT = 8
_TAGS = {"live": "", "drill": "DRILL", "backfill": "BACKFILL"}


def tag(header: Header) -> str:
    """`DRILL`, `BACKFILL`, or nothing: stands at every heading of what is not a live incident.

    Never a word from the log, so it needs no escape.
    """
    return _TAGS.get(header.mode, "UNKNOWN MODE")


def banner(header: Header) -> str:
    """What everybody who opens the report must read first; empty for a live incident."""
    match header.mode:
        case "live":
            return ""
        case "drill":
            scenario = f" of the scenario {header.scenario}" if header.scenario else ""
            pace = f", {header.speed:g} times as fast" if header.speed != 1 else ""
            return f"This was a DRILL{scenario}{pace}: practice against a simulator. Nothing here happened to anybody."
        case "backfill":
            return "This is a BACKFILL: it was written up afterwards, so no probe was watching."
        case "unknown":
            return "The opening of this log cannot be read, so nothing says whether it was an incident or a DRILL."
        case _:
            return f"This incident is marked `{header.mode}`, a mode that this version does not know."


def headline(header: Header) -> str:
    """`P1 Complete outage`; the highest severity is the last one in force when it was closed, so none is picked."""
    path = " → ".join(header.severities)
    return f"{path} {header.title or header.incident}".strip()


def state(header: Header) -> str:
    """`closed`, or that more may follow."""
    return "closed" if header.is_closed else "open: more events may follow"


def place(header: Header) -> str:
    """`us prod`."""
    return " ".join(filter(None, (header.region, header.label))) or NOT_RECORDED


def damage(account: Account) -> tuple[str, ...]:
    """What is wrong with the log and what can still be read, as sentences; empty while it holds."""
    fault = account.header.chain_fault
    if not fault:
        return tuple(filter(None, (rewritten(account.header),)))
    doubtful = sum(row.doubtful for row in account.rows)
    firm = len(account.rows) - doubtful
    rest = f" {count(doubtful, 'more')} can be read, but nothing vouches for them." if doubtful else ""
    return (fault, f"{count(firm, 'event')} can be believed.{rest}")


def rewritten(header: Header) -> str:
    """That a chain holds and is not the one that messages carried fingerprints of; empty while they fit."""
    fit, carried = header.anchors
    if header.chain_fault or fit >= carried:
        return ""
    return (
        f"{carried - fit} of {count(carried, 'fingerprint')} carried away by messages fit no event: this log was "
        "written anew. Believe it only beside another copy."
    )


def no_decision(account: Account) -> str:
    """Why there is none to show; of a damaged log nobody knows."""
    return "None can be believed." if account.header.chain_fault else "None was recorded."


def integrity(header: Header) -> Iterator[str]:
    """How a reader knows that this is what was written then, as sentences."""
    if header.chain_fault:
        yield f"The chain does not hold: {header.chain_fault}"
    else:
        yield f"The chain holds over {count(header.events, 'event')}."
    fit, carried = header.anchors
    if carried:
        yield f"{fit} of {carried} fingerprints that messages carried away fit."
    else:
        yield "No message carried a fingerprint away, so nothing outside this log vouches for it."
    yield from header.remarks
    if header.speed != 1:
        yield (
            f"Its stamps are of the drill's own clock, which ran {header.speed:g} times as fast as the host's and was "
            "set by it at the beginning of each session."
        )
    reviewers = ", ".join(header.reviewed_by)
    yield f"Reviewed by {reviewers}." if reviewers else "Nobody has marked it reviewed."


def skew(header: Header) -> str:
    """This host's clock against the vendor's."""
    if header.clock_skew_s is None:
        return NOT_RECORDED
    return f"{header.clock_skew_s:+.1f} s against the vendor's (median)"


def suggestion(choice: Choice) -> str:
    """What the tool proposed, if it did."""
    return choice.suggested or "nothing"


def agreement(choice: Choice) -> str:
    """Whether the tool was followed."""
    match choice.agreed:
        case None:
            return "nothing was suggested"
        case True:
            return "as suggested"
        case False:
            return "not as suggested"


def reason(choice: Choice) -> str:
    """Why it was chosen; who takes what was suggested is not asked."""
    if choice.reason:
        return choice.reason
    return "none was asked for: it was suggested" if choice.agreed else NOT_RECORDED


def outcome(step: UsedStep) -> str:
    """What was answered, and what was expected if that is something else; nothing where nobody answered."""
    if not step.said:
        return ""
    expected = f', expected "{step.expected}"' if step.expected and step.expected != step.said else ""
    return f'"{step.said}"{expected}'


def ending(step: UsedStep) -> str:
    """How it ended: a group is marked as attested when its last member is settled, and nobody attested anything."""
    is_group = step.mark == Mark.ATTESTED and step.who == TOOL
    if step.mark == Mark.PENDING and step.entered:
        return "left open"
    return "settled by its members" if is_group else step.mark


def was_reached(step: UsedStep) -> bool:
    """Whether the walk came to it at all."""
    return step.entered or step.mark not in (Mark.PENDING, Mark.NOT_APPLICABLE)


def shape(verdict: str) -> str:
    """Glyph and word: `✗ failing`."""
    return f"{SHAPES.get(verdict, '?')} {verdict or 'unknown'}"


def count(number: int, noun: str) -> str:
    """`1 event`, `1,240 events`."""
    plural = "" if number == 1 or noun == "more" else "s"
    return f"{number:,} {noun}{plural}"


def quantity(value: float, unit: str) -> str:
    """`1,240 ms`, `0.5 %`, `412`."""
    digits = f"{value:,.0f}" if abs(value) >= 10 or value == int(value) else f"{value:.2g}"
    return f"{digits} {clean_line(unit, _LONGEST_UNIT)}".rstrip()


def tally(words: Iterable[str]) -> str:
    """`8 probe, 4 step`, the most frequent first."""
    counted = sorted(Counter(words).items(), key=lambda item: (-item[1], item[0]))
    return ", ".join(f"{number} {word}" for word, number in counted)


def contents(account: Account) -> Sequence[str]:
    """The sections of this report."""
    return SECTIONS if account.debrief is None else (*SECTIONS, "Debrief")


def notes_on(row: Row) -> Iterator[str]:
    """What stands beside an event besides what it says."""
    if row.correction:
        yield f"corrected: {row.correction}"
    if row.afterwards:
        yield "written afterwards"
    if row.doubtful:
        yield "doubtful: it stands after the damage"


def mark_word(passed: bool | None) -> str:
    """How one question of a debrief was answered: `✓ met`, `✗ missed`, `? cannot tell`."""
    match passed:
        case None:
            return "? cannot tell"
        case True:
            return "✓ met"
        case False:
            return "✗ missed"

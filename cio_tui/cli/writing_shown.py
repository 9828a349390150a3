"""A write as it is shown: in full before, with its answer after, and as JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cio_tui.cli.output import Output
    from cio_tui.customerio.finding import Finding
    from cio_tui.customerio.track_answer import Answer
    from cio_tui.customerio.track_write import Write
    from cio_tui.customerio.track_writer import Plan
    from cio_tui.runtime.workplace import Workplace


class Performed(NamedTuple):
    """One write with its answer."""

    write: Write
    answer: Answer
    logged: str
    """`INC-… event 14`, or why it is in no log."""


class Outcome(NamedTuple):
    """What was planned, and what of it was done."""

    plan: Plan
    effect: tuple[Finding, ...]
    performed: Sequence[Performed] = ()


def show_plan(plan: Plan, effect: Sequence[Finding], place: Workplace, output: Output) -> None:
    """Exactly what would go out, and what it would do."""
    import json

    from cio_tui.cli.marks import MARKS
    from cio_tui.core.text import clean_block
    from cio_tui.customerio.track_write import HEADERS, remarks
    from cio_tui.customerio.track_writer import url_of

    for write in plan.writes:
        output.write_line(f"{write.method} {url_of(write, place.ground)}", "bold")
        output.write_line(f"headers: {', '.join(HEADERS)}")
        output.write_line(clean_block(json.dumps(write.body, indent=2, ensure_ascii=False), 200_000))
        for remark in remarks(write):
            output.write_line(f"note: {remark}")
        output.write_line()
    rows = [(MARKS[each.verdict.value], " ".join(filter(None, (each.text, each.remedy)))) for each in effect]
    output.write_table(("", "what it would do, as far as it can be read"), rows)
    output.write_line()


def show_outcome(outcome: Outcome, output: Output) -> None:
    """What came of it; or, if nothing was sent, how it would be."""
    from cio_tui.cli.marks import MARKS

    plan, performed = outcome.plan, outcome.performed
    if not performed:
        output.write_line(f"Nothing was sent. With --write it is, once you have typed: {plan.words}")
        return
    rows = []
    for write, answer, logged in performed:
        hint = f"({answer.hint})" if answer.hint else ""
        said = " ".join(filter(None, (answer.text, answer.remedy, hint, f"Log: {logged}.")))
        rows.append((MARKS[answer.verdict.value], write.kind, said))
    output.write_table(("", "sent", "answer"), rows)
    for write in plan.writes[len(performed) :]:
        output.write_line(f"{write.kind} was not sent: what comes before it was not taken in.")


def outcome_document(outcome: Outcome, place: Workplace) -> dict[str, object]:
    """The same for scripts."""
    from cio_tui.customerio.track_write import HEADERS, remarks
    from cio_tui.customerio.track_writer import url_of

    plan = outcome.plan
    requests = [
        {
            "method": write.method,
            "url": url_of(write, place.ground),
            "headers": [*HEADERS],
            "body": write.body,
            "remarks": [*remarks(write)],
        }
        for write in plan.writes
    ]
    return {
        "at": place.clock.now(),
        "region": place.region,
        "label": place.label,
        "exists": plan.exists,
        "requests": requests,
        "effect": [
            {"verdict": each.verdict.value, "text": each.text, "remedy": each.remedy}
            for each in outcome.effect
        ],
        "words": plan.words,
        "answers": [_answer(each) for each in outcome.performed],
    }


def _answer(performed: Performed) -> dict[str, object]:
    answer = performed.answer
    return {
        "status": answer.status,
        "ms": round(answer.ms, 1),
        "verdict": answer.verdict.value,
        "text": answer.text,
        "remedy": answer.remedy,
        "hint": str(answer.hint) if answer.hint else "",
        "logged": performed.logged,
    }

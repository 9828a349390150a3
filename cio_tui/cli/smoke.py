"""`cio-tui smoke`: do both APIs take our calls? Reading by default; `--write` creates one person and deletes it."""

from __future__ import annotations

import signal
from contextlib import contextmanager
from typing import TYPE_CHECKING

from cio_tui.cli.exit_codes import ExitCode

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace
    from collections.abc import Iterator

    from cio_tui.cli.output import Output
    from cio_tui.customerio.finding import Finding
    from cio_tui.customerio.smoke import Tried
    from cio_tui.customerio.track_answer import Answer
    from cio_tui.customerio.track_write import Write
    from cio_tui.customerio.track_writer import Plan
    from cio_tui.runtime.workplace import Workplace

_ENDINGS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


def configure(parser: ArgumentParser) -> None:
    """`--json`, and the write."""
    from cio_tui.cli.writing import add_writing

    parser.add_argument("--json", action="store_true", help="one JSON document")
    add_writing(parser, "also create a person and delete it again")


def run(arguments: Namespace, output: Output) -> int:
    """1 if a call was refused or a person was left behind, 3 if that could not be told, else 0."""
    import asyncio

    from cio_tui.cli.investigation import report_investigation
    from cio_tui.cli.walking import online_workplace
    from cio_tui.customerio.finding import worst_of

    place = online_workplace(arguments.config)
    findings = asyncio.run(_read(place))
    fields: dict[str, object] = {"at": place.clock.now(), "region": place.region, "label": place.label}
    interrupted = False
    if arguments.write and worst_of(findings).value == "ok":
        written, interrupted, who = _write(place, arguments.confirm, output)
        findings += written
        fields["person"] = who
    elif arguments.write:
        output.complain("Nothing was written: reading does not work yet.")
    code = report_investigation("smoke", findings, fields, output, as_json=arguments.json)
    return ExitCode.INTERRUPTED if interrupted else code


async def _read(place: Workplace) -> list[Finding]:
    from cio_tui.customerio.audit import connection_findings
    from cio_tui.runtime.shared_probes import shared_probes
    from cio_tui.runtime.sweep import sweep

    probes = shared_probes(place.library, ("track", "app"))
    readings = await sweep(probes.values(), place.ground, place.values)
    return list(connection_findings(dict(zip(probes, readings, strict=True))))


def _write(place: Workplace, confirm: str, output: Output) -> tuple[list[Finding], bool, str]:
    """Confirm, create, delete, log. What was found, whether it was interrupted, and the id."""
    import asyncio
    from secrets import token_hex

    from cio_tui.cli.writing import typed_words
    from cio_tui.customerio.smoke import id_in, smoke_id, smoke_plan, try_writing

    who = id_in(confirm) or smoke_id(place.clock.now(), token_hex(3))
    plan = smoke_plan(who, place.label or place.region)
    _refuse_somebody(place, plan, output)
    words = confirm or typed_words(plan, output)
    with _deaf(output, who) as heard:
        tried = asyncio.run(try_writing(plan, words, place.ground))
    return list(_told(tried, place)), bool(heard), who


def _refuse_somebody(place: Workplace, plan: Plan, output: Output) -> None:
    """What the new person would start is said; an id that somebody has, or may have, is never touched."""
    from cio_tui.cli.writing import estimated
    from cio_tui.core.errors import Undecided, UserError

    effect = estimated(place, plan.writes[0])
    if effect.exists:
        raise UserError("Nothing was written: somebody has this id. Let the command choose one.")
    if effect.exists is None:
        raise Undecided(f"Nothing was written. {effect.findings[0].text}")
    for finding in effect.findings:
        output.narrate(finding.text)


@contextmanager
def _deaf(output: Output, who: str) -> Iterator[list[int]]:
    """Signals are noted while a person exists that has to be deleted; half a minute at most."""
    heard: list[int] = []

    def note(number: int, _frame: object) -> None:
        if not heard:
            output.complain(f"Interrupted: {who} is deleted first.")
        heard.append(number)

    before = {number: signal.getsignal(number) for number in _ENDINGS}
    for number in _ENDINGS:
        signal.signal(number, note)
    try:
        yield heard
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _told(tried: Tried, place: Workplace) -> Iterator[Finding]:
    from cio_tui.customerio.audit import Question
    from cio_tui.customerio.finding import Finding, failing, ok

    write, answer = tried.created
    text = f"Create {write.who}: {answer.text} {_log(place, write, answer)}"
    yield Finding(
        Question.CREATE, answer.verdict, text, answer.remedy if tried.deleted is None else "", answer.hint
    )
    if tried.deleted is None:
        return
    write, answer = tried.deleted
    text = f"Delete {write.who}: {answer.text} {_log(place, write, answer)}"
    if 200 <= answer.status < 300:
        yield ok(Question.DELETE, text)
    else:
        remedy = f"{write.who} may still be there: delete that person in the dashboard."
        yield failing(Question.DELETE, text, remedy)


def _log(place: Workplace, write: Write, answer: Answer) -> str:
    from cio_tui.cli.writing import logged

    return f"({logged(place, write, answer)})"

"""Writing to Customer.io from the command line: shown in full first, sent only for words that name what it does.

The words are never taken from a pipe, so no script writes by answering "yes"; `--confirm` repeats them on purpose.
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from cio_tui.cli.exit_codes import ExitCode
from cio_tui.core.errors import UserError

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace
    from collections.abc import Sequence

    from cio_tui.cli.output import Output
    from cio_tui.cli.writing_shown import Outcome, Performed
    from cio_tui.customerio.track_answer import Answer
    from cio_tui.customerio.track_effect import Effect
    from cio_tui.customerio.track_write import Write
    from cio_tui.customerio.track_writer import Plan
    from cio_tui.runtime.workplace import Workplace

_CODES = {"failing": ExitCode.FAILING, "unknown": ExitCode.UNKNOWN}


def add_writing(parser: ArgumentParser, what: str) -> None:
    """`--write`, `--confirm`."""
    parser.add_argument("--write", action="store_true", help=f"{what}, after a typed confirmation")
    parser.add_argument(
        "--confirm",
        metavar="WORDS",
        default="",
        help="the words of the confirmation, where nobody can type them",
    )


def run_writes(
    command: str, place: Workplace, writes: Sequence[Write], arguments: Namespace, output: Output
) -> int:
    """Do it and show it; 1 if it was not taken in, 3 if that is not known, 0 if it was only shown."""
    from cio_tui.cli.writing_shown import outcome_document, show_outcome

    outcome = carry_out(place, writes, arguments, output)
    if arguments.json:
        output.write_json(command, outcome_document(outcome, place))
    else:
        show_outcome(outcome, output)
    return exit_code(outcome)


def carry_out(place: Workplace, writes: Sequence[Write], arguments: Namespace, output: Output) -> Outcome:
    """Check, estimate, show; with `--write` confirm, send and log. Raises UserError before anything is sent."""
    from cio_tui.cli.writing_shown import Outcome, show_plan
    from cio_tui.customerio.track_writer import Plan

    _check(writes)
    effect = estimated(place, writes[-1])
    plan = Plan(tuple(writes), place.label or place.region, effect.exists)
    if not arguments.json:
        show_plan(plan, effect.findings, place, output)
    if not arguments.write:
        return Outcome(plan, effect.findings)
    return Outcome(plan, effect.findings, _send(plan, arguments.confirm or typed_words(plan, output), place))


def exit_code(outcome: Outcome) -> int:
    """1 if one was not taken in, 3 if that is not known."""
    answers = [each.answer.verdict.value for each in outcome.performed]
    return _CODES.get(answers[-1], ExitCode.OK) if answers else ExitCode.OK


def _check(writes: Sequence[Write]) -> None:
    """Raise UserError with everything that the vendor would refuse, cut or drop."""
    from cio_tui.customerio.track_write import faults

    found = [fault for write in writes for fault in faults(write)]
    if found:
        raise UserError("Nothing was sent. " + "\n".join(dict.fromkeys(found)))


def estimated(place: Workplace, write: Write) -> Effect:
    """What it would do, read from the App API."""
    import asyncio

    from cio_tui.customerio.api_errors import AppApiError
    from cio_tui.customerio.client import app_api
    from cio_tui.customerio.track_effect import estimate, unestimated

    async def read() -> Effect:
        try:
            async with app_api(place.ground) as api:
                return await estimate(api, write)
        except AppApiError as error:
            return unestimated(error)

    return asyncio.run(read())


def _send(plan: Plan, words: str, place: Workplace) -> list[Performed]:
    """Send and log. Raises UserError before anything is sent, if the words are wrong or the keys missing."""
    import asyncio

    from cio_tui.cli.writing_shown import Performed
    from cio_tui.customerio.track_writer import perform

    async def go() -> list[tuple[Write, Answer]]:
        return [each async for each in perform(plan, words, place.ground)]

    return [Performed(write, answer, logged(place, write, answer)) for write, answer in asyncio.run(go())]


def typed_words(plan: Plan, output: Output) -> str:
    """What a person types, having seen the words."""
    import shlex

    if not sys.stdin.isatty():
        raise UserError(
            "Nothing was sent: a write is confirmed at a terminal, never through a pipe. "
            f"To mean it, repeat the command with --confirm {shlex.quote(plan.words)}."
        )
    output.complain(f"This writes to Customer.io. To do it, type: {plan.words}")
    return sys.stdin.readline().strip()


def logged(place: Workplace, write: Write, answer: Answer) -> str:
    """Put it into the newest open incident; a log that cannot take it is said, for the write has happened."""
    from cio_tui.runtime.written import log_write, open_incident_folder

    what = f"{write.kind} {write.event}".strip()
    try:
        folder = open_incident_folder(place)
        if folder is None:
            return "no incident is open"
        recorded = log_write(folder, place, what, write.who, answer.status, answer.ms)
    except UserError as error:
        return f"not saved. {error} Note it there: wrote {what}, {answer.status} in {answer.ms:.0f} ms"
    return f"{folder.id} event {recorded.seq}"

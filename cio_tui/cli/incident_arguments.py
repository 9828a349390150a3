"""The arguments of every `incident` verb, in the order in which an incident meets them."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from argparse import ArgumentParser

    from cio_tui.cli.parser import CommandParser, Verbs

WHEN = "`20:04`, `2026-11-21 20:04` in UTC, or `12m ago`"
DAY = f"a day such as 2026-11-01, or {WHEN}"


def configure(parser: CommandParser) -> None:
    """A parser a verb."""
    parser.add_verbs(VERBS)


def _add_list(listing: ArgumentParser) -> None:
    _add_filters(listing)
    _add_json(listing)


def _add_show(show: ArgumentParser) -> None:
    _add_id(show)
    _add_json(show)


def _add_review(review: ArgumentParser) -> None:
    review.add_argument("--plain", action="store_true", help="as text: for screen readers, pipes and scripts")
    _add_id(review)


def _add_report(report: ArgumentParser) -> None:
    """How it is written, and where to."""
    from cio_tui.runtime.report_file import FORMATS

    report.add_argument("--format", choices=tuple(FORMATS), default="md", help="md is the default")
    report.add_argument(
        "--output", metavar="FILE", default="", help="a new file, for you alone; stdout without it"
    )
    report.add_argument("--force", action="store_true", help="replace FILE if it exists")
    zone = report.add_mutually_exclusive_group()
    zone.add_argument(
        "--utc", dest="local", action="store_false", default=False, help="times are UTC, which is the default"
    )
    zone.add_argument("--local", action="store_true", help="times of this host's zone")
    _add_id(report)


def _add_note(note: ArgumentParser) -> None:
    _add_id(note)
    note.add_argument("text", metavar="TEXT", nargs="+", help="the note; `-` reads it from stdin")
    note.add_argument("--at", metavar="WHEN", default="", help=f"when it happened: {WHEN}")


def _add_verify(verify: ArgumentParser) -> None:
    _add_id(verify, nargs="?")
    verify.add_argument("--folder", metavar="DIR", default="", help="an incident that was unpacked elsewhere")
    verify.add_argument(
        "--head", metavar="FINGERPRINT", default="", help="one that was kept elsewhere: ad72cef5a1b0#16"
    )
    verify.add_argument(
        "--signers",
        metavar="FILE",
        default="",
        help="whose signatures count, as ssh-keygen's allowed signers",
    )
    _add_json(verify)


def _add_sign(sign: ArgumentParser) -> None:
    sign.add_argument(
        "--key", metavar="FILE", required=True, help="your private key, or the public one of an agent's"
    )
    _add_id(sign)


def _add_export(export: ArgumentParser) -> None:
    export.add_argument(
        "--bundle", metavar="FILE.tar.gz", required=True, help="the file to write; it must not exist"
    )
    _add_id(export)


def _add_amend(amend: ArgumentParser) -> None:
    _add_id(amend)
    amend.add_argument("event", metavar="EVENT", type=int, help="its number, as `incident show` has it")
    amend.add_argument("field", metavar="FIELD", help="what was wrong; happened_at of every event")
    amend.add_argument("value", metavar="VALUE", help=f"what is right; a time as {WHEN}")
    amend.add_argument("--reason", metavar="TEXT", required=True, help="why it was wrong")


def _add_milestone(milestone: ArgumentParser) -> None:
    _add_id(milestone)
    milestone.add_argument("name", metavar="NAME", help="impact_start, detected, mitigated, resolved, …")
    milestone.add_argument("--at", metavar="WHEN", required=True, help=WHEN)
    milestone.add_argument("--basis", metavar="TEXT", required=True, help="how one knows")


def _add_reviewed(reviewed: ArgumentParser) -> None:
    _add_id(reviewed)
    reviewed.add_argument("--remark", metavar="TEXT", default="", help="what there is to say about it")


def _add_backfill(backfill: ArgumentParser) -> None:
    backfill.add_argument("book", metavar="BOOK", help="the runbook that would have fitted")
    backfill.add_argument("--opened", metavar="WHEN", required=True, help=f"when it began: {WHEN}")
    backfill.add_argument("--title", metavar="TEXT", required=True, help="what it was")
    backfill.add_argument("--severity", metavar="P1", default="", help="the book's when absent")


def _add_filters(parser: ArgumentParser) -> None:
    """Which incidents are meant; all that are given have to fit."""
    parser.add_argument("--text", metavar="WORDS", default="", help="all these words occur in the log")
    parser.add_argument("--book", metavar="BOOK", default="", help="it walked this book")
    parser.add_argument("--severity", metavar="P1", default="", help="it had this severity at some time")
    parser.add_argument("--since", metavar="WHEN", default="", help=f"it opened then or later: {DAY}")
    parser.add_argument("--until", metavar="WHEN", default="", help=f"it opened then or earlier: {DAY}")
    parser.add_argument(
        "--person", metavar="NAME", default="", help="this person did something, or had a role"
    )
    state = parser.add_mutually_exclusive_group()
    state.add_argument("--open", dest="is_open", action="store_true", default=None, help="it is not closed")
    state.add_argument("--closed", dest="is_open", action="store_false", help="it is closed")
    parser.add_argument("--unreviewed", action="store_true", help="nobody has read the whole of it yet")
    drills = parser.add_mutually_exclusive_group()
    drills.add_argument("--drills", dest="drills", action="store_true", default=None, help="drills only")
    drills.add_argument("--no-drills", dest="drills", action="store_false", help="no drills")


def _add_id(parser: ArgumentParser, nargs: str | None = None) -> None:
    parser.add_argument(
        "id",
        metavar="ID",
        nargs=nargs,
        default="",
        help="an incident's id, or any part of it that no other has",
    )


def _add_json(parser: ArgumentParser) -> None:
    parser.add_argument("--json", action="store_true", help="one JSON document")


VERBS: Verbs = {
    "list": ("every incident, newest first, or those that the filters leave", _add_list),
    "stats": ("the metrics of those that the filters leave, drills apart", _add_list),
    "show": ("what happened, event by event", _add_show),
    "review": ("read it section by section, and what the probes showed then", _add_review),
    "report": ("what a reviewer reads, as one document", _add_report),
    "note": ("add a note, unless a session is writing", _add_note),
    "verify": ("check that a log is whole and unchanged; every log without an id", _add_verify),
    "sign": ("put your SSH key to a log as it stands", _add_sign),
    "export": ("one file with log, books, samples, report and checksums", _add_export),
    "amend": ("correct an event; the original stays", _add_amend),
    "milestone": ("say when something happened, and how one knows", _add_milestone),
    "reviewed": ("say that you have read the whole of it", _add_reviewed),
    "backfill": ("begin the log of an incident that nobody walked", _add_backfill),
}
"""What each is for, and what adds its arguments."""

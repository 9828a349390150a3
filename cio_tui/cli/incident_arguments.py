"""The arguments of every `incident` verb, in the order in which an incident meets them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cio_tui.runtime.report_file import FORMATS

if TYPE_CHECKING:
    from argparse import ArgumentParser, _SubParsersAction

    Verbs = _SubParsersAction[ArgumentParser]

ID = "an incident's id, or any part of it that no other has"
WHEN = "`20:04`, `2026-11-21 20:04` in UTC, or `12m ago`"
DAY = f"a day such as 2026-11-01, or {WHEN}"


def configure(parser: ArgumentParser) -> None:
    """A parser a verb."""
    verbs = parser.add_subparsers(dest="verb", metavar="VERB", required=True)
    listing = verbs.add_parser("list", help="every incident, newest first, or those that the filters leave")
    _add_filters(listing)
    stats = verbs.add_parser("stats", help="the metrics of those that the filters leave, drills apart")
    _add_filters(stats)
    show = verbs.add_parser("show", help="what happened, event by event")
    review = verbs.add_parser("review", help="read it section by section, and what the probes showed then")
    review.add_argument("--plain", action="store_true", help="as text: for screen readers, pipes and scripts")
    report = verbs.add_parser("report", help="what a reviewer reads, as one document")
    _add_form(report)
    note = verbs.add_parser("note", help="add a note, unless a session is writing")
    verify = verbs.add_parser(
        "verify", help="check that a log is whole and unchanged; every log without an id"
    )
    sign = verbs.add_parser("sign", help="put your SSH key to a log as it stands")
    sign.add_argument(
        "--key", metavar="FILE", required=True, help="your private key, or the public one of an agent's"
    )
    export = verbs.add_parser("export", help="one file with log, books, samples, report and checksums")
    export.add_argument(
        "--bundle", metavar="FILE.tar.gz", required=True, help="the file to write; it must not exist"
    )
    for verb in (show, review, report, note, sign, export):
        verb.add_argument("id", metavar="ID", help=ID)
    _add_words(note)
    _add_corrections(verbs)
    _add_proofs(verify)
    for verb in (listing, stats, show, verify):
        verb.add_argument("--json", action="store_true", help="one JSON document")


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


def _add_form(report: ArgumentParser) -> None:
    """How a report is written, and where to."""
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


def _add_words(note: ArgumentParser) -> None:
    note.add_argument("text", metavar="TEXT", nargs="+", help="the note; `-` reads it from stdin")
    note.add_argument("--at", metavar="WHEN", default="", help=f"when it happened: {WHEN}")


def _add_corrections(verbs: Verbs) -> None:
    """What is said afterwards."""
    amend = verbs.add_parser("amend", help="correct an event; the original stays")
    amend.add_argument("id", metavar="ID", help=ID)
    amend.add_argument("event", metavar="EVENT", type=int, help="its number, as `incident show` has it")
    amend.add_argument("field", metavar="FIELD", help="what was wrong; happened_at of every event")
    amend.add_argument("value", metavar="VALUE", help=f"what is right; a time as {WHEN}")
    amend.add_argument("--reason", metavar="TEXT", required=True, help="why it was wrong")
    milestone = verbs.add_parser("milestone", help="say when something happened, and how one knows")
    milestone.add_argument("id", metavar="ID", help=ID)
    milestone.add_argument("name", metavar="NAME", help="impact_start, detected, mitigated, resolved, …")
    milestone.add_argument("--at", metavar="WHEN", required=True, help=WHEN)
    milestone.add_argument("--basis", metavar="TEXT", required=True, help="how one knows")
    reviewed = verbs.add_parser("reviewed", help="say that you have read the whole of it")
    reviewed.add_argument("id", metavar="ID", help=ID)
    reviewed.add_argument("--remark", metavar="TEXT", default="", help="what there is to say about it")
    backfill = verbs.add_parser("backfill", help="begin the log of an incident that nobody walked")
    backfill.add_argument("book", metavar="BOOK", help="the runbook that would have fitted")
    backfill.add_argument("--opened", metavar="WHEN", required=True, help=f"when it began: {WHEN}")
    backfill.add_argument("--title", metavar="TEXT", required=True, help="what it was")
    backfill.add_argument("--severity", metavar="P1", default="", help="the book's when absent")


def _add_proofs(verify: ArgumentParser) -> None:
    verify.add_argument("id", metavar="ID", nargs="?", default="", help=ID)
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

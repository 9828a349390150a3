"""`incident show ID`: the log as a timeline for people, or as one JSON document with every key it holds."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cio_tui.cli.exit_codes import ExitCode
from cio_tui.cli.incident_place import find
from cio_tui.core.events import (
    Decision,
    EscalationAccepted,
    EscalationDeclined,
    IncidentOpened,
    Unrecognized,
)
from cio_tui.core.fingerprint import fingerprint
from cio_tui.core.telling import tell
from cio_tui.core.times import stamp
from cio_tui.core.toml_line import line
from cio_tui.runtime.log_reader import read_doubtful, read_history

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Iterator

    from cio_tui.cli.output import Output
    from cio_tui.core.record import Recorded
    from cio_tui.runtime.incident_folder import IncidentFolder
    from cio_tui.runtime.log_reader import History
    from cio_tui.runtime.settings import Settings

_CHOICES = (Decision, EscalationAccepted, EscalationDeclined)
"""Events that are shown with what every probe said, since somebody chose on the strength of it."""


def run(arguments: Namespace, settings: Settings, output: Output) -> int:
    """Print the log. A damaged one is shown as far as it can be read, and exits with 1; so does an empty one."""
    folder = find(settings, arguments.id)
    history = read_history(folder)
    if arguments.json:
        output.write_json("incident-show", _document(folder, history))
    else:
        for text in _timeline(folder, history):
            output.write_line(text)
    return ExitCode.FAILING if history.damage or not history.records else ExitCode.OK


def _timeline(folder: IncidentFolder, history: History) -> Iterator[str]:
    yield from _head(folder, history)
    opened = history.records[0].event if history.records else None
    note = "afterwards: " if isinstance(opened, IncidentOpened) and opened.mode == "backfill" else ""
    day = ""
    for recorded in history.records:
        if (today := f"{recorded.at:%Y-%m-%d}") != day:
            yield ""
            yield today
            day = today
        yield from _entry(recorded, note=note)
    if history.damage:
        yield ""
        yield f"DAMAGED  {history.damage.sentence}"
        doubtful = list(read_doubtful(history.log, len(history.records)))
        yield from ["What follows can be read, but nothing vouches for it."] if doubtful else []
        for recorded in doubtful:
            yield from _entry(recorded, mark="?")


def _head(folder: IncidentFolder, history: History) -> Iterator[str]:
    records = history.records
    opened = records[0].event if records else None
    if isinstance(opened, IncidentOpened):
        where = " ".join(filter(None, (opened.mode.upper(), opened.region, opened.label)))
        yield f"{folder.id}  {opened.severity} {opened.title}  {where}"
    else:
        yield folder.id
    if not records and not history.damage:
        yield "The log holds no event."
        return
    held = f"chain holds, log {fingerprint(history.log.digests)}" if not history.damage else "DAMAGED"
    span = f"{stamp(records[0].at)} to {stamp(records[-1].at)}, " if records else ""
    yield f"{span}{len(records)} events, {held}"


def _entry(recorded: Recorded, mark: str = "", note: str = "") -> Iterator[str]:
    lead = f"{mark or recorded.seq:>4}  {recorded.at:%H:%M:%S}  {recorded.by:<10}  {note}"
    first, *more = tell(recorded.event).split("\n")
    yield lead + first
    indent = " " * len(lead)
    yield from (indent + text for text in more)
    if recorded.jump_s:
        yield f"{indent}the wall clock was set by {recorded.jump_s:+.1f} s before this"
    if isinstance(recorded.event, _CHOICES) and recorded.saw:
        seen = (
            f"{probe} {saw.verdict} {saw.summary} ({saw.age_s:.0f} s)" for probe, saw in recorded.saw.items()
        )
        yield f"{indent}saw: {' | '.join(seen)}"
    newer = recorded.event.fields if isinstance(recorded.event, Unrecognized) else recorded.unknown
    yield from (indent + line(name, value).rstrip("\n") for name, value in newer.items())


def _document(folder: IncidentFolder, history: History) -> dict[str, object]:
    doubtful = read_doubtful(history.log, len(history.records)) if history.damage else ()
    return {
        "incident": folder.id,
        "fingerprint": str(fingerprint(history.log.digests)),
        "damage": history.damage._asdict() if history.damage else None,
        "events": [_event(recorded) for recorded in history.records],
        "doubtful": [_event(recorded) for recorded in doubtful],
    }


def _event(recorded: Recorded) -> dict[str, object]:
    from cio_tui.core.event_fields import own_fields

    return {
        "seq": recorded.seq,
        "at": recorded.at,
        "mono": recorded.mono,
        "jump_s": recorded.jump_s,
        "kind": recorded.event.kind,
        "by": recorded.by,
        **dict(own_fields(recorded.event)),
        **recorded.unknown,
        "saw": {
            probe: {"verdict": seen.verdict, "summary": seen.summary, "age_s": seen.age_s}
            for probe, seen in recorded.saw.items()
        },
        "digest": recorded.digest,
    }

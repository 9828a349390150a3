from __future__ import annotations

import json
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from cio_tui.core import events
from cio_tui.core.chain import seal
from cio_tui.core.codec import encode
from cio_tui.core.errors import UserError
from cio_tui.core.reading import Verdict
from cio_tui.core.record import Recorded
from cio_tui.core.review.account import ExceptionKind
from cio_tui.report.json_document import render_json
from cio_tui.runtime.pinning import pin
from cio_tui.runtime.reviewing import NO_SAMPLE, review
from tests.core.books import do, make
from tests.runtime.conftest import AT

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cio_tui.core.events import Event
    from cio_tui.runtime.incident_folder import IncidentFolder
    from tests.runtime.conftest import Notes

BOOK = make(do("look", 'source = ["P1.1"]'))

TOLD: tuple[Event, ...] = (
    events.StepEntered("look", "Look"),
    events.StepDone("look", "attested", "as seen"),
    events.Note("todo: ask them for a post-mortem"),
    events.ProbeChanged("track", "unknown", "failing", "503 in 212 ms"),
    events.IncidentClosed(("all is switched back",)),
)


def opening(folder: IncidentFolder) -> events.IncidentOpened:
    return events.IncidentOpened(
        1, "0.1.0", folder.id, "live", "a", "Book a", "P2", BOOK.sha256, "us", "prod", "jump1", 1
    )


def record(told: Sequence[Event]) -> list[Recorded]:
    return [
        Recorded(seq, AT + timedelta(seconds=10 * seq), 10.0 * seq, "amira", event)
        for seq, event in enumerate(told, 1)
    ]


def blocks(records: Sequence[Recorded]) -> list[bytes]:
    found: list[bytes] = []
    digest = ""
    for recorded in records:
        block, digest = encode(recorded, digest)
        found.append(block)
    return found


def write(folder: IncidentFolder, data: bytes) -> None:
    Path(folder.log()).write_bytes(data)


@pytest.fixture
def written(folder: IncidentFolder) -> list[bytes]:
    """A closed incident on disk with its book; the blocks of its log."""
    pin(folder, {"a": BOOK})
    found = blocks(record((opening(folder), *TOLD)))
    write(folder, b"".join(found))
    return found


def sample(second: float, probe: str = "track", verdict: str = "ok", **more: object) -> bytes:
    at = AT + timedelta(seconds=second)
    table = {
        "verdict": verdict,
        "at": at.isoformat(),
        "mono": second,
        "probe": probe,
        "summary": f"{probe} {verdict}",
        "reasons": [],
        "fields": {"error": "none", "ms": 31.5, "skew_s": 0.2},
        "detail": {"status": "HTTP/1.1 200 OK"},
        **more,
    }
    return json.dumps(table, separators=(",", ":")).encode() + b"\n"


def test_a_whole_incident_gives_a_whole_account(folder: IncidentFolder, written: list[bytes]) -> None:
    reviewed = review(folder)
    header = reviewed.account.header
    assert (header.incident, header.events, header.is_closed, header.duration_s) == (folder.id, 6, True, 50)
    assert (header.chain_fault, header.remarks, header.fingerprint) == (
        "",
        (NO_SAMPLE,),
        reviewed.verification.fingerprint,
    )
    (look, _) = reviewed.account.steps
    assert (look.step, look.mark, look.said, look.seconds, look.source) == (
        "look",
        "attested",
        "as seen",
        10,
        "P1.1",
    )
    assert reviewed.account.exceptions == ()


def test_an_edited_log_says_so_and_shows_what_follows_as_doubtful(
    folder: IncidentFolder, written: list[bytes]
) -> None:
    write(folder, b"".join(written).replace(b"as seen", b"as sead"))
    account = review(folder).account
    assert account.header.chain_fault == "Event 3 was changed after it was written: its digest does not fit."
    assert [(row.seq, row.doubtful) for row in account.rows] == [
        (1, False),
        (2, False),
        (3, True),
        (4, True),
        (5, True),
        (6, True),
    ]
    (damage,) = (one for one in account.exceptions if one.kind is ExceptionKind.DAMAGE)
    assert (damage.seq, damage.sentence) == (3, account.header.chain_fault)
    assert account.header.events == 2
    assert not account.header.is_closed


def test_a_log_cut_in_the_middle_of_an_event_is_reviewed_up_to_it(
    folder: IncidentFolder, written: list[bytes]
) -> None:
    write(folder, b"".join(written[:4]) + written[4][:40])
    account = review(folder).account
    assert account.header.events == 4
    assert "a write was cut off" in account.header.chain_fault


def test_of_a_log_whose_first_event_is_edited_everything_is_doubtful_but_shown(
    folder: IncidentFolder, written: list[bytes]
) -> None:
    write(folder, b"".join(written).replace(b'severity = "P2"', b'severity = "P4"'))
    account = review(folder).account
    assert (account.header.events, account.header.severities, account.header.title) == (0, ("P4",), "Book a")
    assert [row.doubtful for row in account.rows] == [True] * 6
    assert account.metrics[0].text.startswith("not recorded")


@pytest.mark.parametrize("data", [b"", b"\n\n", b"hello\n\nworld\n\n", b"\x00\xff" * 1000, b"[[event]]\n"])
def test_where_no_event_can_be_read_there_is_nothing_to_review(folder: IncidentFolder, data: bytes) -> None:
    write(folder, data)
    with pytest.raises(UserError, match=f"There is nothing to review in {folder.id}"):
        review(folder)


def test_without_a_log_the_sentence_names_the_file(folder: IncidentFolder) -> None:
    with pytest.raises(UserError, match=r"log\.toml"):
        review(folder)


def test_a_log_with_nothing_but_its_opening_is_an_account(folder: IncidentFolder) -> None:
    write(folder, b"".join(blocks(record((opening(folder),)))))
    account = review(folder).account
    assert (len(account.rows), account.strips, account.choices) == (1, (), ())
    assert account.summary[0].startswith(
        "What: Book a (P2, us prod), 2026-11-21 20:21:17Z, open, its last event after 0 s"
    )


def test_without_the_pinned_book_the_events_still_tell_and_the_loss_is_said(
    folder: IncidentFolder, written: list[bytes]
) -> None:
    Path(folder.book).unlink()
    account = review(folder).account
    assert [(step.step, step.title, step.mark, step.source) for step in account.steps] == [
        ("look", "Look", "attested", "")
    ]
    assert any("What only the book knows is left out" in remark for remark in account.header.remarks)
    assert [one.kind for one in account.exceptions] == [ExceptionKind.DAMAGE]


@pytest.mark.parametrize("content", [b"", b"schema = 9", b"\xff\xfe", b"schema = 1\n[runbook]\nid = 3\n"])
def test_a_changed_book_is_named_and_never_ends_a_review(
    folder: IncidentFolder, written: list[bytes], content: bytes
) -> None:
    Path(folder.book).write_bytes(content)
    account = review(folder).account
    assert len(account.rows) == 6
    assert any("is not the book that was used" in one.sentence for one in account.exceptions)


def test_an_event_of_a_newer_version_is_a_row_with_its_keys(folder: IncidentFolder) -> None:
    newer = events.Unrecognized("weather.changed", {"sky": "grey"})
    write(folder, b"".join(blocks(record((opening(folder), newer)))))
    row = review(folder).account.rows[1]
    assert row.sentence == "weather.changed (written by a newer version) (sky: grey)"


def test_the_log_of_another_incident_is_reviewed_and_named(folder: IncidentFolder) -> None:
    other = opening(folder)._replace(incident="INC-20200101-0000-aa")
    write(folder, b"".join(blocks(record((other, *TOLD)))))
    account = review(folder).account
    assert any(
        one.sentence == f"This is the log of INC-20200101-0000-aa, not of {folder.id}."
        for one in account.exceptions
    )


def test_hostile_text_reaches_no_reader_raw(folder: IncidentFolder, written: list[bytes]) -> None:
    evil = "\\u001b]0;owned\\u0007\\u202e\\u0000"
    write(folder, b"".join(written).replace(b"as seen", evil.encode()))
    Path(folder.readings).write_bytes(sample(25, summary="\x1b[2J\u202e", probe="tr\x07ack"))
    document = render_json(review(folder).account)
    told = "".join(str(value) for value in json.loads(document).values())
    assert not [character for character in told if character in "\x1b\x07\u202e\x00"]
    assert "␛" in told


def test_numbers_no_clock_can_have_change_no_other_time(folder: IncidentFolder) -> None:
    records = record((opening(folder), *TOLD))
    records[2] = records[2]._replace(mono=float("nan"))
    records[3] = records[3]._replace(mono=float("inf"))
    records[4] = records[4]._replace(mono=-1e300)
    write(folder, b"".join(blocks(records)))
    account = review(folder).account
    assert [row.offset_s for row in account.rows] == [0, 10, 20, 30, 40, 50]
    json.loads(render_json(account))


def test_ten_megabytes_of_text_are_reviewed(folder: IncidentFolder) -> None:
    huge = tuple(events.Note("x" * 20_000) for _ in range(500))
    write(folder, b"".join(blocks(record((opening(folder), *huge)))))
    assert Path(folder.log()).stat().st_size > 10_000_000
    assert len(review(folder).account.rows) == 501


def test_without_samples_the_loss_is_said(folder: IncidentFolder, written: list[bytes]) -> None:
    assert NO_SAMPLE in review(folder).account.header.remarks
    sample = '{"verdict":"ok","at":"2026-11-21T20:22:00.000Z","mono":5.0,"probe":"a","summary":"x"'
    Path(folder.readings).write_text(sample + ',"reasons":[],"fields":{}}\n')
    assert NO_SAMPLE not in review(folder).account.header.remarks


def test_samples_are_points_and_what_is_no_sample_is_passed_over(
    folder: IncidentFolder, written: list[bytes]
) -> None:
    lines = (
        sample(15),
        b"garbage\n",
        b'{"verdict": 3}\n',
        b"[" * 100_000 + b"\n",
        sample(25, verdict="failing"),
    )
    naive = sample(30, at="2026-11-21T20:21:00")
    Path(folder.readings).write_bytes(b"".join(lines) + naive + sample(35)[:50])
    reviewed = review(folder)
    (strip,) = reviewed.account.strips
    assert [(point.offset_s, point.verdict, point.value) for point in strip.points] == [
        (5, Verdict.OK, 31.5),
        (15, Verdict.FAILING, 31.5),
    ]
    assert len(reviewed.readings) == 2
    assert reviewed.account.header.clock_skew_s == 0.2


def test_a_field_called_detail_does_not_hide_a_sample(folder: IncidentFolder, written: list[bytes]) -> None:
    Path(folder.readings).write_bytes(sample(15, fields={"error": "none", "ms": 7.0, "detail": 1, "more": 2}))
    (strip,) = review(folder).account.strips
    assert strip.points[0].value == 7.0


def test_a_drill_is_debriefed_where_its_scenario_is_known(folder: IncidentFolder) -> None:
    drill = opening(folder)._replace(mode="drill", scenario="total-outage", book="p1-outage")
    write(folder, b"".join(blocks(record((drill, *TOLD)))))
    debrief = review(folder).account.debrief
    assert debrief is not None
    assert (debrief.scenario, debrief.ideal) == ("total-outage", ())
    unknown = drill._replace(scenario="/etc/passwd")
    write(folder, b"".join(blocks(record((unknown, *TOLD)))))
    assert review(folder).account.debrief is None


def test_a_log_beside_many_notes_reads_as_they_were_written(folder: IncidentFolder, notes: Notes) -> None:
    write(folder, b"".join(blocks(notes(300))))
    account = review(folder).account
    assert [row.seq for row in account.rows] == [*range(1, 301)]
    assert {row.kind.value for row in account.rows[1:]} == {"note"}


@pytest.mark.parametrize("moment", [b"0001-01-01T00:00:00+23:59", b"9999-12-31T23:59:59-23:59"])
def test_a_time_that_no_other_zone_can_tell_is_no_time(
    folder: IncidentFolder, written: list[bytes], moment: bytes
) -> None:
    log, digest = b"", ""
    for block in written:
        body = block.rpartition(b"[event.chain]")[0].replace(
            b"at = 2026-11-21T20:21:37.114Z", b"at = " + moment
        )
        sealed, digest = seal(body, digest)
        log += sealed
    write(folder, log)
    account = review(folder).account
    assert account.header.chain_fault == "Event 3 cannot be read. A block has no number, or no time."
    assert [(row.seq, row.doubtful) for row in account.rows] == [
        (1, False),
        (2, False),
        (4, True),
        (5, True),
        (6, True),
    ]
    json.loads(render_json(account))

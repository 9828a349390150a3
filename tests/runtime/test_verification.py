from __future__ import annotations

from datetime import timedelta
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from cio_tui.core.codec import encode
from cio_tui.core.events import IncidentClosed, IncidentOpened, NotifySent, StepEntered
from cio_tui.core.fingerprint import parse_fingerprint
from cio_tui.runtime.log_opening import begin_log
from cio_tui.runtime.log_reader import read_history
from cio_tui.runtime.verification import verify

if TYPE_CHECKING:
    from cio_tui.core.record import Recorded
    from cio_tui.runtime.incident_folder import IncidentFolder
    from cio_tui.runtime.pen import Holder
    from tests.runtime.conftest import Notes

BOOK = b'schema = 1\n[runbook]\nid = "p1-outage"\n'
OTHER = b'schema = 1\n[runbook]\nid = "p2-error-rate"\n'


@pytest.fixture
def records(folder: IncidentFolder, me: Holder, notes: Notes) -> list[Recorded]:
    """A whole and closed incident on disk, with a message sent and a second book."""
    opened, moved, sent, note, closed = notes(5)
    assert isinstance(opened.event, IncidentOpened)
    book = sha256(BOOK).hexdigest()
    writer = begin_log(folder, me).writer
    written = [
        *writer.write([opened._replace(event=opened.event._replace(incident=folder.id, book_sha256=book))])
    ]
    other = StepEntered("monitor", book="p2-error-rate", book_sha256=sha256(OTHER).hexdigest())
    written += writer.write([moved._replace(event=other)])
    carried = NotifySent("tell", "hello", fingerprint=f"{writer.digest[:12]}#2")
    written += writer.write([sent._replace(event=carried), note, closed._replace(event=IncidentClosed())])
    writer.close()
    Path(folder.book).write_bytes(BOOK)
    Path(folder.path, "runbook-p2-error-rate.toml").write_bytes(OTHER)
    return written


def rewrite(folder: IncidentFolder, records: list[Recorded]) -> None:
    """As somebody who may write the file and computes a new chain."""
    data, digest = b"", ""
    for seq, recorded in enumerate(records, 1):
        block, digest = encode(recorded._replace(seq=seq), digest)
        data += block
    Path(folder.log()).write_bytes(data)


def test_a_whole_incident_holds_and_says_what_to_keep(
    folder: IncidentFolder, records: list[Recorded]
) -> None:
    found = verify(folder)
    assert found.holds
    assert (found.events, found.sealed, found.faults, found.remarks) == (5, 5, (), ())
    assert found.fingerprint == f"{records[-1].digest[:12]}#5"
    assert verify(folder, parse_fingerprint(found.fingerprint)).holds
    assert verify(folder, parse_fingerprint(f"log {records[2].digest}#3")).holds


def test_an_edit_is_found_by_the_chain_alone(folder: IncidentFolder, records: list[Recorded]) -> None:
    log = Path(folder.log())
    log.write_bytes(log.read_bytes().replace(b"note 4", b"nope 4"))
    assert verify(folder).faults == ("Event 4 was changed after it was written: its digest does not fit.",)


def test_a_cut_is_found_only_with_a_fingerprint_kept_elsewhere(
    folder: IncidentFolder, records: list[Recorded]
) -> None:
    kept = parse_fingerprint(verify(folder).fingerprint)
    rewrite(folder, records[:4])
    assert verify(folder).holds
    assert "the log ends with event 4: it was cut" in verify(folder, kept).faults[0]


def test_a_new_chain_over_an_edit_is_found_only_so_too(
    folder: IncidentFolder, records: list[Recorded]
) -> None:
    kept = parse_fingerprint(verify(folder).fingerprint)
    rewrite(folder, [*records[:4], records[4]._replace(by="somebody else")])
    assert verify(folder).holds
    assert "rewritten at or before it" in verify(folder, kept).faults[0]


def test_a_fingerprint_that_was_sent_betrays_a_new_chain(
    folder: IncidentFolder, records: list[Recorded]
) -> None:
    rewrite(folder, [records[0]._replace(by="somebody else"), *records[1:]])
    assert verify(folder).faults[0].startswith("Event 3 sent a fingerprint: ")


def test_of_many_fingerprints_that_do_not_fit_the_first_are_named_and_the_others_counted(
    folder: IncidentFolder, records: list[Recorded]
) -> None:
    opened, _, sent, *_ = records
    rewrite(folder, [opened._replace(by="somebody else"), *[sent] * 9])
    *named, rest = [fault for fault in verify(folder).faults if "fingerprint" in fault]
    assert [fault.split(" sent")[0] for fault in named] == ["Event 2", "Event 3", "Event 4"]
    assert rest == "6 more of the fingerprints that messages carried away do not fit."


def test_a_fingerprint_that_is_none_is_a_fault_of_its_event(
    folder: IncidentFolder, records: list[Recorded]
) -> None:
    rewrite(folder, [*records[:2], records[2]._replace(event=NotifySent("tell", "x", fingerprint="soon"))])
    assert verify(folder).faults[0].startswith("Event 3: `soon` is no fingerprint")


@pytest.mark.parametrize("name", ["runbook.toml", "runbook-p2-error-rate.toml"])
def test_a_book_changed_or_gone_is_found(folder: IncidentFolder, records: list[Recorded], name: str) -> None:
    pinned = Path(folder.path, name)
    pinned.write_bytes(pinned.read_bytes() + b"# later\n")
    assert verify(folder).faults == (
        f"{pinned} is not the book that was used: it was changed after the incident began.",
    )
    pinned.unlink()
    assert "as it was used is not there" in verify(folder).faults[0]


def test_the_log_of_another_incident_is_found(folder: IncidentFolder, records: list[Recorded]) -> None:
    moved = folder._replace(path=str(Path(folder.path).with_name("INC-20200101-0000-aa")))
    Path(folder.path).rename(moved.path)
    assert verify(moved).faults == (f"This is the log of {folder.id}, not of INC-20200101-0000-aa.",)


def test_a_torn_end_is_a_fault_unless_somebody_is_writing_it(
    folder: IncidentFolder, me: Holder, records: list[Recorded]
) -> None:
    with Path(folder.log()).open("ab") as file:
        file.write(b"[[event]]\nseq")
    assert "a write was cut off" in verify(folder).faults[0]
    Path(folder.lock).write_text(f'user = "bo"\nhost = "{me.host}"\npid = {me.pid}\nsince = "now"\n')
    assert verify(folder).holds


def test_a_folder_without_a_readable_log_is_a_fault(folder: IncidentFolder) -> None:
    assert "No such file" in verify(folder).faults[0]
    Path(folder.log()).write_bytes(b"")
    assert verify(folder).faults == ("The log holds no event.",)


def test_what_is_odd_but_no_fault_is_remarked(folder: IncidentFolder, records: list[Recorded]) -> None:
    first = records[0]
    assert isinstance(first.event, IncidentOpened)
    odd = [first._replace(event=first.event._replace(schema=2)), records[3]._replace(jump_s=-60.0)]
    rewrite(folder, odd)
    found = verify(folder)
    assert found.holds
    assert found.remarks == (
        "A newer cio-tui wrote it (log schema 2); this one may not understand all of it.",
        "The wall clock was set before 1 of the events, first before event 2.",
    )
    assert read_history(folder).damage is None


def test_a_time_that_goes_back_in_a_new_chain_is_remarked_on_and_is_no_fault(
    folder: IncidentFolder, records: list[Recorded]
) -> None:
    *before, closed = records
    rewrite(folder, [*before, closed._replace(at=closed.at - timedelta(hours=1))])
    Path(folder.book).write_bytes(BOOK)
    found = verify(folder)
    assert found.holds
    (remark,) = found.remarks
    assert remark.startswith(
        "Before event 5 the time goes back by 1 h, and nothing notes that the clock was set"
    )

from __future__ import annotations

import os
import socket
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from cio_tui.core.chain import trace
from cio_tui.core.codec import decode, encode
from cio_tui.core.events import IncidentOpened
from cio_tui.runtime.pen import Holder, Pen

if TYPE_CHECKING:
    from tests.cli.conftest import Cli

SAMPLE = (Path(__file__).parents[1] / "data/logs/schema-1.toml").read_bytes()
ID = "INC-20261121-2021-k7"
REMARK = ["      The wall clock was set before 1 of the events, first before event 37."]
HEAD = f"{trace(SAMPLE).digests[-1][:12]}#38"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """The folder of the incidents, with one closed incident in it."""
    folder = tmp_path / ".local/state/cio-tui/incidents"
    add(folder, ID, SAMPLE)
    return folder


def add(root: Path, name: str, log: bytes) -> Path:
    """One more incident; its folder."""
    folder = root / name
    folder.mkdir(parents=True, mode=0o700)
    (folder / "log.toml").write_bytes(log)
    return folder


def first_events(count: int) -> bytes:
    """The sample while it was still open."""
    return b"\n\n".join(SAMPLE.split(b"\n\n")[:count]) + b"\n\n"


def without_book(lines: str) -> list[str]:
    """What verify says besides that the sample has no runbook beside it."""
    return [line for line in lines.splitlines() if "runbook.toml" not in line]


# -- list


def test_list_shows_each_incident_as_it_stands(cli: Cli, root: Path) -> None:
    add(root, "INC-20261122-0900-ab", first_events(20))
    add(root, "INC-20261123-0900-cd", SAMPLE.replace(b"Queue is buffering", b"Queue is blocking!"))
    add(root, "INC-20261124-0900-ef", b"")
    done = cli("incident", "list")
    assert done.code == 0
    lines = {line.split()[0]: line for line in done.stdout.splitlines()}
    assert list(lines) == [
        "id", "INC-20261124-0900-ef", "INC-20261123-0900-cd", "INC-20261122-0900-ab", ID,
    ]  # fmt: skip
    assert "empty" in lines["INC-20261124-0900-ef"]
    assert "its folder can be removed" in lines["INC-20261124-0900-ef"]
    assert "Event 8 was changed" in lines["INC-20261123-0900-cd"]
    assert lines["INC-20261122-0900-ab"].split()[1:6] == ["open", "P2", "p1-outage", "breaker", "amira"]
    assert lines[ID].split()[1:6] == ["closed", "P2", "p1-outage", "breaker", "cy"]


def test_list_can_leave_out_what_is_closed(cli: Cli, root: Path) -> None:
    add(root, "INC-20261122-0900-ab", first_events(20))
    assert [line.split()[0] for line in cli("incident", "list", "--open").stdout.splitlines()[1:]] == [
        "INC-20261122-0900-ab"
    ]


def test_list_says_who_is_writing(cli: Cli, root: Path) -> None:
    holder = Holder("bo", socket.gethostname(), os.getpid(), "now")
    pen = Pen.acquire(str(root / ID / "lock"), holder)
    assert f"bo@{holder.host} {holder.pid} is writing" in cli("incident", "list").stdout
    (document,) = cli("incident", "list", "--json").document["incidents"]
    assert document["holder"] == str(holder)
    pen.release()


def test_list_says_of_a_torn_end_that_a_write_was_cut_off_unless_somebody_is_writing(
    cli: Cli, root: Path
) -> None:
    folder = add(root, "INC-20261122-0900-ab", first_events(20)[:-40])
    torn = "The log ends in 205 bytes that are no whole event 20: a write was cut off."
    (line,) = (line for line in cli("incident", "list").stdout.splitlines() if "0900-ab" in line)
    assert line.split()[1] == "open"
    assert line.endswith(torn)
    pen = Pen.acquire(str(folder / "lock"), Holder("bo", socket.gethostname(), os.getpid(), "now"))
    assert "cut off" not in cli("incident", "list").stdout
    pen.release()


def test_list_as_json_carries_every_field(cli: Cli, root: Path) -> None:
    document = cli("incident", "list", "--json").document
    assert document["schema"] == "cio-tui/incident-list/1"
    (incident,) = document["incidents"]
    assert incident == {
        "incident": ID, "state": "closed", "is_open": False, "mode": "live", "book": "p1-outage",
        "title": "Complete outage", "severity": "P2", "step": "breaker", "who": "cy", "events": 38,
        "opened_at": "2026-11-21T20:21:07.114Z", "last_at": "2026-11-21T21:27:47.114Z", "trouble": "", "holder": "",
        "active_at": "2026-11-21T21:27:47.114Z", "torn": "",
        "is_reviewed": False, "books": ["p1-outage"], "severities": ["P1", "P2"], "found_in": [],
    }  # fmt: skip


def test_no_incidents_is_no_error(cli: Cli) -> None:
    done = cli("incident", "list")
    assert (done.code, done.stdout) == (0, "")
    assert "no incidents" in done.stderr


def test_the_folder_comes_from_the_configuration(cli: Cli, root: Path, tmp_path: Path) -> None:
    shared = tmp_path / "shared"
    add(shared, "INC-20261122-0900-ab", first_events(20))
    done = cli("incident", "list", "--json", CIO_TUI_LOG_DIR=str(shared))
    assert [incident["incident"] for incident in done.document["incidents"]] == ["INC-20261122-0900-ab"]


# -- show


def test_show_tells_the_incident_event_by_event(cli: Cli, root: Path) -> None:
    done = cli("incident", "show", "k7")
    assert done.code == 0
    assert done.stdout.startswith(f"{ID}  P1 Complete outage  LIVE us prod\n")
    assert f"38 events, chain holds, log {HEAD}" in done.stdout
    assert '   6  20:23:58  amira       breaker attested: "open"\n' in done.stdout
    assert "saw: track failing 503 in 212 ms (4 s) | app failing" in done.stdout
    assert "hypothesis (written by a newer version)" in done.stdout
    assert 'who = {first = "cy"}' in done.stdout


def test_show_as_json_holds_every_key_of_every_event(cli: Cli, root: Path) -> None:
    document = cli("incident", "show", "k7", "--json").document
    assert (document["incident"], document["damage"], document["fingerprint"]) == (ID, None, HEAD)
    events = document["events"]
    assert [event["seq"] for event in events] == list(range(1, 39))
    assert events[5]["saw"]["track"] == {"verdict": "failing", "summary": "503 in 212 ms", "age_s": 4.1}
    assert (events[36]["kind"], events[36]["links"], events[36]["mood"]) == (
        "hypothesis", [{"to": 3}, {"to": 5}], "calm",
    )  # fmt: skip
    assert events[0]["at"] == "2026-11-21T20:21:07.114Z"


def test_show_of_a_damaged_log_shows_what_can_be_read_and_fails(cli: Cli, root: Path) -> None:
    add(root, "INC-20261123-0900-cd", SAMPLE.replace(b"Queue is buffering", b"Queue is blocking!"))
    done = cli("incident", "show", "cd")
    assert done.code == 1
    assert "DAMAGED  Event 8 was changed after it was written" in done.stdout
    assert "   ?  20:24:07  amira       confirmed protect-list 1: Queue is blocking!" in done.stdout


def test_nothing_in_a_hostile_log_reaches_the_terminal(cli: Cli, root: Path) -> None:
    hostile = SAMPLE.replace(b"Queue is buffering", b"\\u001b]52;c;cm0=\\u0007\xc2\x9b31m").replace(
        b"prod", b"\xff"
    )
    add(root, "INC-20261123-0900-cd", hostile)
    for words in (("show", "cd"), ("list",), ("verify", "cd"), ("show", "cd", "--json")):
        done = cli("incident", *words)
        assert all(character == "\n" or character.isprintable() for character in done.stdout + done.stderr)


@pytest.mark.parametrize("word", ["nothing", "../../etc", ""])
def test_an_id_that_names_no_incident_is_a_sentence(cli: Cli, root: Path, word: str) -> None:
    add(root, "INC-20261122-0900-ab", first_events(20))
    done = cli("incident", "show", word)
    assert (done.code, done.stdout) == (2, "")
    assert "Give more of the id" in done.stderr if not word else "cio-tui incident list" in done.stderr


# -- note


def test_note_adds_to_a_log_that_nobody_is_writing(cli: Cli, root: Path) -> None:
    done = cli("incident", "note", "k7", "the", "vendor", "called", CIO_TUI_PERSON="dana")
    assert done.code == 0
    assert done.stdout.startswith(f"saved as event 39 of {ID}, log ")
    event = cli("incident", "show", "k7", "--json").document["events"][38]
    assert (event["kind"], event["by"], event["text"]) == ("note", "dana", "the vendor called")
    assert event["mono"] > 3632.2
    assert (root / ID / "lock").read_bytes() == b""


def test_a_note_too_long_for_the_log_is_saved_as_far_as_it_goes_and_that_is_said(
    cli: Cli, root: Path
) -> None:
    done = cli("incident", "note", "k7", "-", "--at", "12m ago", stdin="x" * 30_000)
    assert done.code == 0
    assert (
        "The text was cut after 19,941 characters; note the rest, or where the whole is kept." in done.stderr
    )
    assert (
        "x… [cut after 19,941 characters; the rest is not in the log]" in cli("incident", "show", "k7").stdout
    )


def test_note_reads_several_lines_from_stdin(cli: Cli, root: Path) -> None:
    assert cli("incident", "note", "k7", "-", stdin="one\ntwo\n").code == 0
    assert cli("incident", "show", "k7", "--json").document["events"][38]["text"] == "one\ntwo"


def test_note_hides_credentials_and_people_before_they_are_written(cli: Cli, root: Path) -> None:
    key = "correct-horse-battery"
    done = cli("incident", "note", "k7", f"{key} \x1b[1m ana@example.com", CUSTOMERIO_APP_API_KEY=key)
    assert done.code == 0
    text = cli("incident", "show", "k7", "--json").document["events"][38]["text"]
    assert text.startswith("[redacted app_api_key] ␛[1m person:")
    log = (root / ID / "log.toml").read_text()
    assert key not in log
    assert "ana@" not in log
    cli("incident", "note", "k7", "ana@example.com", CIO_TUI_LOG_PERSONAL_DATA="keep")
    assert cli("incident", "show", "k7", "--json").document["events"][39]["text"] == "ana@example.com"


def test_note_is_refused_while_a_session_writes(cli: Cli, root: Path) -> None:
    pen = Pen.acquire(str(root / ID / "lock"), Holder("bo", socket.gethostname(), os.getpid(), "now"))
    done = cli("incident", "note", "k7", "hello")
    assert (done.code, done.stdout) == (4, "")
    assert f"bo holds the pen of {ID}" in done.stderr
    pen.release()
    assert (root / ID / "log.toml").read_bytes() == SAMPLE


def test_note_is_refused_by_a_damaged_log(cli: Cli, root: Path) -> None:
    folder = add(root, "INC-20261123-0900-cd", SAMPLE.replace(b"Queue is buffering", b"Queue is blocking!"))
    before = (folder / "log.toml").read_bytes()
    done = cli("incident", "note", "cd", "hello")
    assert done.code == 4
    assert "nothing is added to it" in done.stderr
    assert (folder / "log.toml").read_bytes() == before


def test_an_empty_note_is_refused(cli: Cli, root: Path) -> None:
    done = cli("incident", "note", "k7", "  ")
    assert (done.code, done.stderr) == (2, "A note needs a text.\n")


# -- verify


def test_verify_as_json_says_what_to_keep(cli: Cli, root: Path) -> None:
    done = cli("incident", "verify", "k7", "--json")
    (found,) = done.document["incidents"]
    assert (found["events"], found["sealed"], found["fingerprint"]) == (38, 38, HEAD)
    assert [fault for fault in found["faults"] if "runbook.toml" not in fault] == []


def test_verify_with_a_fingerprint_kept_elsewhere_finds_a_cut(cli: Cli, root: Path) -> None:
    whole = cli("incident", "verify", "k7", "--head", HEAD)
    assert without_book(whole.stdout) == [
        f"✗ failing  {ID}  38 events, sealed by event 38, log {HEAD}",
        *REMARK,
    ]
    (root / ID / "log.toml").write_bytes(first_events(30))
    cut = cli("incident", "verify", "k7", "--head", f"log {HEAD}")
    assert cut.code == 1
    assert f"{HEAD} was taken after event 38, but the log ends with event 30: it was cut." in cut.stdout


def test_verify_of_all_fails_if_one_does(cli: Cli, root: Path) -> None:
    add(root, "INC-20261123-0900-cd", SAMPLE.replace(b"Queue is buffering", b"Queue is blocking!"))
    done = cli("incident", "verify")
    assert done.code == 1
    assert "Event 8 was changed" in done.stdout
    assert len([line for line in done.stdout.splitlines() if "INC-" in line and "failing" in line]) == 2


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("--head", "soon"), "name it before --head"),
        (("k7", "--head", "soon"), "is no fingerprint"),
        (("zz",), "no incident `zz`"),
    ],
)
def test_verify_asked_wrongly_is_a_sentence(
    cli: Cli, root: Path, words: tuple[str, ...], sentence: str
) -> None:
    done = cli("incident", "verify", *words)
    assert done.code == 2
    assert sentence in done.stderr


def test_a_whole_incident_holds(cli: Cli, root: Path) -> None:
    book = b"[runbook]\n"
    opened = decode(trace(SAMPLE).blocks[0])
    assert isinstance(opened.event, IncidentOpened)
    event = opened.event._replace(book_sha256=sha256(book).hexdigest())
    (root / ID / "log.toml").write_bytes(encode(opened._replace(event=event))[0])
    (root / ID / "runbook.toml").write_bytes(book)
    done = cli("incident", "verify", "k7")
    assert done.code == 0
    assert done.stdout.startswith(f"✓ ok  {ID}  1 event, no seal, log ")
    assert "Give a fingerprint that was kept elsewhere with --head" in done.stderr

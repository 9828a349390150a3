from __future__ import annotations

import os
import socket
from typing import TYPE_CHECKING, Any

import pytest

from cio_tui.runtime.pen import Holder, Pen
from tests.drilled import P1, lay_out

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Cli


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A drill as it was walked and closed."""
    (folder,) = lay_out(tmp_path / ".local/state/cio-tui/incidents", P1)
    return folder


def events(cli: Cli, incident: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = cli("incident", "show", incident, "--json").document["events"]
    return found


# -- amend


def test_a_correction_stands_beside_the_original(cli: Cli, folder: Path) -> None:
    before = events(cli, folder.name)
    seq = next(event["seq"] for event in before if event["kind"] == "step.done" and event.get("said"))
    done = cli(
        "incident", "amend", folder.name, str(seq), "said", "closed", "--reason", "read the wrong line"
    )
    assert done.code == 0
    assert done.stdout.startswith(f"saved as event {len(before) + 1} of {folder.name}, log ")
    assert f"Event {seq} still says said = " in done.stderr
    *same, added = events(cli, folder.name)
    assert same == before
    assert (added["kind"], added["amends"], added["name"], added["value"], added["reason"]) == (
        "amend", seq, "said", "closed", "read the wrong line",
    )  # fmt: skip
    assert (
        f"amended event {seq}: said is closed - read the wrong line" in cli("incident", "show", "INC").stdout
    )


def test_when_an_event_happened_is_kept_beside_when_it_was_said(cli: Cli, folder: Path) -> None:
    done = cli(
        "incident", "amend", "INC", "2", "happened_at", "2026-11-20 20:09:12", "--reason", "balancer log"
    )
    assert done.code == 0
    added = events(cli, "INC")[-1]
    assert (added["name"], added["value"]) == ("happened_at", "2026-11-20T20:09:12.000Z")
    assert added["at"] > "2026-11-22"


@pytest.mark.parametrize(
    ("words", "code", "sentence"),
    [
        (("9999", "said", "x", "--reason", "y"), 2, "There is no event 9999; the log of"),
        (("0", "said", "x", "--reason", "y"), 2, "There is no event 0"),
        (("1", "colour", "x", "--reason", "y"), 2, "has no field `colour`. It has: schema, tool, incident"),
        (("1", "happened_at", "soon", "--reason", "y"), 2, "`soon` is no time"),
        (("1", "happened_at", "2999-01-01 10:00", "--reason", "y"), 2, "is still ahead"),
        (("1", "title", "x", "--reason", " "), 2, "needs a reason"),
        (("one", "title", "x", "--reason", "y"), 2, "invalid int value"),
        (("1", "title", "x"), 2, "--reason"),
    ],
)
def test_a_correction_of_nothing_is_a_sentence(
    cli: Cli, folder: Path, words: tuple[str, ...], code: int, sentence: str
) -> None:
    before = (folder / "log.toml").read_bytes()
    done = cli("incident", "amend", "INC", *words)
    assert (done.code, done.stdout) == (code, "")
    assert sentence in done.stderr
    assert (folder / "log.toml").read_bytes() == before


def test_a_damaged_log_is_refused_whatever_is_to_be_corrected(cli: Cli, folder: Path) -> None:
    log = folder / "log.toml"
    log.write_bytes(
        log.read_bytes().replace(b"jump", b"bump", 1).replace(b'by = "amira"', b'by = "amirb"', 1)
    )
    done = cli("incident", "amend", "INC", "4", "said", "x", "--reason", "y")
    assert (done.code, done.stdout) == (4, "")
    assert "Event 1 was changed after it was written" in done.stderr


# -- milestone, note --at, reviewed


def test_a_milestone_says_when_and_how_one_knows(cli: Cli, folder: Path) -> None:
    words = ("impact_start", "--at", "2026-11-20 20:09", "--basis", "ana@example.com \x1b[1m saw it")
    assert cli("incident", "milestone", "INC", *words).code == 0
    added = events(cli, "INC")[-1]
    assert (added["kind"], added["name"], added["happened_at"]) == (
        "milestone", "impact_start", "2026-11-20T20:09:00.000Z",
    )  # fmt: skip
    assert added["basis"].startswith("person:")
    assert "milestone impact_start at 2026-11-20 20:09:00Z" in cli("incident", "show", "INC").stdout


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("Impact Start", "--at", "20:09", "--basis", "x"), "named in small letters"),
        (("impact_start", "--at", "later", "--basis", "x"), "`later` is no time"),
        (("impact_start", "--at", "1m ago", "--basis", ""), "how one knows"),
    ],
)
def test_a_milestone_without_name_time_or_basis_is_refused(
    cli: Cli, folder: Path, words: tuple[str, ...], sentence: str
) -> None:
    done = cli("incident", "milestone", "INC", *words)
    assert (done.code, done.stdout) == (2, "")
    assert sentence in done.stderr


def test_a_note_can_say_when_it_happened(cli: Cli, folder: Path) -> None:
    assert cli("incident", "note", "INC", "pager rang", "--at", "2026-11-20 20:10").code == 0
    *_, note, when = events(cli, "INC")
    assert (note["kind"], note["text"]) == ("note", "pager rang")
    assert (when["kind"], when["amends"], when["name"], when["value"], when["reason"]) == (
        "amend", note["seq"], "happened_at", "2026-11-20T20:10:00.000Z", "written afterwards",
    )  # fmt: skip


def test_who_has_read_the_whole_of_it_says_so(cli: Cli, folder: Path) -> None:
    listed = ("incident", "list", "--unreviewed", "--json")
    assert len(cli(*listed).document["incidents"]) == 1
    assert cli("incident", "reviewed", "INC", "--remark", "fine", CIO_TUI_PERSON="dana").code == 0
    assert cli(*listed).document["incidents"] == []
    assert "DRILL; reviewed" in cli("incident", "list").stdout
    cli("incident", "milestone", "INC", "detected", "--at", "20:00", "--basis", "pager")
    assert len(cli(*listed).document["incidents"]) == 1


@pytest.mark.parametrize(
    "words",
    [
        ("amend", "INC", "1", "title", "x", "--reason", "y"),
        ("milestone", "INC", "detected", "--at", "1m ago", "--basis", "x"),
        ("reviewed", "INC"),
        ("note", "INC", "x", "--at", "1m ago"),
    ],
)
def test_nothing_is_added_while_a_session_holds_the_pen(
    cli: Cli, folder: Path, words: tuple[str, ...]
) -> None:
    before = (folder / "log.toml").read_bytes()
    pen = Pen.acquire(str(folder / "lock"), Holder("bo", socket.gethostname(), os.getpid(), "now"))
    done = cli("incident", *words)
    pen.release()
    assert (done.code, done.stdout) == (4, "")
    assert (
        "Ask bo to mark it" if words[0] == "reviewed" else f"bo holds the pen of {folder.name}"
    ) in done.stderr
    assert (folder / "log.toml").read_bytes() == before


# -- backfill


def test_an_incident_nobody_walked_is_written_down(cli: Cli) -> None:
    words = (
        "p2-error-rate",
        "--opened",
        "2026-03-04 05:06",
        "--title",
        "Errors at night",
        "--severity",
        "p3",
    )
    done = cli("incident", "backfill", *words)
    assert done.code == 0, done.stderr
    assert done.stdout.startswith("saved as event 2 of INC-20260304-0506-")
    cli("incident", "note", "0304", "pager rang", "--at", "2026-03-04 05:10")
    cli("incident", "milestone", "0304", "resolved", "--at", "2026-03-04 06:00", "--basis", "graph")
    shown = cli("incident", "show", "0304").stdout
    assert "P3 Errors at night  BACKFILL us" in shown
    assert shown.count("afterwards: ") == 5
    assert cli("incident", "verify", "0304").code == 0
    (listed,) = cli("incident", "list", "--json", "--until", "2026-03-04").document["incidents"]
    assert (listed["mode"], listed["opened_at"], listed["is_open"], listed["severity"]) == (
        "backfill", "2026-03-04T05:06:00.000Z", False, "P3",
    )  # fmt: skip
    assert cli("incident", "list", "--json", "--since", "2026-03-05").document["incidents"] == []


def test_there_is_nothing_to_walk_in_it(cli: Cli) -> None:
    cli("incident", "backfill", "p2-error-rate", "--opened", "2026-03-04 05:06", "--title", "Errors")
    assert "No incident is open" in cli("resume", "--plain").stderr
    done = cli("resume", "0304", "--plain")
    assert (done.code, "was written down afterwards" in done.stderr) == (4, True)


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("p9", "--opened", "20:04", "--title", "x"), "no runbook called p9"),
        (("p2-error-rate", "--opened", "2999-01-01 00:00", "--title", "x"), "still ahead"),
        (("p2-error-rate", "--opened", "20:04", "--title", "x", "--severity", "P9"), "is no severity"),
        (("p2-error-rate", "--opened", "20:04"), "--title"),
    ],
)
def test_a_backfill_of_nothing_leaves_nothing(
    cli: Cli, tmp_path: Path, words: tuple[str, ...], sentence: str
) -> None:
    done = cli("incident", "backfill", *words)
    assert (done.code, done.stdout) == (2, "")
    assert sentence in done.stderr
    assert not (tmp_path / ".local/state/cio-tui/incidents").exists()

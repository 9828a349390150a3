from __future__ import annotations

import os
import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.cli.conftest import Cli

SAMPLE = (Path(__file__).parents[1] / "data/logs/schema-1.toml").read_bytes()
ID = "INC-20261121-2021-k7"
FORMATS = ("md", "html", "json", "slack")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The folder of one closed incident."""
    path = tmp_path / ".local/state/cio-tui/incidents" / ID
    path.mkdir(parents=True, mode=0o700)
    (path / "log.toml").write_bytes(SAMPLE)
    return path


def test_markdown_is_the_default_and_times_are_utc_wherever_it_runs(cli: Cli, folder: Path) -> None:
    done = cli("incident", "report", "k7", TZ="Asia/Tokyo")
    assert done.stdout.startswith("# ")
    assert "2026-11-21 20:21:07 to 21:27:47 (times are UTC)" in done.stdout
    assert "2026-11-22 05:21:07" in cli("incident", "report", "k7", "--local", TZ="Asia/Tokyo").stdout
    assert cli("incident", "report", "k7", "--utc", TZ="Asia/Tokyo").stdout == done.stdout


@pytest.mark.parametrize(
    ("form", "beginning"),
    [("md", "# P"), ("html", "<!doctype html>"), ("json", "{\n"), ("slack", "*P")],
)
def test_each_format_is_one_document_and_always_the_same(
    cli: Cli, folder: Path, form: str, beginning: str
) -> None:
    first, second = (cli("incident", "report", "k7", "--format", form).stdout for _ in range(2))
    assert first.startswith(beginning)
    assert first == second
    assert ID in first


def test_a_book_that_is_gone_and_does_not_fit_is_said_and_fails(cli: Cli, folder: Path) -> None:
    done = cli("incident", "report", "k7")
    assert done.code == 1
    assert "runbook.toml" in done.stderr
    assert "runbook.toml" in done.stdout.partition("## Summary")[0]


def test_a_page_is_utf_8_whatever_the_locale(cli: Cli, folder: Path) -> None:
    page = folder / "page.html"
    cli("incident", "report", "k7", "--format", "html", "--output", str(page))
    printed = cli(
        "incident", "report", "k7", "--format", "html", LC_ALL="C", PYTHONUTF8="0", PYTHONCOERCECLOCALE="0"
    )
    assert printed.stdout == page.read_text(encoding="utf-8")


def test_a_file_is_new_and_for_its_owner_alone(cli: Cli, folder: Path, tmp_path: Path) -> None:
    target = tmp_path / "report.md"
    done = cli("incident", "report", "k7", "--output", str(target))
    assert done.stdout == ""
    assert f"{target}: " in done.stderr
    assert target.read_text() == cli("incident", "report", "k7").stdout
    assert target.stat().st_mode & 0o777 == 0o600


def test_a_file_that_is_there_is_replaced_only_with_force(cli: Cli, folder: Path, tmp_path: Path) -> None:
    target = tmp_path / "report.md"
    target.write_text("mine")
    done = cli("incident", "report", "k7", "--output", str(target))
    assert (done.code, target.read_text()) == (2, "mine")
    assert "exists already" in done.stderr
    assert "Traceback" not in done.stderr
    cli("incident", "report", "k7", "--output", str(target), "--force")
    assert target.read_text().startswith("# ")
    assert [path.name for path in tmp_path.glob("report*")] == ["report.md"]


def test_force_without_a_file_is_a_usage_error(cli: Cli, folder: Path) -> None:
    done = cli("incident", "report", "k7", "--force")
    assert (done.code, done.stdout) == (2, "")


@pytest.mark.parametrize("form", FORMATS)
def test_a_changed_event_is_the_first_thing_said_and_the_rest_is_still_told(
    cli: Cli, folder: Path, form: str
) -> None:
    (folder / "log.toml").write_bytes(SAMPLE.replace(b"Queue is buffering", b"Queue is blocking!"))
    done = cli("incident", "report", "k7", "--format", form)
    assert done.code == 1
    assert "Event 8 was changed after it was written" in done.stdout
    assert "Event 8 was changed" in done.stderr
    assert "Traceback" not in done.stderr


def test_what_follows_a_damage_is_marked_as_doubtful(cli: Cli, folder: Path) -> None:
    (folder / "log.toml").write_bytes(SAMPLE.replace(b"Queue is buffering", b"Queue is blocking!"))
    text = cli("incident", "report", "k7").stdout
    assert text.split("\n\n")[1].startswith("> **DAMAGED.**")
    assert text.count("(doubtful: it stands after the") >= 10


@pytest.mark.parametrize("cut", range(40, len(SAMPLE), len(SAMPLE) // 12))
def test_a_log_cut_anywhere_is_reported_or_refused_in_a_sentence(cli: Cli, folder: Path, cut: int) -> None:
    (folder / "log.toml").write_bytes(SAMPLE[:cut])
    done = cli("incident", "report", "k7", "--format", "slack")
    assert done.code in (1, 4)
    assert "Traceback" not in done.stderr
    assert done.stderr.strip()


@pytest.mark.parametrize(
    "log", [b"", b"\x00" * 4096, b"hello\n\n", b"[[event]]\nseq = 1\n\n", b"\x7fELF" + bytes(range(256)) * 9]
)
def test_what_is_no_log_is_refused_in_a_sentence(cli: Cli, folder: Path, log: bytes) -> None:
    (folder / "log.toml").write_bytes(log)
    done = cli("incident", "report", "k7")
    assert (done.code, done.stdout) == (4, "")
    assert ID in done.stderr
    assert "Traceback" not in done.stderr


def test_an_incident_that_is_not_there_is_a_usage_error(cli: Cli, folder: Path) -> None:
    assert cli("incident", "report", "zz").code == 2


@pytest.mark.parametrize("form", FORMATS)
def test_nothing_in_a_hostile_log_reaches_the_reader(cli: Cli, folder: Path, form: str) -> None:
    evil = (
        b"\\u001b]52;c;cm0=\\u0007\xc2\x9b31m<script>alert(1)</script> ![x](http://evil.example/x) @channel"
    )
    (folder / "log.toml").write_bytes(
        SAMPLE.replace(b"Queue is buffering", evil).replace(b"mono = 62.0", b"mono = inf")
    )
    done = cli("incident", "report", "k7", "--format", form)
    assert "Traceback" not in done.stderr
    assert re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f]", done.stdout + done.stderr) is None
    if form in ("html", "slack"):  # Markdown may quote it in a fence, JSON in a string
        assert "<script" not in done.stdout


def test_the_disk_that_takes_no_file_is_named(cli: Cli, folder: Path, tmp_path: Path) -> None:
    done = cli("incident", "report", "k7", "--output", str(tmp_path / "gone" / "report.md"))
    assert done.code == 2
    assert f"Cannot write {tmp_path / 'gone' / 'report.md'}: {os.strerror(2)}." in done.stderr

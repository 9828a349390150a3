"""The page as a browser shows it. Without Chromium these are skipped; the other tests read the page with a parser."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC
from typing import TYPE_CHECKING

import pytest

from cio_tui.report.html.document import render_html
from cio_tui.report.html.palette import DARK, LIGHT
from cio_tui.runtime.incident_folder import IncidentFolder
from cio_tui.runtime.reviewing import review
from tests.drilled import P1, lay_out
from tests.report.conftest import DRILL, HOSTILE, RICH, STRIPS, with_every_text
from tests.report.html.browser import Browser, find_chromium

if TYPE_CHECKING:
    from pathlib import Path

DRAWINGS = 1 + sum(bool(strip.points) for strip in STRIPS)


@pytest.fixture
def browser(tmp_path: Path) -> Browser:
    program = find_chromium()
    if program is None:
        pytest.skip("Chromium is not installed; on Debian: apt-get install chromium")
    return Browser(program, tmp_path)


def page(folder: Path, text: str) -> str:
    """The address of a page with this text."""
    path = folder / "page.html"
    path.write_text(text, encoding="utf-8")
    return path.as_uri()


def test_the_page_asks_nobody_and_shows_its_charts(browser: Browser, tmp_path: Path) -> None:
    shown = browser.open(page(tmp_path, render_html(RICH, UTC)), "--dump-dom").decode()
    assert browser.asked == []
    assert shown.count("<svg ") == DRAWINGS
    assert len(re.findall(r'<path class="trace" d="M', shown)) == DRAWINGS - 1


def test_a_page_that_does_ask_is_noticed(browser: Browser, tmp_path: Path) -> None:
    browser.open(page(tmp_path, "<!doctype html><img src=http://127.0.0.1:1/picture.png>"), "--dump-dom")
    assert browser.asked == ["http://127.0.0.1:1/picture.png"]


def test_a_hostile_log_makes_no_request_and_runs_nothing(browser: Browser, tmp_path: Path) -> None:
    hostile = (
        "".join(HOSTILE) + "<script>document.title='taken'</script><img src=x onerror=document.title='taken'>"
    )
    shown = browser.open(
        page(tmp_path, render_html(with_every_text(RICH, hostile), UTC)), "--dump-dom"
    ).decode()
    assert browser.asked == []
    assert "<title>taken" not in shown
    assert "<img" not in shown


def test_light_and_dark_follow_the_reader_and_failures_are_seen_in_both(
    browser: Browser, tmp_path: Path
) -> None:
    # A picture begins at the top of the page, so there is little above the charts.
    short = replace(DRILL, summary=(), metrics=(), exceptions=(), choices=(), rows=())
    address = page(tmp_path, render_html(short, UTC))
    light = browser.picture(address, "--blink-settings=preferredColorScheme=1")
    dark = browser.picture(address, "--blink-settings=preferredColorScheme=0")
    for picture, palette, other in ((light, LIGHT, DARK), (dark, DARK, LIGHT)):
        assert picture[palette["ground"]] > 100_000
        assert picture[palette["failing"]] > 2_000
        assert picture[palette["drill"]] > 5_000  # the banner stays in sight
        assert picture[other["ground"]] < 1_000


def test_a_link_to_a_folded_event_unfolds_it(browser: Browser, tmp_path: Path) -> None:
    address = page(tmp_path, render_html(RICH, UTC))
    folded = browser.open(address, "--dump-dom").decode()
    unfolded = browser.open(address + "#e12", "--dump-dom").decode()
    assert folded.count('class="fold" open') == 0
    assert unfolded.count('class="fold" open') == 1


def printed(browser: Browser, folder: Path, text: str) -> tuple[int, int]:
    """Pages and bytes of a page on paper."""
    browser.open(page(folder, text), "--no-pdf-header-footer", f"--print-to-pdf={folder / 'page.pdf'}")
    paper = (folder / "page.pdf").read_bytes()
    assert paper.startswith(b"%PDF-")
    return len(re.findall(rb"/Type /Page\b", paper)), len(paper)


def test_paper_leaves_out_what_is_folded_unless_it_was_unfolded_before(
    browser: Browser, tmp_path: Path
) -> None:
    text = render_html(RICH, UTC)
    pages, size = printed(browser, tmp_path, text)
    unfolded_pages, unfolded = printed(browser, tmp_path, text.replace("<details", "<details open"))
    assert unfolded > size + 10_000
    assert unfolded_pages > pages


def test_a_drilled_outage_is_fewer_than_ten_pages_on_paper(browser: Browser, tmp_path: Path) -> None:
    (folder,) = lay_out(tmp_path / "incidents", P1)
    account = review(IncidentFolder(str(folder))).account
    pages, _ = printed(browser, tmp_path, render_html(account, UTC))
    assert 4 <= pages < 10

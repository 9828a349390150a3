from __future__ import annotations

import subprocess
import sys
from datetime import UTC, datetime, timedelta, timezone
from email.utils import format_datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cio_tui.probes.http_date import read_http_date

BIRTHDAY = datetime(1994, 11, 6, 8, 49, 37, tzinfo=UTC)


@pytest.mark.parametrize(
    "text",
    [
        "Sun, 06 Nov 1994 08:49:37 GMT",
        "Sunday, 06-Nov-94 08:49:37 GMT",
        "Sun Nov  6 08:49:37 1994",
        "Sun, 6 Nov 1994 08:49:37 +0000",
        "Sun, 06 Nov 1994 10:49:37 +0200",
        "Sun, 06 Nov 1994 08:49:37 -0000",
    ],
)
def test_every_form_of_the_standard_and_what_mail_adds_is_the_same_moment(text: str) -> None:
    assert read_http_date(text) == BIRTHDAY


@pytest.mark.parametrize(
    "text",
    [
        "",
        "soon",
        "Sun, 99 Nov 1994 08:49:37 GMT",
        "Sun, 06 Xxx 1994 08:49:37 GMT",
        "Sun, 06 Nov 0000 08:49:37 GMT",
    ],
)
def test_what_is_no_date_is_none(text: str) -> None:
    assert read_http_date(text) is None


@given(st.integers(0, 250_000_000_000))
def test_a_moment_written_by_the_library_is_read_back(seconds: int) -> None:
    whole = datetime.fromtimestamp(seconds, UTC)
    assert read_http_date(format_datetime(whole, usegmt=True)) == whole
    east = whole.astimezone(timezone(timedelta(hours=2)))
    assert read_http_date(format_datetime(east)) == whole


def test_the_usual_form_is_read_without_the_library_of_mail() -> None:
    code = (
        "import sys; from cio_tui.probes.http_date import read_http_date\n"
        "assert read_http_date('Sun, 06 Nov 1994 08:49:37 GMT')\n"
        "sys.exit('email.utils' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0

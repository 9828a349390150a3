from __future__ import annotations

import pytest

from cio_tui.tui.present.review_plain import plain_lines
from cio_tui.tui.present.review_sections import sections
from tests.report.conftest import DAMAGED, DRILL, RICH


def test_every_section_is_told_under_its_title_and_nothing_is_folded() -> None:
    text = "\n".join(plain_lines(DRILL, 100))
    for section in sections(DRILL):
        assert f"== {section.value}" in text
    assert "breaker attested" in text


def test_what_is_wrong_with_the_log_comes_first() -> None:
    lines = list(plain_lines(DAMAGED, 100))
    assert lines[1] == "DAMAGED: Event 8 was changed after it was written."
    assert "nothing vouches for them" in lines[2]


@pytest.mark.parametrize("width", [60, 100])
def test_no_line_is_longer_than_told(width: int) -> None:
    assert max(map(len, plain_lines(RICH, width))) <= width

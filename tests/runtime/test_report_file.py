from __future__ import annotations

from datetime import UTC
from pathlib import Path

import pytest

from cio_tui.core.errors import UserError
from cio_tui.runtime.report_file import FORMATS, write_report
from tests.report.conftest import RICH


@pytest.mark.parametrize("form", FORMATS)
def test_a_report_is_a_new_file_private_to_the_person_and_never_replaces_one(
    form: str, tmp_path: Path
) -> None:
    first = Path(write_report(RICH, form, UTC, str(tmp_path)))
    before = first.read_bytes()
    second = Path(write_report(RICH, form, UTC, str(tmp_path)))
    assert first.name == f"{RICH.header.incident}-report.{form}"
    assert second.name == f"{RICH.header.incident}-report-2.{form}"
    assert first.read_bytes() == before == second.read_bytes()
    assert first.stat().st_mode & 0o777 == 0o600


def test_a_dangling_link_of_that_name_is_not_written_through(tmp_path: Path) -> None:
    (tmp_path / f"{RICH.header.incident}-report.md").symlink_to(tmp_path / "elsewhere")
    written = write_report(RICH, "md", UTC, str(tmp_path))
    assert written.endswith("-report-2.md")
    assert not (tmp_path / "elsewhere").exists()


def test_a_folder_that_takes_nothing_is_told_with_what_to_do_instead(tmp_path: Path) -> None:
    with pytest.raises(UserError, match=r"Cannot write .*incident report"):
        write_report(RICH, "md", UTC, str(tmp_path / "absent"))

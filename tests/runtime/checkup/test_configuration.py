from __future__ import annotations

from typing import TYPE_CHECKING

from cio_tui.runtime.checkup.configuration import examine_configuration

if TYPE_CHECKING:
    from pathlib import Path


def test_a_broken_file_is_a_finding_for_each_mistake_and_ends_the_look(tmp_path: Path) -> None:
    file = tmp_path / "c.toml"
    file.write_text("regoin = 1\nlabel = 2\n")
    found = list(examine_configuration(str(file), {}))
    assert [(each.subject, each.verdict) for each in found] == [("configuration", "failing")] * 2


def test_what_hangs_on_the_configuration_is_looked_at_as_well() -> None:
    subjects = [each.subject for each in examine_configuration(None, {"CIO_TUI_REGION": "eu"})]
    assert {"configuration", "workspace", "site_id", "proxy", "books"} <= set(subjects)

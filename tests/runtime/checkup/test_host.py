from __future__ import annotations

import os
from datetime import UTC, datetime, timedelta
from pathlib import Path

import cio_tui
from cio_tui.runtime.checkup.host import _bytecode, _clock, examine_host


def test_versions_of_what_it_stands_on_are_named() -> None:
    found = {finding.subject: finding for finding in examine_host()}
    assert found["Python"].verdict == "ok"
    assert "textual 8.2" in found["packages"].text
    assert cio_tui.__version__ in found["packages"].text


def test_a_clock_before_the_installation_is_wrong() -> None:
    module = Path(cio_tui.__file__)
    installed = datetime.fromtimestamp(module.stat().st_mtime, UTC)
    assert _clock(installed - timedelta(seconds=5), module).verdict == "failing"
    assert _clock(installed + timedelta(seconds=5), module).verdict == "ok"


def test_missing_bytecode_is_told_with_the_command_that_makes_it(tmp_path: Path) -> None:
    module = tmp_path / "module.py"
    module.write_text("")
    finding = _bytecode(module)
    assert finding.verdict == "degraded"
    assert os.system(finding.remedy.removeprefix("Run `").partition("`")[0]) == 0
    assert _bytecode(module).verdict == "ok"

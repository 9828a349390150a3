from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from cio_tui.core.errors import UserError
from cio_tui.runtime.library import Library, open_library
from cio_tui.runtime.settings import load_settings
from cio_tui.runtime.shared_probes import shared_probes

if TYPE_CHECKING:
    from pathlib import Path

NAMED = ["status", "track", "app", "dns", "tls", "latency", "control", "errors", "queue"]


def test_the_shipped_probes_have_the_names_that_scripts_rely_on() -> None:
    assert set(NAMED) <= set(shared_probes(open_library(load_settings(None, {"HOME": "/nonexistent"}))))


def test_the_first_folder_that_has_a_library_wins(tmp_path: Path, config: Path) -> None:
    folders = [tmp_path / "none", config.parent / "books", tmp_path]
    assert list(shared_probes(Library(folders))) == ["queue"]


def test_where_no_folder_has_one_the_remedy_is_said(tmp_path: Path) -> None:
    with pytest.raises(UserError, match=r"No folder holds lib/probes\.toml: .*Install cio-tui again"):
        shared_probes(Library([tmp_path]))

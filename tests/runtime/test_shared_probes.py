from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from cio_tui.core.errors import UserError
from cio_tui.core.schema import InvalidRunbook
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


def test_a_probe_that_is_broken_does_not_stop_another(tmp_path: Path) -> None:
    (tmp_path / "lib").mkdir()
    fine = '[probe.fine]\nkind = "tls"\nhosts = ["{track}"]\n'
    (tmp_path / "lib" / "probes.toml").write_text(f'[probe.broken]\nkind = "sonar"\n{fine}')
    assert list(shared_probes(Library([tmp_path]), ["fine"])) == ["fine"]
    with pytest.raises(InvalidRunbook):
        shared_probes(Library([tmp_path]))


def test_a_name_that_there_is_not_is_answered_with_the_nearest(tmp_path: Path) -> None:
    (tmp_path / "lib").mkdir()
    (tmp_path / "lib" / "probes.toml").write_text("[probe.track]\n[probe.app]\n")
    with pytest.raises(
        UserError, match=r"no probe called trak\. Did you mean track\? There are: track, app\."
    ):
        shared_probes(Library([tmp_path]), ["app", "trak"])

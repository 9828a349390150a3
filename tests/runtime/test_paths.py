from __future__ import annotations

import os
import pwd
from pathlib import Path

import pytest

from cio_tui.core.errors import UserError
from cio_tui.runtime.paths import config_file, incidents_folder, make_private, state_folder


def test_folders_are_those_of_xdg_and_fall_back_to_the_home() -> None:
    assert config_file({"XDG_CONFIG_HOME": "/c"}) == "/c/cio-tui/config.toml"
    assert state_folder({"XDG_STATE_HOME": "/s"}) == "/s/cio-tui"
    assert state_folder({"HOME": "/home/amira"}) == "/home/amira/.local/state/cio-tui"


def test_a_relative_xdg_variable_is_ignored() -> None:
    assert state_folder({"XDG_STATE_HOME": "state", "HOME": "/h"}) == "/h/.local/state/cio-tui"


@pytest.mark.parametrize("environment", [{}, {"HOME": ""}, {"HOME": "here"}])
def test_without_a_home_of_use_it_is_the_one_that_the_host_knows(environment: dict[str, str]) -> None:
    home = pwd.getpwuid(os.getuid()).pw_dir
    assert state_folder(environment) == f"{home}/.local/state/cio-tui"


def test_a_user_that_the_host_does_not_know_is_asked_for_a_home(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "getuid", lambda: 4_123_456_789)  # as in a container that runs under any number
    with pytest.raises(UserError, match="Set HOME"):
        config_file({})
    assert config_file({"XDG_CONFIG_HOME": "/c"}) == "/c/cio-tui/config.toml"


def test_incidents_are_kept_where_the_configuration_says() -> None:
    assert incidents_folder("/srv/incidents", {"XDG_STATE_HOME": "/s"}) == Path("/srv/incidents")
    assert incidents_folder("", {"XDG_STATE_HOME": "/s"}) == Path("/s/cio-tui/incidents")


def test_a_folder_is_made_for_its_user_alone_whatever_the_umask(tmp_path: Path) -> None:
    before = os.umask(0)
    try:
        folder = make_private(tmp_path / "a" / "b")
    finally:
        os.umask(before)
    assert [each.stat().st_mode & 0o777 for each in (folder, folder.parent)] == [0o700, 0o700]
    assert make_private(folder) == folder


def test_a_folder_that_cannot_be_made_is_a_sentence_with_the_remedy(tmp_path: Path) -> None:
    (tmp_path / "a").write_text("a file")
    with pytest.raises(UserError, match=r"Cannot make the folder .*\[log\]"):
        make_private(tmp_path / "a" / "b")

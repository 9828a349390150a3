from __future__ import annotations

from cio_tui.runtime.settings_environment import VARIABLES, read_environment


def test_no_variable_holds_a_credential() -> None:
    assert not [name for name in VARIABLES if name.endswith(("_KEY", "SITE_ID"))]
    faults: list[str] = []
    read_environment({"CIO_TUI_CREDENTIALS_APP_API_KEY": "0f1e2d3c4b5a69788796"}, faults)
    assert len(faults) == 1
    assert "0f1e2d3c4b5a69788796" not in faults[0]


def test_variables_of_other_programs_are_left_alone() -> None:
    faults: list[str] = []
    environment = {"CIO_TUI_CONFIG": "x", "CIO_TUI_PERSON": "amira", "CUSTOMERIO_SITE_ID": "y", "HOME": "/"}
    assert read_environment(environment, faults) == {}
    assert faults == []


def test_an_empty_list_is_written_as_nothing() -> None:
    assert read_environment({"CIO_TUI_NETWORK_HOSTS": ""}, []) == {"network.hosts": ()}


def test_what_is_no_date_is_a_fault() -> None:
    faults: list[str] = []
    read_environment({"CIO_TUI_CREDENTIALS_ROTATED": "yesterday"}, faults)
    assert "must be a date such as 2026-09-01" in faults[0]

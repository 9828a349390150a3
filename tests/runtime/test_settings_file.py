from __future__ import annotations

import pytest

from cio_tui.runtime.settings_file import read_settings_file


def faults_of(text: str | bytes) -> list[str]:
    """Messages without the name of the file."""
    faults: list[str] = []
    read_settings_file("c.toml", text.encode() if isinstance(text, str) else text, faults)
    return [fault.removeprefix("c.toml:") for fault in faults]


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ('[network]\ndsn = []', "2:1: unknown key `dsn`; did you mean `dns`?"),
        ('[netwrok]\ndns = []', "1:2: unknown key `netwrok`; did you mean `network`?"),
        ('dns = []', "1:1: unknown key `dns`; `dns` belongs under [network]"),
        ('[log]\nregion = "us"', "2:1: unknown key `region`; `region` belongs above the first table"),
        ('[log]\nxyz = 1', "2:1: unknown key `xyz`; [log] knows dir, personal_data"),
        ('network = "x"', "1:11: `network` is a table: write [network] on a line of its own, its keys below"),
        ('label = 3', "1:9: `label` must be text in quotes, not 3"),
        ('label = "a\\u001bb"', "1:9: `label` holds a character that cannot be shown"),
        ('region = "us"\nregion = "eu"', "2:1: given a second time"),
    ],
)  # fmt: skip
def test_a_mistake_is_placed_and_answered(text: str, fault: str) -> None:
    assert faults_of(text) == [fault]


@pytest.mark.parametrize(
    "text", ["region = us", "= 1", b"label = '\xff'", "a" * 9 + "[" * 5000, "workspace_id = " + "9" * 5000]
)
def test_what_is_no_toml_is_one_fault_with_a_place(text: str | bytes) -> None:
    (fault,) = faults_of(text)
    assert fault.startswith("1:")


def test_a_key_in_the_file_itself_is_refused_and_not_repeated() -> None:
    (fault,) = faults_of('[credentials]\napp_api_key = "0f1e2d3c4b5a69788796"')
    assert fault.startswith("2:15: `app_api_key` must name a source, never hold the credential itself")
    assert "0f1e2d3c4b5a69788796" not in fault


def test_every_item_of_a_list_that_is_wrong_is_named_where_it_stands() -> None:
    assert faults_of('[network]\nhosts = [1, "example.com",\n  "-x"]\n') == [
        "2:10: `hosts` must be text in quotes, not 1",
        '3:3: `hosts` must be a host such as "example.com" or "example.com:9443", not "-x"',
    ]


def test_mistakes_come_in_the_order_of_the_file() -> None:
    faults = faults_of("label = 1\n[log]\nx = 1\n[network]\nhosts = 3\n")
    assert [fault.partition(":")[0] for fault in faults] == ["1", "3", "5"]

"""Each line that the seed's diagnostics printed is found in one `check`; docs/customerio.md has the same table."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.cli.conftest import Cli, Play

PAGE = (Path(__file__).parents[2] / "docs/customerio.md").read_text()
HOSTS = ("track.customer.io", "api.customer.io", "status.customerio.com")


@pytest.fixture
def told(cli: Cli, play: Play) -> str:
    """What `check` prints of the probes that stand beside the seed's lines, its white space made one."""
    config = str(play("healthy").config)
    done = cli("check", "dns", "tls", "latency", "status", "track", "app", "--config", config)
    assert done.code == 0
    return re.sub(r"[ ]+", " ", done.stdout)


def test_an_address_of_each_host(told: str) -> None:
    assert [host for host in HOSTS if f"host {host}\n" not in told] == []
    assert told.count(".addresses 127.0.0.1") == len(HOSTS)


def test_subject_issuer_and_dates_of_the_certificate(told: str) -> None:
    assert "hosts[0].chain[0].subject track.customer.io" in told
    assert "hosts[0].chain[0].issuer cio-tui simulator" in told
    assert re.search(r"not_before \d{4}-\d\d-\d\dT", told)
    assert re.search(r"not_after \d{4}-\d\d-\d\dT", told)


def test_every_sample_of_the_latency_and_not_only_a_middle(told: str) -> None:
    samples = re.search(r"^samples ([\d., ]+)$", told, re.MULTILINE)
    assert samples
    assert len(samples[1].split(", ")) >= 4
    assert re.search(r"✓ ok Latency p50 \d+ ms", told)


def test_the_words_of_the_status_page(told: str) -> None:
    assert "✓ ok Vendor status page none: All Systems Operational" in told


def test_code_and_time_of_both_apis_and_what_they_said(told: str) -> None:
    assert len(re.findall(r"✓ ok (?:Track|App) API 200 in \d+ ms", told)) == 2
    assert '"environment_id": 104217' in told
    assert '"ip_addresses": ["35.188.196.183"' in told


def test_nothing_was_written_where_the_seed_wrote(cli: Cli, play: Play) -> None:
    played = play("healthy")
    cli("check", "--config", str(played.config))
    assert {each["method"] for each in played.requests} <= {"GET", "HEAD"}


def test_a_whole_sweep_stays_one_line_a_probe_and_a_named_one_tells_all_it_noted(
    cli: Cli, play: Play
) -> None:
    config = str(play("healthy").config)
    assert "chain[0]" not in cli("check", "--config", config).stdout
    (tls,) = cli("check", "tls", "--json", "--config", config).document["probes"]
    assert tls["detail"]["hosts"][0]["chain"][0]["issuer"] == "cio-tui simulator"


def test_the_page_has_a_row_for_each_line_of_the_seed() -> None:
    for line in (
        "track.customer.io: IP",
        "subject= issuer=",
        "Request 1:",
        "Status:",
        "HTTP: 200 Time:",
        "HTTP: 200",
    ):
        assert f"| `{line}" in PAGE

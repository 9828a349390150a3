from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import pytest

from cio_tui.sim.child import SimulatorProcess
from tests.plain import PATIENCE
from tests.runtime.office import Queue, furnish

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.cli.conftest import Cli

SHIPPED = {"status", "track", "app", "dns", "tls", "latency", "control", "errors", "queue"}


@pytest.fixture(scope="module")
def healthy(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A configuration that points at a simulator where all is well."""
    path = tmp_path_factory.mktemp("healthy") / "config.toml"
    with SimulatorProcess("healthy") as simulator:
        path.write_text(simulator.configuration())
        yield path


def test_all_well_is_zero(cli: Cli, healthy: Path) -> None:
    done = cli("check", "status", "track", "app", "control", "--config", str(healthy))
    assert (done.code, done.stderr) == (0, "")
    assert done.stdout.count("ok") >= 4


def test_the_document_holds_what_each_probe_published(cli: Cli, healthy: Path) -> None:
    document = cli("check", "--json", "--config", str(healthy)).document
    assert document["schema"] == "cio-tui/check/1"
    assert (document["region"], document["label"]) == ("us", "drill")
    assert document["at"].endswith("Z")
    probes = {probe["id"]: probe for probe in document["probes"]}
    assert set(probes) >= SHIPPED
    track = probes["track"]
    assert (track["verdict"], track["kind"], track["reasons"]) == ("ok", "http", [])
    assert track["fields"]["status"] == 200
    assert set(track) == {"id", "kind", "title", "verdict", "reasons", "summary", "ms", "at", "fields"}


def test_only_the_probes_that_are_named_are_asked(cli: Cli, healthy: Path) -> None:
    document = cli("check", "control", "status", "--json", "--config", str(healthy)).document
    assert [probe["id"] for probe in document["probes"]] == ["control", "status"]


def test_a_probe_that_is_none_is_named_with_the_nearest(cli: Cli, healthy: Path) -> None:
    done = cli("check", "trakc", "--config", str(healthy))
    assert done.code == 2
    assert "Did you mean track?" in done.stderr


def test_what_is_failing_is_one(cli: Cli, tmp_path: Path) -> None:
    with SimulatorProcess("total-outage") as simulator:
        config = tmp_path / "config.toml"
        config.write_text(simulator.configuration())
        done = cli("check", "--json", "--config", str(config))
    assert done.code == 1
    assert done.document["verdict"] == "failing"


def test_a_value_that_is_missing_is_said_once_however_many_rules_want_it(cli: Cli, tmp_path: Path) -> None:
    config = tmp_path / "config.toml"
    config.write_text('[endpoints]\nerrors = "http://127.0.0.1:1/errors"\n')
    done = cli("check", "errors", "--config", str(config))
    assert done.code == 3
    assert done.stdout.count("rate not known") == 1


def test_a_value_that_a_rule_cannot_use_is_said_with_the_rule(
    cli: Cli, healthy: Path, tmp_path: Path
) -> None:
    (tmp_path / "lib").mkdir()
    (tmp_path / "lib" / "probes.toml").write_text(
        'schema = 1\n[probe.track]\nkind = "http"\nurl = "{track}/api/v1/accounts/region"\nauth = "track"\n'
        'extract = { region = "region" }\ndegraded = ["region > 5"]\n'
    )
    config = tmp_path / "config.toml"
    config.write_text(f'runbooks = ["{tmp_path}"]\n{healthy.read_text()}')
    done = cli("check", "--config", str(config))
    assert done.code == 3
    assert "region > 5 (region = 'us')" in done.stdout


async def test_an_endpoint_left_empty_counts_for_nothing(cli: Cli, tmp_path: Path) -> None:
    queue = Queue()
    async with await queue.open():
        config = furnish(tmp_path, queue.url)
        ok = await asyncio.to_thread(cli, "check", "queue", "--config", str(config))
        queue.depth = 412
        degraded = await asyncio.to_thread(cli, "check", "queue", "--config", str(config))
        strict = await asyncio.to_thread(cli, "check", "queue", "--strict", "--config", str(config))
        queue.status = 500
        async with asyncio.timeout(PATIENCE):
            empty = furnish(tmp_path / "empty")
            unknown = await asyncio.to_thread(cli, "check", "queue", "--config", str(empty))
    assert (ok.code, degraded.code, strict.code, unknown.code) == (0, 0, 1, 3)
    assert "not configured" in unknown.stdout


def test_quiet_says_nothing_and_tells_by_its_code(cli: Cli, healthy: Path) -> None:
    done = cli("check", "control", "--quiet", "--config", str(healthy))
    assert (done.code, done.stdout, done.stderr) == (0, "", "")

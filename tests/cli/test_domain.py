from __future__ import annotations

import socket
import threading
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.cli.conftest import Cli, Play


def test_a_sound_domain_ends_with_0_and_asks_nothing_but_dns(cli: Cli, play: Play) -> None:
    played = play("healthy")
    done = cli("domain", "--json", "--config", str(played.config))
    assert done.code == 0
    assert (done.document["schema"], done.document["verdict"]) == ("cio-tui/domain/1", "ok")
    assert done.document["states"] == dict.fromkeys(("spf", "dkim", "dmarc", "mx", "links"), "ok")
    assert {"name", "type", "records", "note"} == set(done.document["records"][0])
    assert played.requests == []


def test_a_record_that_is_gone_comes_first_with_what_to_do(cli: Cli, play: Play) -> None:
    done = cli("domain", "--config", str(play("dkim-removed").config))
    first = done.stdout.splitlines()[1]
    assert done.code == 1
    assert "DKIM   There is no DKIM record at krs._domainkey.cio12345.example.com" in first
    assert "Publish what Customer.io shows" in first


def test_the_domain_of_an_argument_takes_nothing_over_from_another(cli: Cli, play: Play) -> None:
    config = str(play("healthy").config)
    other = cli("domain", "cio9.other.example", "--json", "--config", config).document
    assert (other["domain"], other["account"], other["links"]) == ("other.example", "cio9.other.example", "")
    assert other["states"]["spf"] == "failing"
    ours = cli("domain", "EXAMPLE.com.", "--json", "--config", config).document
    assert (ours["account"], ours["verdict"]) == ("cio12345.example.com", "ok")
    picked = cli(
        "domain", "--account", "cio12345.example.com", "--selector", "gone", "--json", "--config", config
    )
    assert (picked.code, picked.document["states"]["dkim"]) == (1, "failing")


@pytest.fixture
def failing_dns() -> Iterator[str]:
    """A name server that answers SERVFAIL to everything."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as server:
        server.bind(("127.0.0.1", 0))

        def serve() -> None:
            while True:
                query, client = server.recvfrom(4096)
                if not query:
                    return
                server.sendto(query[:2] + b"\x81\x82" + query[4:], client)

        thread = threading.Thread(target=serve)
        thread.start()
        yield f"127.0.0.1:{server.getsockname()[1]}"
        server.sendto(b"", server.getsockname())
        thread.join()


def test_a_dns_that_does_not_say_is_could_not_tell(cli: Cli, tmp_path: Path, failing_dns: str) -> None:
    config = tmp_path / "c.toml"
    config.write_text(f'[network]\ndns = ["{failing_dns}"]\n[sending]\nfrom = "acme.example"\n')
    done = cli("domain", "--config", str(config))
    assert done.code == 3
    assert "DNS does not say (TXT of _dmarc.acme.example: SERVFAIL from 127.0.0.1" in done.stdout


def test_without_a_domain_there_is_nothing_to_look_at(cli: Cli) -> None:
    done = cli("domain")
    assert (done.code, done.stdout) == (2, "")
    assert "name a DOMAIN, or set from and account in [sending]" in done.stderr

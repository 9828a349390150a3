from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from cio_tui.core.chain import seal

if TYPE_CHECKING:
    from tests.cli.conftest import Cli

SAMPLE = (Path(__file__).parents[1] / "data/logs/schema-1.toml").read_bytes()


def resealed(wrong: int, was: bytes, now: bytes) -> bytes:
    """The sample with a word of one event changed and the whole chain computed anew."""
    log, digest = b"", ""
    for number, block in enumerate(SAMPLE.split(b"\n\n")[:-1], 1):
        body = block.rpartition(b"[event.chain]")[0]
        sealed, digest = seal(body.replace(was, now) if number == wrong else body, digest)
        log += sealed
    return log


def test_what_follows_an_event_that_cannot_be_read_is_shown_as_doubtful(cli: Cli, tmp_path: Path) -> None:
    folder = tmp_path / ".local/state/cio-tui/incidents/INC-20261121-2021-k7"
    folder.mkdir(parents=True, mode=0o700)
    (folder / "log.toml").write_bytes(resealed(8, b"at = 2026", b"at = 0000"))
    done = cli("incident", "show", "k7")
    assert done.code == 1
    assert "DAMAGED  Event 8 cannot be read." in done.stdout
    told, _, doubtful = done.stdout.partition("nothing vouches for it.\n")
    assert "\n   7  " in told
    assert "\n   8  " not in told
    assert doubtful.count("\n   ?  ") == 29
    document = cli("incident", "show", "k7", "--json").document
    assert [event["seq"] for event in document["doubtful"]] == [*range(9, 39)]


def test_an_empty_log_holds_nothing_and_is_not_called_whole(cli: Cli, tmp_path: Path) -> None:
    folder = tmp_path / ".local/state/cio-tui/incidents/INC-20261121-2021-k7"
    folder.mkdir(parents=True, mode=0o700)
    (folder / "log.toml").write_bytes(b"")
    done = cli("incident", "show", "k7")
    assert (done.code, done.stdout) == (1, "INC-20261121-2021-k7\nThe log holds no event.\n")

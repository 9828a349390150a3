from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from cio_tui.core.chain import seal
from cio_tui.core.errors import UserError
from cio_tui.core.events import IncidentOpened
from cio_tui.runtime.log_bytes import read_log
from cio_tui.runtime.log_reader import read_doubtful, read_history

if TYPE_CHECKING:
    from cio_tui.runtime.incident_folder import IncidentFolder

SAMPLE = (Path(__file__).parents[1] / "data/logs/schema-1.toml").read_bytes()


@pytest.fixture
def sample(folder: IncidentFolder) -> IncidentFolder:
    """An incident with one event of each kind."""
    Path(folder.log()).write_bytes(SAMPLE)
    return folder


def test_the_whole_history_carries_its_digests(sample: IncidentFolder) -> None:
    history = read_history(sample)
    assert len(history.records) == 38
    assert history.damage is None
    assert isinstance(history.records[0].event, IncidentOpened)
    assert [recorded.digest for recorded in history.records] == list(history.log.digests)


@pytest.mark.parametrize("newest", [0, 1, 5, 38, 200])
def test_the_newest_events_are_the_end_of_the_whole(sample: IncidentFolder, newest: int) -> None:
    whole = read_history(sample).records
    history = read_history(sample, newest)
    assert history.records == whole[len(whole) - min(newest, 38) :]
    assert history.log.seq == 38


def test_a_torn_end_hides_nothing_before_it(sample: IncidentFolder) -> None:
    Path(sample.log()).write_bytes(SAMPLE[:-10])
    history = read_history(sample, 5)
    assert [recorded.seq for recorded in history.records] == [33, 34, 35, 36, 37]
    assert history.damage is not None
    assert history.damage.kind == "torn"


def test_events_after_damage_are_shown_but_not_believed(sample: IncidentFolder) -> None:
    Path(sample.log()).write_bytes(SAMPLE.replace(b"Queue is buffering", b"Queue is blocking!") + b"junk\n\n")
    history = read_history(sample)
    assert len(history.records) == 7
    doubtful = list(read_doubtful(history.log))
    assert [recorded.seq for recorded in doubtful] == list(range(8, 39))
    assert {recorded.digest for recorded in doubtful} == {""}


def test_a_block_that_holds_but_is_no_event_is_foreign(folder: IncidentFolder) -> None:
    block, _ = seal(b"[[event]]\nseq = 1\nx = \n", "")
    Path(folder.log()).write_bytes(block)
    history = read_history(folder)
    assert history.damage is not None
    assert (history.damage.kind, history.damage.seq, history.records) == ("foreign", 1, ())


def test_reading_changes_nothing(sample: IncidentFolder) -> None:
    def state() -> list[tuple[str, int]]:
        return [(path.name, path.stat().st_mtime_ns) for path in sorted(Path(sample.path).iterdir())]

    before = state()
    read_history(sample)
    assert state() == before
    assert Path(sample.log()).read_bytes() == SAMPLE


def test_a_log_that_is_a_pipe_or_not_there_is_one_sentence(folder: IncidentFolder) -> None:
    with pytest.raises(UserError, match="No such file"):
        read_log(folder)
    os.mkfifo(folder.log())
    with pytest.raises(UserError, match="not a regular file"):
        read_log(folder)

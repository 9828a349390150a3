from __future__ import annotations

from pathlib import Path

import pytest

from cio_tui.runtime.library import Library
from cio_tui.runtime.proving import attachment, proof_of
from tests.core.proof.samples import kept
from tests.tui.stage import Stage


@pytest.fixture(scope="module")
def stage() -> Stage:
    books = Path(__file__).parents[1] / "data" / "runbooks"
    return Stage(Library([books]).open_book("screen"))


def test_what_is_known_of_a_status_stands_in_where_the_book_says_nothing(stage: Stage) -> None:
    probe, scene = stage.book.probes["control"], stage.scene()
    proof = dict(proof_of(kept("control", reasons=("ok == false (ok = false)",)), probe, scene))
    assert "retry with growing pauses" in proof["READS AS"][0]
    assert proof["FROM"][0].startswith("jump1 → ")


def test_what_is_attached_is_the_sample_with_all_it_proves(stage: Stage) -> None:
    sample = kept()
    command = attachment(sample, stage.book.probes["track"], stage.scene())
    assert (command.probe, command.sampled_at, command.verdict) == ("track", sample.at, "failing")
    assert (command.summary, command.reasons) == (sample.summary, sample.reasons)
    assert "CAME BACK: retry-after: 30" in command.detail

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from cio_tui.core.reading import Verdict
from cio_tui.customerio import smoke
from cio_tui.customerio.smoke import id_in, smoke_id, smoke_plan, try_writing
from cio_tui.customerio.track_write import faults
from cio_tui.customerio.track_writer import NotConfirmed

if TYPE_CHECKING:
    from tests.customerio.conftest import Play

WHO = "cio-tui-smoke-20261121t200000-abc123"


def test_the_id_says_what_it_is_and_the_words_name_it() -> None:
    who = smoke_id(datetime(2026, 11, 21, 20, tzinfo=UTC), "abc123")
    plan = smoke_plan(who, "prod")

    assert who == WHO
    assert plan.words == f"create {WHO} in prod"
    assert id_in(plan.words) == WHO
    assert plan.writes[0].body["unsubscribed"] is True
    assert faults(plan.writes[0]) == ()


@pytest.mark.parametrize(
    "words", ["yes", "create demo-1042 in drill", "create cio-tui-smoke-../x in drill", ""]
)
def test_words_that_name_somebody_else_name_nobody(words: str) -> None:
    assert id_in(words) == ""


async def test_one_person_is_created_and_deleted_again(play: Play) -> None:
    stage = await play("healthy")
    plan = smoke_plan(WHO, "drill")
    tried = await try_writing(plan, plan.words, stage.ground)

    path = f"track.customer.io/api/v1/customers/{WHO}"
    assert stage.written == [f"PUT {path}", f"DELETE {path}"]
    assert tried.deleted is not None
    assert [answer.verdict for _, answer in (tried.created, tried.deleted)] == [Verdict.OK, Verdict.OK]


async def test_other_words_write_nothing(play: Play) -> None:
    stage = await play("healthy")
    with pytest.raises(NotConfirmed):
        await try_writing(smoke_plan(WHO, "drill"), "create somebody", stage.ground)
    assert stage.written == []


async def test_who_was_refused_is_not_deleted(play: Play) -> None:
    stage = await play(changes='keys = { track = "revoked" }')
    plan = smoke_plan(WHO, "drill")
    tried = await try_writing(plan, plan.words, stage.ground)

    assert tried.deleted is None
    assert tried.created[1].verdict is Verdict.FAILING


async def test_who_may_have_been_created_is_deleted_and_that_is_tried_again(
    play: Play, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(smoke, "PAUSE", 0.0)
    stage = await play(changes="http.track = { status = 503 }")
    plan = smoke_plan(WHO, "drill")
    tried = await try_writing(plan, plan.words, stage.ground)

    assert [each.split()[0] for each in stage.written] == ["PUT", "DELETE", "DELETE", "DELETE"]
    assert tried.deleted is not None
    assert tried.deleted[1].verdict is Verdict.UNKNOWN

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from cio_tui.customerio.client import app_api
from cio_tui.customerio.track_effect import Effect, estimate
from cio_tui.customerio.track_write import Write, identify, track

if TYPE_CHECKING:
    from tests.customerio.conftest import Play, Stage

ULID = "01JD3R8W2Q6M5T9X1Z4V7B0KNC"


pytestmark = pytest.mark.usefixtures("no_waiting")


async def effect_of(stage: Stage, write: Write) -> Effect:
    async with app_api(stage.ground) as api:
        effect = await estimate(api, write)
    assert stage.written == []
    return effect


def texts(effect: Effect) -> str:
    return "\n".join(each.text for each in effect.findings)


async def test_somebody_unknown_would_be_created(play: Play) -> None:
    effect = await effect_of(await play(), identify("new+one@ex.test", {"plan": "pro"}))
    assert effect.exists is False
    assert "a person is created, counted and billed" in texts(effect)
    assert "it starts: 12 Welcome series (segment 7)" in texts(effect)


async def test_somebody_in_the_segment_already_starts_nothing(play: Play) -> None:
    effect = await effect_of(await play(), identify("demo-1042", {"plan": "pro"}))
    assert effect.exists is True
    assert "No campaign is started by a segment that the person is not in already." in texts(effect)


@pytest.mark.parametrize(
    ("event", "words"),
    [
        ("order_placed", "It may start: 15 Order receipt."),
        (
            "Order_Placed",
            "No campaign waits for 'Order_Placed', but one for 'order_placed': upper and lower case",
        ),
        ("Password_Reset", "It starts nothing: 21 Password help does not run."),
        ("zzz", "No campaign waits for 'zzz'."),
    ],
)
async def test_an_event_names_the_campaigns_that_wait_for_it(play: Play, event: str, words: str) -> None:
    assert words in texts(await effect_of(await play(), track("demo-1042", event, {}, ULID)))


async def test_an_update_of_nobody_changes_nothing(play: Play) -> None:
    effect = await effect_of(await play(), identify("nobody", {"_update": True}))
    assert "it changes nothing" in texts(effect)


async def test_what_cannot_be_estimated_is_unknown(play: Play) -> None:
    effect = await effect_of(await play(changes='keys = { app = "revoked" }'), identify("demo-1042", {}))
    assert effect.exists is None
    assert [each.verdict.value for each in effect.findings] == ["unknown"]

"""What is really sent, to whom, and what each answer means: the simulator, and servers that misbehave."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from cio_tui.core.errors import UserError
from cio_tui.core.reading import Verdict
from cio_tui.customerio.hints import Hint
from cio_tui.customerio.track_write import HEADERS, Write, identify, track
from cio_tui.customerio.track_writer import NotConfirmed, Plan, perform
from cio_tui.probes.ground import ConnectTo, Network
from tests.probes.conftest import answer, read_request, reset

if TYPE_CHECKING:
    import asyncio

    from cio_tui.customerio.track_answer import Answer
    from cio_tui.probes.ground import Ground
    from tests.customerio.conftest import Play
    from tests.probes.conftest import Loopback, MakeGround, Received

ULID = "01JD3R8W2Q6M5T9X1Z4V7B0KNC"
HOST = "track.customer.io"
PAID = track("kim", "paid", {"total": 4}, ULID)


async def done(ground: Ground, *writes: Write) -> list[Answer]:
    plan = Plan(writes, "prod", exists=True)
    return [answer async for _, answer in perform(plan, plan.words, ground)]


@pytest.mark.parametrize(
    ("write", "exists", "words"),
    [
        (identify("kim", {"plan": 1}), True, "update kim in prod"),
        (identify("kim", {"plan": 1}), False, "create kim in prod"),
        (identify("kim", {"plan": 1}), None, "create or update kim in prod"),
        (identify("kim", {"_update": True}), False, "update kim in prod"),
        (PAID, True, "send paid to kim in prod"),
        (PAID, False, "create kim and send paid to kim in prod"),
        (PAID, None, "create or update kim and send paid to kim in prod"),
    ],
)
def test_the_words_name_what_is_created_and_sent(write: Write, exists: bool | None, words: str) -> None:
    assert Plan((write,), "prod", exists).words == words


@pytest.mark.parametrize("words", ["", "yes", "y", "send paid to kim", "Send paid to kim in prod"])
async def test_other_words_send_nothing(play: Play, words: str) -> None:
    stage = await play()
    with pytest.raises(NotConfirmed, match="exactly: send paid to kim in prod"):
        [each async for each in perform(Plan((PAID,), "prod", exists=True), words, stage.ground)]
    assert stage.simulator.requests == ()


async def test_an_identify_and_an_event_arrive_as_they_were_shown(play: Play) -> None:
    stage = await play()
    answers = await done(
        stage.ground, identify("a+b/c", {"plan": "pro"}), track("a+b/c", "paid", {"n": 4}, ULID)
    )
    assert [each.status for each in answers] == [200, 200]
    assert [each.verdict for each in answers] == [Verdict.OK, Verdict.OK]
    assert stage.written == [
        "PUT track.customer.io/api/v1/customers/a%2Bb%2Fc",
        "POST track.customer.io/api/v1/customers/a%2Bb%2Fc/events",
    ]
    assert stage.simulator.world.people["a+b/c"].attributes["plan"] == "pro"
    assert stage.simulator.world.activities[-1]["data"] == {"n": 4}
    sent = {name for request in stage.simulator.requests for name in request.headers}
    assert sent == {name.lower() for name in HEADERS}


async def test_a_repeat_with_the_same_id_is_taken_once(play: Play) -> None:
    stage = await play()
    await done(stage.ground, track("demo-1042", "paid", {}, ULID))
    before = len(stage.simulator.world.activities)
    await done(stage.ground, track("demo-1042", "paid", {}, ULID))
    assert len(stage.simulator.world.activities) == before


async def test_an_identify_that_is_refused_ends_the_plan(play: Play) -> None:
    stage = await play(changes='keys = { track = "revoked" }')
    (answer,) = await done(stage.ground, identify("kim", {"_update": True}), PAID)
    assert (answer.status, answer.verdict, answer.hint) == (401, Verdict.FAILING, Hint.REFUSED_AFTER_DEPLOY)
    assert "Unauthorized request" in answer.text
    assert len(stage.written) == 1


async def serve(loopback: Loopback, make_ground: MakeGround, ca_file: str, reply: bytes) -> Ground:
    def respond(request: Received) -> bytes:
        return reply

    site = await loopback.http(respond, loopback.certificate(HOST))
    network = Network(ca_file=ca_file, connect_to=(ConnectTo(HOST, 443, "127.0.0.1", site.port),))
    return make_ground(network, track=f"https://{HOST}")


@pytest.mark.parametrize(
    ("reply", "verdict", "words"),
    [
        (answer("{}\n", 200), Verdict.OK, "Taken in: 200"),
        (answer('{"meta": {"error": "bad key"}}', 401), Verdict.FAILING, "bad key"),
        (
            answer('{"meta": {"errors": ["name cannot be blank"]}}', 400),
            Verdict.FAILING,
            "name cannot be blank",
        ),
        (answer('{"errors": [{"detail": "no scope", "status": "403"}]}', 403), Verdict.FAILING, "no scope"),
        (answer('{"errors": [{"field": "id", "message": "is long"}]}', 400), Verdict.FAILING, "id: is long"),
        (answer("", 429), Verdict.FAILING, "Not written: 429"),
        (
            answer("<html><title>Bad Gateway</title></html>", 502),
            Verdict.UNKNOWN,
            "an HTML page, 'Bad Gateway'",
        ),
        (answer("<html><title>Login</title></html>", 200), Verdict.DEGRADED, "an HTML page, 'Login'"),
        (
            answer("", 301, {"Location": "https://track-eu.customer.io/x"}),
            Verdict.FAILING,
            "the account lives in another datacenter",
        ),
    ],
)
async def test_each_answer_is_explained(
    loopback: Loopback, make_ground: MakeGround, ca_file: str, reply: bytes, verdict: Verdict, words: str
) -> None:
    (found,) = await done(await serve(loopback, make_ground, ca_file, reply), PAID)
    assert found.verdict is verdict
    assert words in found.text
    assert found.remedy


async def test_a_lost_answer_leaves_open_whether_it_arrived_and_how_to_repeat(
    loopback: Loopback, make_ground: MakeGround, ca_file: str
) -> None:
    async def handle(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await read_request(reader)
        reset(writer)

    port = await loopback.raw(handle, loopback.certificate(HOST))
    network = Network(ca_file=ca_file, connect_to=(ConnectTo(HOST, 443, "127.0.0.1", port),))
    (found,) = await done(make_ground(network, track=f"https://{HOST}"), PAID)
    assert found.verdict is Verdict.UNKNOWN
    assert found.remedy == f"Repeating it is safe with the same id: --id {ULID}."


async def test_what_never_left_is_not_in_doubt(make_ground: MakeGround, ca_file: str) -> None:
    network = Network(ca_file=ca_file, connect_to=(ConnectTo(HOST, 443, "127.0.0.1", 1),))
    (found,) = await done(make_ground(network, track=f"https://{HOST}"), PAID)
    assert (found.status, found.verdict) == (0, Verdict.FAILING)
    assert "connection refused" in found.text
    assert found.remedy.startswith("Nothing has left this host")


async def test_without_keys_nothing_is_sent(make_ground: MakeGround) -> None:
    with pytest.raises(UserError, match="Nothing was sent: no credential: site_id is not set"):
        await done(make_ground(secrets={}, track=f"https://{HOST}"), PAID)


async def test_without_an_endpoint_there_is_nothing_to_write_to(make_ground: MakeGround) -> None:
    with pytest.raises(UserError, match="There is no Track API to write to"):
        await done(make_ground(track=""), PAID)

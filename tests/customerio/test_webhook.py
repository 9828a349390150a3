from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from cio_tui.core.judge import judge
from cio_tui.core.probe import PUBLISHED, Probe, ProbeKind, WebhookTarget
from cio_tui.core.reading import NOT_CONFIGURED, Verdict
from cio_tui.customerio.webhook import UNSIGNED, call_receiver, measure
from cio_tui.probes.asked import Asked
from cio_tui.probes.failure import SetupError
from cio_tui.probes.ground import ConnectTo, Network
from tests.customerio.name_server import name_server
from tests.probes.conftest import answer, hang

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Mapping

    from cio_tui.probes.ground import Ground
    from tests.customerio.conftest import Play
    from tests.probes.conftest import Loopback, MakeGround, Received, Site

    Receive = Callable[..., Awaitable[tuple[Site, Ground]]]

HOST = "hooks.acme.example"
PUBLIC = "35.188.196.183"
PROBE = Probe("webhook", ProbeKind.WEBHOOK, "Receiver", WebhookTarget("{webhook}"), 60.0, 8.0, 240.0)


@pytest.fixture
def shipped(shipped_probes: Mapping[str, Probe]) -> Probe:
    """The probe with the rules that ship."""
    return shipped_probes["webhook"]


@pytest.fixture
def receive(loopback: Loopback, make_ground: MakeGround, ca_file: str) -> Receive:
    """A receiver with these answers to HEAD and POST, under a name with these addresses."""

    async def start(
        head: bytes, post: bytes = b"", addresses: tuple[str, ...] = (PUBLIC,)
    ) -> tuple[Site, Ground]:
        def respond(request: Received) -> bytes:
            return head if request.method == "HEAD" else post

        site = await loopback.http(respond, loopback.certificate(HOST))
        server = await loopback.dns(name_server({(HOST, "A"): addresses}))
        detour = ConnectTo(HOST, 443, "127.0.0.1", site.port)
        return site, make_ground(
            Network(dns=(server,), ca_file=ca_file, connect_to=(detour,)),
            webhook=f"https://{HOST}/in?token=s3cret9",
        )

    return start


async def test_the_timer_sends_one_head_and_never_a_post(receive: Receive, shipped: Probe) -> None:
    site, ground = await receive(answer("", 405))
    sample = await measure(shipped, ground)
    assert set(PUBLISHED[ProbeKind.WEBHOOK]) < set(sample.fields)
    assert (sample.fields["ok"], sample.fields["status"], sample.fields["public"]) == (True, 405, True)
    assert sample.fields["unsigned_refused"] is None
    assert [request.method for request in site.requests] == ["HEAD"]
    assert judge(shipped, sample, {}).verdict is Verdict.OK


async def test_when_a_person_asks_one_unsigned_post_goes_out_besides(receive: Receive) -> None:
    site, ground = await receive(answer("", 404), answer("", 401))
    ground.memory.of("webhook", Asked).by_person = True
    sample = await measure(PROBE, ground)
    assert (sample.fields["ok"], sample.fields["unsigned_refused"]) == (True, True)
    assert [request.method for request in site.requests] == ["HEAD", "POST"]
    assert site.requests[1].body == UNSIGNED
    assert not [name for request in site.requests for name in request.headers if name.startswith("x-cio")]
    assert "unsigned POST: 401 in " in sample.summary


@pytest.mark.parametrize(
    ("status", "refused", "sound"),
    [(401, True, True), (403, True, True), (400, True, True), (200, False, False), (204, False, False),
     (404, None, None), (405, None, None), (500, None, False), (302, None, False)],
)  # fmt: skip
async def test_what_becomes_of_the_unsigned_post_decides(
    status: int, refused: bool | None, sound: bool | None, receive: Receive
) -> None:
    _, ground = await receive(answer("", 405), answer("", status))
    call = await call_receiver(ground, f"https://{HOST}/in", 8.0, posts=True)
    assert (call.is_refused, call.is_sound) == (refused, sound)


@pytest.mark.parametrize(
    ("status", "ok", "verdict"),
    [(200, True, Verdict.OK), (401, True, Verdict.OK), (301, False, Verdict.DEGRADED), (404, None, Verdict.UNKNOWN),
     (500, False, Verdict.FAILING), (503, False, Verdict.FAILING)],
)  # fmt: skip
async def test_the_shipped_rules_judge_a_head(
    status: int, ok: bool | None, verdict: Verdict, receive: Receive, shipped: Probe
) -> None:
    _, ground = await receive(answer("", status, {"Location": "https://elsewhere.example/"}))
    sample = await measure(shipped, ground)
    assert sample.fields["ok"] is ok
    assert judge(shipped, sample, {}).verdict is verdict


@pytest.mark.parametrize(
    ("addresses", "public"),
    [(("10.1.2.3",), False), ((PUBLIC, "192.168.0.9"), False), (("100.64.0.1",), False), ((PUBLIC,), True)],
)
async def test_every_address_must_be_public(
    addresses: tuple[str, ...], public: bool, receive: Receive
) -> None:
    _, ground = await receive(answer("", 405), addresses=addresses)
    sample = await measure(PROBE, ground)
    assert sample.fields["public"] is public
    assert ("is not public" in sample.summary) is not public


async def test_in_a_drill_loopback_plays_the_internet_and_elsewhere_it_is_no_public_address(
    receive: Receive, play: Play, shipped: Probe
) -> None:
    stage = await play("healthy")
    sample = await measure(shipped, stage.ground)
    assert (sample.fields["public"], judge(shipped, sample, {}).verdict) == (True, Verdict.OK)
    _, ground = await receive(answer("", 405), addresses=("127.0.0.1",))
    undirected = ground._replace(network=ground.network._replace(connect_to=()))
    assert not undirected.network.plays_internet(HOST, 443)
    sample = await measure(PROBE, undirected)
    assert sample.fields["public"] is False


async def test_a_receiver_that_is_not_there_is_not_sent_a_post(play: Play, shipped: Probe) -> None:
    stage = await play(changes='tls = { webhook = "expired" }')
    stage.ground.memory.of("webhook", Asked).by_person = True
    sample = await measure(shipped, stage.ground)
    assert (sample.fields["ok"], sample.fields["error"], sample.fields["unsigned_refused"]) == (
        False,
        "tls",
        None,
    )
    assert judge(shipped, sample, {}).verdict is Verdict.FAILING
    assert stage.written == []


async def test_a_receiver_that_hangs_keeps_within_the_timeout(
    loopback: Loopback, make_ground: MakeGround
) -> None:
    port = await loopback.raw(hang)
    ground = make_ground(webhook=f"http://127.0.0.1:{port}/in")
    sample = await measure(PROBE._replace(timeout=0.4), ground)
    assert (sample.fields["ok"], sample.fields["error"]) == (False, "timeout")
    assert float(str(sample.fields["ms"])) > 300


async def test_a_drill_sees_the_receiver_break_and_recover(play: Play, shipped: Probe) -> None:
    stage = await play("webhooks-blocked")
    assert judge(shipped, await measure(shipped, stage.ground), {}).verdict is Verdict.FAILING
    stage.simulator.seek(380)
    mended = await measure(shipped, stage.ground)
    assert (mended.fields["ok"], mended.fields["status"]) == (True, 405)
    assert stage.written == []


async def test_nothing_of_the_query_is_shown(receive: Receive) -> None:
    _, ground = await receive(answer("", 405))
    sample = await measure(PROBE, ground)
    request = sample.detail["request"]
    assert isinstance(request, dict)
    assert (request["method"], request["url"]) == ("HEAD", f"https://{HOST}/in")
    assert sample.detail["status_line"] == "HTTP/1.1 405 Told"
    assert "s3cret9" not in str(sample)


async def test_without_a_receiver_it_is_not_configured_and_a_url_that_is_none_is_said(
    make_ground: MakeGround,
) -> None:
    assert (await measure(PROBE, make_ground())).summary == NOT_CONFIGURED
    with pytest.raises(SetupError, match="is not an http"):
        await measure(PROBE, make_ground(webhook="ftp://hooks.example/in"))

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import pytest

from cio_tui.core.errors import Undecided, UserError
from cio_tui.customerio.api_errors import AppApiError, NotFound, Unanswered
from cio_tui.customerio.client import app_api
from tests.probes.conftest import SECRETS, answer

if TYPE_CHECKING:
    from tests.customerio.conftest import Play, Serve
    from tests.probes.conftest import Loopback, MakeGround, Received


async def test_every_part_of_a_path_and_every_parameter_is_percent_encoded(serve: Serve) -> None:
    site, ground = await serve({"/v1/customers/a%2Fb%20%2B%40x/attributes": {"customer": {}}})
    async with app_api(ground) as api:
        assert await api.read("customers", "a/b +@x", "attributes", id_type="email") == {"customer": {}}
        with pytest.raises(NotFound):
            await api.read("customers", email="jo+test@shop.example", q="a b&c")
    assert [request.target for request in site.requests] == [
        "/v1/customers/a%2Fb%20%2B%40x/attributes?id_type=email",
        "/v1/customers?email=jo%2Btest%40shop.example&q=a%20b%26c",
    ]
    assert {request.method for request in site.requests} == {"GET"}
    assert site.connections == 1


async def test_an_empty_id_or_a_message_body_is_never_asked_for(serve: Serve) -> None:
    site, ground = await serve({})
    async with app_api(ground) as api:
        for path in (
            ("customers", "", "attributes"),
            ("customers", ".."),
            ("messages", "x", "archived_message"),
        ):
            with pytest.raises(AppApiError):
                await api.read(*path)
    assert site.requests == []


async def test_a_list_is_read_page_by_page_and_null_is_empty(serve: Serve) -> None:
    pages = {
        "/v1/segments": {"segments": [{"id": 1}, "stray"], "next": "a/b="},
        "/v1/segments?start=a%2Fb%3D": {"segments": [{"id": 2}], "next": ""},
        "/v1/exports": {"exports": None},
    }
    _, ground = await serve(pages)
    async with app_api(ground) as api:
        assert await api.listing("segments", "segments") == (({"id": 1}, {"id": 2}), True)
        assert await api.listing("exports", "exports") == ((), True)


async def test_paging_ends_after_so_many_pages_or_when_it_goes_in_circles(serve: Serve) -> None:
    site, ground = await serve({"/v1/messages": {"messages": [{}], "next": "again"}})
    async with app_api(ground) as api:
        assert await api.listing("messages", "messages", most_pages=1) == (({},), False)
        assert await api.listing("messages", "messages") == (({}, {}), True)
    assert len(site.requests) == 3


async def test_a_list_that_is_missing_is_not_taken_for_an_empty_one(serve: Serve) -> None:
    _, ground = await serve({"/v1/messages": {"message": []}})
    async with app_api(ground) as api:
        with pytest.raises(Unanswered, match="without messages"):
            await api.listing("messages", "messages")


REFUSALS = [
    (answer('{"errors":[{"detail":"unauthorized","status":"401"}]}', 401), Undecided, "refuses our key (401: unauth"),
    (answer('{"meta":{"error":"No such scope"}}', 403), Undecided, "A key's scope is fixed when it is made"),
    (answer('{"meta":{"errors":["id_type is no"]}}', 400), UserError, "does not accept the request (400: id_type is"),
    (answer("", 404), NotFound, "knows nothing of that name (404)"),
    (answer("", 429, {"Retry-After": "7"}), Undecided, "asks us to slow down (429). Try again in 7 s"),
    (answer("", 429), Undecided, "Try again in a minute"),
    (answer("<html><title>Bad Gateway</title>", 502), Undecided, "fails (502: an HTML page, 'Bad Gateway')"),
    (answer("<html><h1>Sign in</h1>", 200), Undecided, "answered 200 with an HTML page, 'Sign in'"),
    (answer('{"customer": {"id"'), Undecided, "answered 200 with JSON that breaks off"),
    (answer("[]"), Undecided, "answered 200 with JSON that is no object"),
    (answer(""), Undecided, "answered 200 with no body"),
    (answer("{}", headers={"Content-Length": "90"}), Undecided, "cannot be read: "),
]  # fmt: skip


@pytest.mark.parametrize(("said", "kind", "words"), REFUSALS)
async def test_whatever_comes_instead_of_an_answer_is_a_sentence(
    said: bytes, kind: type[Exception], words: str, serve: Serve
) -> None:
    _, ground = await serve({"/v1/x": said})
    async with app_api(ground, seconds=1.0) as api:
        with pytest.raises(AppApiError) as caught:
            await api.read("x")
    assert words in str(caught.value)
    assert isinstance(caught.value, kind)
    assert isinstance(caught.value, Undecided) is (kind is Undecided)


async def test_the_status_and_the_retry_after_travel_with_the_error(serve: Serve) -> None:
    _, ground = await serve({"/v1/x": answer("", 429, {"Retry-After": "7"})})
    async with app_api(ground) as api:
        with pytest.raises(Unanswered) as caught:
            await api.read("x")
    assert caught.value.detail == {"status": 429, "headers": {"retry-after": "7"}}
    assert caught.value.phase is None


async def test_the_wrong_datacenter_names_the_setting_to_change(play: Play) -> None:
    stage = await play(changes='account = { region = "eu" }')
    async with app_api(stage.ground) as api:
        with pytest.raises(AppApiError, match=r'wrong datacenter.* Set region = "eu"') as caught:
            await api.read("info", "ip_addresses")
    assert not isinstance(caught.value, Undecided)
    assert stage.asked == ["/v1/info/ip_addresses"]


async def test_without_a_key_nothing_is_sent(make_ground: MakeGround) -> None:
    ground = make_ground(secrets={}, app="https://api.customer.io")
    async with app_api(ground) as api:
        with pytest.raises(Unanswered, match="no credential: app_api_key is not set"):
            await api.read("workspaces")


async def test_an_endpoint_left_empty_is_said(make_ground: MakeGround) -> None:
    with pytest.raises(Unanswered, match=r"`app` in .endpoints. is empty"):
        async with app_api(make_ground()):
            pass


async def test_what_the_api_echoes_is_redacted_and_clean(serve: Serve) -> None:
    said = answer('{"meta":{"error":"bad key ' + SECRETS["app_api_key"] + ' \\u001b[2J"}}', 401)
    _, ground = await serve({"/v1/x": said})
    async with app_api(ground) as api:
        with pytest.raises(Unanswered, match=r"bad key \[redacted app_api_key\] ␛\[2J"):
            await api.read("x")


async def test_panes_and_commands_share_two_requests_a_second(
    loopback: Loopback, make_ground: MakeGround
) -> None:
    loop = asyncio.get_running_loop()
    arrived: list[float] = []

    def respond(_: Received) -> bytes:
        arrived.append(loop.time())
        return answer("{}")

    site = await loopback.http(respond)
    ground = make_ground(app=f"http://127.0.0.1:{site.port}")

    async def pane() -> None:
        async with app_api(ground) as api:
            await api.read("workspaces")
            await api.read("segments")

    await asyncio.gather(pane(), pane(), pane())
    assert len(arrived) == 6
    assert min(arrived[place + 2] - arrived[place] for place in range(4)) > 0.99

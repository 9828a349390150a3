from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, cast

import pytest

from cio_tui.core.expr import Vocabulary, parse
from cio_tui.core.judge import judge
from cio_tui.core.probe import PUBLISHED, Probe, ProbeKind, StatusPageTarget
from cio_tui.core.reading import NOT_CONFIGURED, Verdict
from cio_tui.probes.ground import ConnectTo, Network
from cio_tui.probes.statuspage import measure
from tests.probes.conftest import answer, told

if TYPE_CHECKING:
    from cio_tui.core.reading import Json, Sample
    from tests.probes.conftest import Handler, Loopback, MakeGround, Received

DOCUMENT: dict[str, Any] = {
    "page": {"updated_at": "2026-11-21T19:42:10.512Z"},
    "status": {"indicator": "minor", "description": "Partially Degraded Service"},
    "components": [{"name": "Data Processing", "status": "degraded_performance", "group": False}],
    "incidents": [
        {
            "name": "US: delays",
            "status": "identified",
            "impact": "minor",
            "incident_updates": [{"body": "Working\x1b[2J on it"}],
        }
    ],
    "scheduled_maintenances": [],
}
PAGE = answer(json.dumps(DOCUMENT), headers={"ETag": '"v1"'})


def page_probe(*fallback: str, timeout: float = 10.0) -> Probe:
    target = StatusPageTarget("{status}/api/v2/summary.json", fallback)
    return Probe("status", ProbeKind.STATUSPAGE, "Status page", target, 30.0, timeout, 180.0)


async def test_the_page_is_published_with_its_incidents_as_evidence(
    loopback: Loopback, make_ground: MakeGround
) -> None:
    site = await loopback.http(lambda _: PAGE)
    sample = await measure(page_probe(), make_ground(status=f"http://127.0.0.1:{site.port}"))
    assert set(PUBLISHED[ProbeKind.STATUSPAGE]) < set(sample.fields)
    assert (sample.fields["ok"], sample.fields["indicator"], sample.fields["incidents"]) == (True, "minor", 1)
    assert sample.fields["components_down"] == ("Data Processing",)
    assert sample.summary == "minor: Partially Degraded Service; 1 incident; Data Processing"
    assert "Working␛[2J on it" in str(sample.detail["incidents"])
    assert site.requests[0].target == "/api/v2/summary.json"


@pytest.mark.parametrize(
    ("handler", "words"),
    [
        (told(), "closed without an answer"),
        (told(answer("no", 503)), "it answered 503"),
        (told(answer("<html><title>Log in</title>")), "its summary cannot be read: an HTML page, 'Log in'"),
        (told(answer("")), "its summary cannot be read: no body"),
        (told(answer('{"page": {')), "its summary cannot be read: JSON that breaks off"),
        (told(answer(json.dumps({**DOCUMENT, "status": None}))), "status is not an object"),
        (told(answer("[" * 200_000)), "its summary cannot be read: JSON that is nested too deeply"),
        (told(answer("[" + "1," * 200_000 + "1]")), "its summary is longer than 262144 bytes"),
        (told(answer("", 304)), "it answered 304"),
    ],
)
async def test_a_page_that_cannot_be_read_says_nothing_and_why(
    handler: Handler, words: str, loopback: Loopback, make_ground: MakeGround
) -> None:
    port = await loopback.raw(handler)
    sample = await measure(page_probe(), make_ground(status=f"http://127.0.0.1:{port}"))
    assert set(sample.fields.values()) == {None}
    assert sample.summary.startswith(f"cannot tell: 127.0.0.1:{port}: ")
    assert words in sample.summary
    assert judge(page_probe(), sample, {}).verdict is Verdict.UNKNOWN


LISTS = ("components", "incidents", "scheduled_maintenances")


def lacking(name: str, indicator: str) -> bytes:
    document = {**DOCUMENT, "status": {"indicator": indicator, "description": "as told"}}
    return answer(json.dumps({key: value for key, value in document.items() if key != name}))


@pytest.mark.parametrize("name", LISTS)
@pytest.mark.parametrize(("indicator", "verdict"), [("critical", Verdict.FAILING), ("none", Verdict.UNKNOWN)])
async def test_a_page_without_one_of_its_lists_can_be_failing_and_never_fine(
    name: str, indicator: str, verdict: Verdict, loopback: Loopback, make_ground: MakeGround
) -> None:
    site = await loopback.http(lambda _: lacking(name, indicator))
    probe = judged(page_probe())
    sample = await measure(probe, make_ground(status=f"http://127.0.0.1:{site.port}"))
    assert judge(probe, sample, {}).verdict is verdict
    assert f"it has no list of {name}" in sample.summary
    assert (sample.fields["ok"], sample.fields["error"]) == (None, "none")
    assert sample.fields["updated_age"] is not None


def judged(probe: Probe) -> Probe:
    """With the rule on the indicator that the shipped books have."""
    rule = parse("indicator in ['major', 'critical']", Vocabulary(PUBLISHED[ProbeKind.STATUSPAGE]))
    return probe._replace(failing=(rule,))


@pytest.mark.parametrize(("indicator", "asked_again"), [("critical", False), ("none", True)])
async def test_the_fallback_is_asked_when_a_page_without_a_list_says_that_all_is_well(
    indicator: str, asked_again: bool, loopback: Loopback, make_ground: MakeGround
) -> None:
    site = await loopback.http(lambda _: lacking("components", indicator))
    other = await loopback.http(lambda _: PAGE)
    probe = page_probe(f"http://127.0.0.1:{other.port}/summary.json")
    sample = await measure(probe, make_ground(status=f"http://127.0.0.1:{site.port}"))
    assert len(other.requests) == asked_again
    assert sample.fields["indicator"] == ("minor" if asked_again else "critical")


async def test_a_page_without_a_list_is_better_than_a_fallback_that_does_not_answer(
    loopback: Loopback, make_ground: MakeGround, closed_port: int
) -> None:
    site = await loopback.http(lambda _: lacking("components", "none"))
    probe = page_probe(f"http://127.0.0.1:{closed_port}/summary.json")
    sample = await measure(probe, make_ground(status=f"http://127.0.0.1:{site.port}"))
    assert sample.summary == "none: as told; 1 incident; it has no list of components"


def asked(sample: Sample) -> Json:
    request = sample.detail["request"]
    assert isinstance(request, dict)
    return request["url"]


async def test_what_an_unreadable_page_sent_is_kept(loopback: Loopback, make_ground: MakeGround) -> None:
    page = answer("<html><title>Sorry\x1b</title>", 503, {"Retry-After": "60"})
    site = await loopback.http(lambda _: page)
    sample = await measure(page_probe(), make_ground(status=f"http://127.0.0.1:{site.port}"))
    assert sample.detail["status_line"] == "HTTP/1.1 503 Told"
    assert "retry-after" in str(sample.detail["headers"])
    assert sample.detail["body"] == "<html><title>Sorry␛</title>"
    assert set(cast("dict[str, float]", sample.detail["phases"])) == {"connect", "wait", "download"}


async def test_the_fallback_is_asked_when_the_page_does_not_answer(
    loopback: Loopback, make_ground: MakeGround, closed_port: int
) -> None:
    site = await loopback.http(lambda _: PAGE)
    probe = page_probe(f"http://127.0.0.1:{site.port}/summary.json")
    sample = await measure(probe, make_ground(status=f"http://127.0.0.1:{closed_port}"))
    assert sample.fields["indicator"] == "minor"
    assert asked(sample) == f"http://127.0.0.1:{site.port}/summary.json"


async def test_every_page_that_failed_is_named(make_ground: MakeGround, unused_tcp_port_factory: Any) -> None:
    ports = [unused_tcp_port_factory() for _ in range(2)]
    sample = await measure(
        page_probe(f"http://127.0.0.1:{ports[1]}/"), make_ground(status=f"http://127.0.0.1:{ports[0]}")
    )
    assert [cause.split()[1] for cause in map(str, sample.detail["causes"])] == ["connection"] * 2  # type: ignore[arg-type]


async def test_an_unchanged_page_is_not_sent_again(loopback: Loopback, make_ground: MakeGround) -> None:
    def respond(request: Received) -> bytes:
        return answer(status=304) if request.headers.get("if-none-match") == '"v1"' else PAGE

    site = await loopback.http(respond)
    ground = make_ground(status=f"http://127.0.0.1:{site.port}")
    first, second = [await measure(page_probe(), ground) for _ in range(2)]
    assert "if-none-match" not in site.requests[0].headers
    assert (first.detail["not_modified"], second.detail["not_modified"]) == (False, True)
    assert first.summary == second.summary


async def test_the_old_host_is_followed_to_the_new_one(
    loopback: Loopback, make_ground: MakeGround, ca_file: str
) -> None:
    old_host, new_host = "status.customer.io", "status.customerio.com"
    location = {"Location": f"https://{new_host}/api/v2/summary.json"}
    old = await loopback.http(lambda _: answer(status=301, headers=location), loopback.certificate(old_host))
    new = await loopback.http(lambda _: PAGE, loopback.certificate(new_host))
    sites = ((old_host, old), (new_host, new))
    rules = tuple(ConnectTo(host, 443, "127.0.0.1", site.port) for host, site in sites)
    target = StatusPageTarget(f"https://{old_host}/api/v2/summary.json")
    probe = Probe("status", ProbeKind.STATUSPAGE, "Status page", target, 30.0, 10.0, 180.0)
    ground = make_ground(Network(ca_file=ca_file, connect_to=rules), status=f"https://{new_host}")
    sample = await measure(probe, ground)
    assert sample.fields["indicator"] == "minor"
    assert asked(sample) == location["Location"]


async def test_a_page_left_empty_is_not_configured(make_ground: MakeGround) -> None:
    assert (await measure(page_probe(), make_ground(status=""))).summary == NOT_CONFIGURED

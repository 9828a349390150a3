from __future__ import annotations

import asyncio
import time
from typing import TYPE_CHECKING, cast

from cio_tui.core.expr import Vocabulary, parse
from cio_tui.core.judge import judge
from cio_tui.core.probe import LatencyTarget, Probe, ProbeKind, Unit
from cio_tui.core.reading import Verdict
from cio_tui.probes.latency import measure
from cio_tui.probes.latency_round import Tick
from cio_tui.probes.latency_series import Series
from tests.probes.conftest import answer, read_request, reset

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cio_tui.core.reading import Sample, Value
    from tests.probes.conftest import Handler, Loopback, MakeGround, Received

DROP = -1.0
"""In place of a delay: the connection is reset."""


def latency_probe(samples: int = 5, interval: float = 0.05, timeout: float = 10.0) -> Probe:
    target = LatencyTarget("{track}/ping", samples, interval)
    return Probe("latency", ProbeKind.LATENCY, "Latency", target, 15.0, timeout, 60.0)


def scripted(delays: Sequence[float], then: bytes = answer("pong")) -> Handler:
    """Keep-alive answers after these delays, over all connections; at once when they have run out."""
    waiting = list(delays)

    async def handle(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        while True:
            await read_request(reader)
            delay = waiting.pop(0) if waiting else 0.0
            if delay == DROP:
                reset(writer)
                return
            await asyncio.sleep(delay)
            writer.write(then)
            await writer.drain()

    return handle


def times(sample: Sample, name: str = "round") -> list[float | None]:
    return cast("list[float | None]", sample.detail[name])


def number(value: Value | None) -> float:
    assert isinstance(value, float | int)
    return float(value)


async def test_a_round_is_one_cold_request_and_then_warm_ones(
    loopback: Loopback, make_ground: MakeGround
) -> None:
    site = await loopback.http(lambda _: answer("pong"), loopback.certificate("localhost"))
    sample = await measure(latency_probe(), make_ground(track=f"https://localhost:{site.port}"))
    assert (len(site.requests), site.connections) == (1 + len(times(sample)), 1)
    assert {request.method for request in site.requests} == {"GET"}
    assert (sample.fields["ok"], sample.fields["error"]) == (True, "none")
    assert (sample.fields["lost"], sample.fields["rate_failed"]) == (0, 0.0)
    assert sample.fields["n"] == len(times(sample)) > 0
    assert number(sample.fields["cold_ms"]) > number(sample.fields["p50_ms"])
    assert "tls" in cast("dict[str, float]", sample.detail["phases"])
    assert (sample.detail["connections"], sample.detail["unsent"]) == (1, 0)
    assert sample.summary.startswith("p50 ")


async def test_the_cold_time_is_in_no_statistic_of_the_warm_ones(
    loopback: Loopback, make_ground: MakeGround
) -> None:
    port = await loopback.raw(scripted([0.5]))
    sample = await measure(latency_probe(), make_ground(track=f"http://127.0.0.1:{port}"))
    assert number(sample.fields["cold_ms"]) >= 500
    assert number(sample.fields["max_ms"]) < 500


async def test_percentiles_appear_as_the_series_grows(loopback: Loopback, make_ground: MakeGround) -> None:
    port = await loopback.raw(scripted([]))
    ground = make_ground(track=f"http://127.0.0.1:{port}")
    series = ground.memory.of("latency", Series)

    first = await measure(latency_probe(), ground)
    assert (first.fields["p90_ms"], first.fields["p99_ms"]) == (None, None)

    series.add(ground.mono(), [Tick(is_sent=True, ms=500.0)] * 9)
    second = await measure(latency_probe(), ground)
    assert (second.fields["p90_ms"], second.fields["p99_ms"]) == (500.0, None)

    series.add(ground.mono(), [Tick(is_sent=True, ms=1.0)] * 90)
    third = await measure(latency_probe(), ground)
    assert (third.fields["p99_ms"], third.fields["max_ms"]) == (500.0, 500.0)
    assert number(third.fields["n"]) > 100
    assert ", p99 500 ms, cold " in third.summary


async def test_a_dropped_request_is_a_gap_and_no_time(loopback: Loopback, make_ground: MakeGround) -> None:
    port = await loopback.raw(scripted([0.0, 0.0, DROP]))
    sample = await measure(latency_probe(6), make_ground(track=f"http://127.0.0.1:{port}"))
    due = len(times(sample))
    assert [ms is None for ms in times(sample)] == [False, True, *[False] * (due - 2)]
    assert times(sample, "samples") == times(sample)
    assert (sample.fields["n"], sample.fields["lost"]) == (due - 1, 1)
    assert sample.fields["rate_failed"] == round(1 / due, 4)
    assert (sample.fields["ok"], sample.detail["connections"]) == (True, 2)
    assert sample.summary.endswith(f", 1 of {due} lost")


async def test_a_stall_counts_against_all_that_are_due_meanwhile(
    loopback: Loopback, make_ground: MakeGround
) -> None:
    freeze = asyncio.Event()
    freeze.set()
    seen = 0

    async def freezing(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        nonlocal seen
        while True:
            await read_request(reader)
            seen += 1
            if seen == 2:
                freeze.clear()
                asyncio.get_running_loop().call_later(1.0, freeze.set)
            await freeze.wait()
            writer.write(answer())
            await writer.drain()

    port = await loopback.raw(freezing)
    sample = await measure(latency_probe(8, 0.05), make_ground(track=f"http://127.0.0.1:{port}"))
    stalled, second, third, fourth, *rest = times(sample)
    assert number(stalled) >= 900
    assert number(stalled) > number(second) > number(third) > number(fourth) > 500
    assert rest == [None] * len(rest)
    assert sample.fields["rate_failed"] == 0.0
    assert sample.fields["lost"] == sample.detail["unsent"] == len(rest) > 0
    assert "not sent, for 4 were under way" in sample.summary


async def test_what_this_process_overslept_is_not_held_against_the_server(
    loopback: Loopback, make_ground: MakeGround
) -> None:
    def respond(_: Received) -> bytes:
        if len(site.requests) == 3:
            time.sleep(0.5)  # server and probe share this loop: all of it stands still
        return answer()

    site = await loopback.http(respond)
    sample = await measure(latency_probe(9, 0.05), make_ground(track=f"http://127.0.0.1:{site.port}"))
    assert (sample.fields["lost"], sample.detail["unsent"]) == (0, 0)
    assert number(sample.fields["n"]) < 8
    assert cast("float", sample.detail["lag_ms"]) > 50


async def test_a_server_slower_than_the_schedule_is_slow_and_not_failing(
    loopback: Loopback, make_ground: MakeGround
) -> None:
    port = await loopback.raw(scripted([0.8] * 20))
    sample = await measure(latency_probe(4, 0.02), make_ground(track=f"http://127.0.0.1:{port}"))
    assert number(sample.fields["p50_ms"]) >= 800
    assert (sample.fields["lost"], sample.fields["rate_failed"], sample.detail["connections"]) == (0, 0.0, 2)


async def test_a_long_way_is_asked_less_often_rather_than_over_more_connections(
    loopback: Loopback, make_ground: MakeGround
) -> None:
    port = await loopback.raw(scripted([0.3] * 20))
    sample = await measure(latency_probe(4, 0.02), make_ground(track=f"http://127.0.0.1:{port}"))
    assert len(times(sample)) == 3
    assert (sample.fields["lost"], sample.detail["connections"]) == (0, 1)


async def test_a_server_that_fails_is_lost_however_fast_it_is(
    loopback: Loopback, make_ground: MakeGround
) -> None:
    port = await loopback.raw(scripted([], answer(status=503, headers={"Retry-After": "7"})))
    sample = await measure(latency_probe(), make_ground(track=f"http://127.0.0.1:{port}"))
    assert (sample.fields["ok"], sample.fields["error"]) == (False, "none")
    sent = 1 + len(times(sample))
    assert (sample.fields["n"], sample.fields["lost"], sample.fields["rate_failed"]) == (0, sent, 1.0)
    assert (sample.fields["ms"], sample.fields["cold_ms"]) == (None, None)
    assert sample.summary == f"it answers 503, {sent} of {sent} lost"
    assert cast("dict[str, str]", sample.detail["headers"])["retry-after"] == "7"
    assert sample.detail["status_line"] == "HTTP/1.1 503 Told"
    assert cast("dict[str, str]", sample.detail["request"])["url"].endswith("/ping")


async def test_a_refusal_is_an_answer(loopback: Loopback, make_ground: MakeGround) -> None:
    port = await loopback.raw(scripted([], answer(status=401)))
    sample = await measure(latency_probe(), make_ground(track=f"http://127.0.0.1:{port}"))
    assert (sample.fields["ok"], sample.fields["rate_failed"]) == (True, 0.0)


async def test_a_host_that_is_not_there_is_lost_with_its_cause(
    make_ground: MakeGround, loopback: Loopback
) -> None:
    sample = await measure(latency_probe(), make_ground(track="http://127.0.0.1:1"))
    lost = 1 + len(times(sample))
    assert (sample.fields["ok"], sample.fields["error"], sample.fields["lost"]) == (False, "connect", lost)
    assert sample.summary == f"connection refused by 127.0.0.1:1, {lost} of {lost} lost"


async def test_silence_ends_with_the_timeout_and_keeps_what_came_before(
    loopback: Loopback, make_ground: MakeGround
) -> None:
    port = await loopback.raw(scripted([0.0, 0.0, *[600.0] * 9]))
    began = asyncio.get_running_loop().time()
    sample = await measure(latency_probe(8, 0.02, timeout=0.6), make_ground(track=f"http://127.0.0.1:{port}"))
    assert asyncio.get_running_loop().time() - began < 5
    first, *rest = times(sample)
    assert first is not None
    assert rest == [None] * len(rest)
    assert sample.fields["ok"] is True


async def test_what_our_own_deadline_cuts_is_no_evidence_of_a_loss_and_not_fine_either(
    loopback: Loopback, make_ground: MakeGround
) -> None:
    port = await loopback.raw(scripted([0.0, 0.0, 600.0], then=answer("pong")))
    sample = await measure(latency_probe(3, 0.02, timeout=0.5), make_ground(track=f"http://127.0.0.1:{port}"))
    assert times(sample)[1:] == [None]
    assert (sample.fields["lost"], sample.fields["rate_failed"]) == (None, None)
    assert sample.detail["unfinished"] == 1
    assert sample.summary.endswith(", 1 not finished within their round's 0.5 s")
    shipped = parse("lost > 0", Vocabulary({"lost": Unit.COUNT}))
    judged = judge(latency_probe()._replace(degraded=(shipped,)), sample, {})
    assert judged.verdict is Verdict.UNKNOWN


async def test_a_loss_beside_what_was_cut_stays_a_loss(loopback: Loopback, make_ground: MakeGround) -> None:
    port = await loopback.raw(scripted([0.0, DROP, 600.0]))
    sample = await measure(latency_probe(3, 0.02, timeout=0.5), make_ground(track=f"http://127.0.0.1:{port}"))
    assert (sample.fields["lost"], sample.fields["rate_failed"]) == (1, 0.5)
    assert ", 1 of 2 lost, 1 not finished within" in sample.summary


async def test_a_black_hole_is_one_request_not_finished_and_a_timeout(
    loopback: Loopback, make_ground: MakeGround
) -> None:
    port = await loopback.raw(scripted([600.0]))
    sample = await measure(latency_probe(timeout=0.3), make_ground(track=f"http://127.0.0.1:{port}"))
    assert (sample.fields["ok"], sample.fields["error"]) == (False, "timeout")
    assert (sample.fields["n"], sample.fields["lost"], sample.detail["unfinished"]) == (0, None, 1)
    assert sample.summary.startswith("no answer within 0.3 s (")
    assert sample.summary.endswith("), 1 not finished within their round's 0.3 s")


async def test_a_schedule_longer_than_the_timeout_is_cut_and_not_lost(
    loopback: Loopback, make_ground: MakeGround
) -> None:
    port = await loopback.raw(scripted([]))
    sample = await measure(
        latency_probe(100, 0.2, timeout=0.5), make_ground(track=f"http://127.0.0.1:{port}")
    )
    assert 1 <= number(sample.fields["n"]) <= 3
    assert sample.fields["lost"] == 0


async def test_a_host_that_closes_after_each_answer_is_said_to(
    loopback: Loopback, make_ground: MakeGround
) -> None:
    async def once(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await read_request(reader)
        writer.write(answer(headers={"Connection": "close"}))
        await writer.drain()

    port = await loopback.raw(once)
    sample = await measure(latency_probe(), make_ground(track=f"http://127.0.0.1:{port}"))
    assert sample.detail["connections"] == 1 + number(sample.fields["n"]) > 1


async def test_an_endpoint_that_is_not_configured_counts_for_nothing(make_ground: MakeGround) -> None:
    sample = await measure(latency_probe(), make_ground(track=""))
    assert (sample.fields, sample.summary) == ({}, "not configured")


async def test_another_probe_has_a_series_of_its_own(loopback: Loopback, make_ground: MakeGround) -> None:
    ground = make_ground(track=f"http://127.0.0.1:{await loopback.raw(scripted([]))}")
    await measure(latency_probe(), ground)
    other = await measure(latency_probe()._replace(id="other"), ground)
    assert other.fields["n"] == len(times(other))

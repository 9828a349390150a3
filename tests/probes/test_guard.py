from __future__ import annotations

import asyncio
import json
from typing import TYPE_CHECKING

import pytest

from cio_tui.core.judge import judge
from cio_tui.core.probe import HttpTarget, Probe, ProbeKind
from cio_tui.core.reading import Sample, Verdict
from cio_tui.probes.failure import SetupError
from cio_tui.probes.guard import guarded
from tests.probes.conftest import SECRETS, answer

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from cio_tui.probes.ground import Ground
    from tests.probes.conftest import Loopback, MakeGround

    Break = Callable[[Callable[[Probe, Ground], Awaitable[Sample]]], None]

PROBE = Probe("track", ProbeKind.HTTP, "Track API", HttpTarget("{track}/v1"), 10.0, 0.1, 30.0)


@pytest.fixture
def measuring(monkeypatch: pytest.MonkeyPatch) -> Break:
    """Put a measurement of the test's own in the place of the `http` kind's."""
    return lambda measure: monkeypatch.setattr("cio_tui.probes.http.measure", measure)


async def test_a_probe_that_works_is_passed_through(loopback: Loopback, make_ground: MakeGround) -> None:
    site = await loopback.http(lambda _: answer("{}"))
    probe = Probe("track", ProbeKind.HTTP, "Track API", HttpTarget("{track}/v1"), 10.0, 10.0, 30.0)
    sample = await guarded(probe, make_ground(track=f"http://127.0.0.1:{site.port}"))
    assert sample.fields["status"] == 200


@pytest.mark.parametrize(
    "error",
    [
        ValueError("no good"),
        KeyError("name"),
        RecursionError(),
        MemoryError(),
        TimeoutError("its own"),
        ExceptionGroup("several", [ValueError("one")]),
        ImportError("no module"),
        AssertionError(),
    ],
    ids=lambda error: type(error).__name__,
)
async def test_a_bug_in_a_probe_is_unknown_and_says_so(
    error: Exception, measuring: Break, make_ground: MakeGround
) -> None:
    async def broken(probe: Probe, ground: Ground) -> Sample:
        await asyncio.sleep(0)
        raise error

    measuring(broken)
    sample = await guarded(PROBE, make_ground())
    assert judge(PROBE, sample, {}).verdict is Verdict.UNKNOWN
    assert sample.summary.startswith(f"the probe itself failed: {type(error).__name__}")
    assert str(sample.detail["raised"]).startswith("test_guard.py:")


async def test_a_fault_of_the_set_up_is_said_as_it_is(measuring: Break, make_ground: MakeGround) -> None:
    async def unset(probe: Probe, ground: Ground) -> Sample:
        raise SetupError("no credential: app_api_key is not set")

    measuring(unset)
    sample = await guarded(PROBE, make_ground())
    assert (sample.fields, sample.summary) == ({}, "no credential: app_api_key is not set")


async def test_a_probe_that_overruns_its_own_limit_is_ended(
    measuring: Break, make_ground: MakeGround
) -> None:
    async def endless(probe: Probe, ground: Ground) -> Sample:
        await asyncio.Event().wait()
        raise AssertionError

    measuring(endless)
    sample = await guarded(PROBE, make_ground())
    assert (sample.fields, sample.summary) == ({}, "the probe itself failed: it overran its 0.1 s")


async def test_cancelling_passes_through(measuring: Break, make_ground: MakeGround) -> None:
    started = asyncio.Event()

    async def endless(probe: Probe, ground: Ground) -> Sample:
        started.set()
        await asyncio.Event().wait()
        raise AssertionError

    measuring(endless)
    probe = Probe("track", ProbeKind.HTTP, "Track API", HttpTarget("{track}/v1"), 10.0, 60.0, 90.0)
    task = asyncio.create_task(guarded(probe, make_ground()))
    await started.wait()
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task


async def test_no_credential_and_no_escape_leaves_through_an_exception(
    measuring: Break, make_ground: MakeGround
) -> None:
    async def leaking(probe: Probe, ground: Ground) -> Sample:
        raise ValueError(
            f"\x1b]0;x\x07 {SECRETS['app_api_key']} Basic YTFiMmMzZDRlNWY2MDcxODI5M2E6MGYxZTJkM2M0YjVhNjk3ODg3OTY="
        )

    measuring(leaking)
    sample = await guarded(PROBE, make_ground())
    shown = sample.summary + json.dumps(dict(sample.detail))
    assert "\x1b" not in shown
    assert SECRETS["app_api_key"] not in shown
    assert "YTFiMmMz" not in shown

from __future__ import annotations

import asyncio

import pytest

from cio_tui.core.secret import Secret
from cio_tui.probes.failure import SetupError
from cio_tui.probes.shared import Shared


async def test_probes_that_start_together_share_one_trust_store(ca_file: str) -> None:
    shared = Shared()
    first, *others = await asyncio.gather(*(shared.trust(ca_file) for _ in range(5)))
    assert all(other is first for other in others)


async def test_a_ca_file_that_cannot_be_read_is_said_every_time() -> None:
    shared = Shared()
    for _ in range(2):
        with pytest.raises(SetupError, match="ca_file names /missing/ca"):
            await shared.trust("/missing/ca.pem")


def test_a_redactor_is_made_anew_only_for_other_secrets() -> None:
    shared = Shared()
    first = shared.redactor({"app_api_key": Secret("one secret")})
    assert shared.redactor({"app_api_key": Secret("one secret")}) is first
    assert shared.redactor({"app_api_key": Secret("another secret")}) is not first

from __future__ import annotations

import pytest

from cio_tui.core.proof.phases import phases_of
from tests.core.proof.samples import ANSWER


def test_phases_come_in_their_order_and_the_one_that_took_the_time_is_named() -> None:
    phases = phases_of(ANSWER)
    assert [each.name for each in phases] == ["dns", "tcp", "tls", "wait", "read"]
    assert [each.note for each in phases] == ["", "", "", "waiting for the server", ""]
    assert phases[3].share == 1
    assert phases[1].share == pytest.approx(21 / 2221)


def test_where_no_phase_took_most_of_the_time_none_is_named() -> None:
    phases = phases_of({"phases": {"dns": 10, "connect": 10, "wait": 10}})
    assert {each.note for each in phases} == {""}


def test_of_several_hosts_it_is_the_worst_one() -> None:
    assert [each.name for each in phases_of({"hosts": [{"phases": {"tls": 5}}, {"phases": {"dns": 5}}]})] == [
        "tls"
    ]


@pytest.mark.parametrize(
    "detail",
    [{}, {"phases": None}, {"phases": [1]}, {"phases": {"dns": "soon", "tls": None, "wait": -1, "connect": True}},
     {"phases": {"what": 3}}, {"hosts": [None, 7]}],
)  # fmt: skip
def test_what_is_no_time_is_no_phase(detail: dict[str, object]) -> None:
    assert phases_of(detail) == ()


def test_phases_of_no_length_have_no_bars() -> None:
    assert [each.share for each in phases_of({"phases": {"dns": 0, "tls": 0}})] == [0, 0]

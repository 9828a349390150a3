from __future__ import annotations

from cio_tui.probes.memory import Memory


class Series(list[float]):
    pass


class Answers(dict[str, str]):
    pass


def test_a_probe_finds_what_it_kept_before() -> None:
    memory = Memory()
    memory.of("latency", Series).append(12.0)
    assert memory.of("latency", Series) == [12.0]


def test_probes_and_kinds_of_memory_are_kept_apart() -> None:
    memory = Memory()
    memory.of("latency", Series).append(12.0)
    assert memory.of("latency-eu", Series) == []
    assert memory.of("latency", Answers) == {}
    assert Memory().of("latency", Series) == []

from __future__ import annotations

from cio_tui.probes.asked import Asked
from cio_tui.probes.memory import Memory


def test_nobody_has_asked_unless_the_loop_says_so_of_this_very_probe() -> None:
    memory = Memory()
    memory.of("webhook", Asked).by_person = True
    assert memory.of("webhook", Asked).by_person
    assert not memory.of("another", Asked).by_person

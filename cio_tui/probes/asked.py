"""Whether a person asked for the measurement under way: some things are sent only then, never on a timer."""

from __future__ import annotations


class Asked:
    """Kept in the ground's memory, by probe; written by the loop, read by the probe."""

    def __init__(self) -> None:
        self.by_person = False

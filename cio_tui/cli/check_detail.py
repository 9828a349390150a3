"""What a probe noted beside its fields, shown when it is asked for by name: addresses, certificates, each sample.

A sweep of everything stays one line a probe; whoever names one wants to read it off.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cio_tui.core.reading import Json, Sample

MOST = 60
"""Lines of one probe."""
_EMPTY: tuple[Json, ...] = (None, "", [], {})


def detail_rows(sample: Sample) -> list[tuple[str, str]]:
    """Where a value stands, `hosts[0].chain[0].issuer`, and the value; what is empty is left out."""
    rows = list(_flat("", dict(sample.detail)))
    left = len(rows) - MOST
    return [*rows[:MOST], ("…", f"{left} more; --json has all of it")] if left > 0 else rows


def _flat(path: str, value: Json) -> Iterator[tuple[str, str]]:
    if isinstance(value, dict):
        for name, part in value.items():
            yield from _flat(f"{path}.{name}" if path else name, part)
    elif isinstance(value, list) and any(isinstance(part, dict) for part in value):
        for index, part in enumerate(value):
            yield from _flat(f"{path}[{index}]", part)
    elif isinstance(value, list) and value:
        yield path, ", ".join(map(str, value))
    elif value not in _EMPTY:
        yield path, str(value)

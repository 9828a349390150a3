"""Values in print: as source in a reason (`error = 'dns'`), as a person says them in a text (`1,240`, `3.4 %`)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cio_tui.core.expr.source import write_scalar
from cio_tui.core.probe import PUBLISHED, Unit
from cio_tui.core.text import clean_line

if TYPE_CHECKING:
    from cio_tui.core.reading import Value

_LONGEST = 60
"""Characters of one text in a reason."""

_MOST_LISTED = 5

_SHARES = frozenset(
    name for fields in PUBLISHED.values() for name, unit in fields.items() if unit is Unit.SHARE
)


def quote(value: Value) -> str:
    """As in an expression, rounded to what a reader compares: `1240`, `44.98`, `'dns'`."""
    if isinstance(value, tuple):
        shown = [quote(item) for item in value[:_MOST_LISTED]]
        return f"[{', '.join(shown)}{', …' if len(value) > _MOST_LISTED else ''}]"
    if isinstance(value, str):
        return write_scalar(clean_line(value, _LONGEST))
    return _decimal(value, (1, 2, 6)) if isinstance(value, float) else write_scalar(value)


def say(name: str, value: Value) -> str:
    """As in a sentence. A share is known by its published unit, or by a name that ends in `rate`."""
    if isinstance(value, tuple):
        return ", ".join(value) or "none"
    if isinstance(value, bool):
        return write_scalar(value)
    if isinstance(value, str):
        return value
    if _is_share(name, value):
        return f"{_decimal(value * 100.0, (1, 2, 4))} %"
    if isinstance(value, float):
        return _decimal(value, (0, 1, 3), group=",")
    return str(value) if name.endswith("_id") else f"{value:,}"


def _is_share(name: str, value: int | float) -> bool:
    """People type `var.drain_rate` in whatever unit they like, so variables are never taken for shares."""
    if name.rpartition(".")[2] in _SHARES:
        return True
    return (
        name.endswith("rate") and not name.startswith("var.") and isinstance(value, float) and 0 <= value <= 1
    )


def _decimal(value: float, places: tuple[int, int, int], group: str = "") -> str:
    """With the first number of decimals from 100 up, the second from 1 up, else the third; no trailing zeros."""
    size = abs(value)
    kept = places[0] if size >= 100 else places[1] if size >= 1 else places[2]
    written = f"{value:{group}.{kept}f}"
    return written.rstrip("0").rstrip(".") if kept else written

"""What Customer.io's four shapes of error body say, as one sentence.

Its own Node library reads only the first two and shows "Unknown error" for the commonest, `errors[].detail`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from cio_tui.core.text import clean_line

if TYPE_CHECKING:
    from cio_tui.core.reading import Json

_MOST_SHOWN = 3
_LONGEST = 1000


def vendor_error(document: Json) -> str:
    """The error in words, clean; empty if the document is none of the four shapes.

    `meta.error` (Track 401, send), `meta.errors[]` (Track 400), `errors[].detail` (App), and
    `errors[].reason, field, message` (Track v2).
    """
    if not isinstance(document, dict):
        return ""
    meta = document.get("meta")
    rows: list[Json] = []
    for holder, names in ((meta, ("error", "errors")), (document, ("errors",))):
        if isinstance(holder, dict):
            for name in names:
                found = holder.get(name)
                rows += found if isinstance(found, list) else [found]
    said = [sentence for row in rows if (sentence := _sentence(row))]
    more = f" (and {len(said) - _MOST_SHOWN} more)" if len(said) > _MOST_SHOWN else ""
    return clean_line("; ".join(said[:_MOST_SHOWN]), _LONGEST) + more


def _sentence(row: Json) -> str:
    """One entry of an error list."""
    if isinstance(row, str):
        return row.strip()
    if not isinstance(row, dict):
        return ""
    match row:
        case {"detail": str(detail)}:
            return detail + _pointer(row)
        case {"message": str(message)} | {"reason": str(message)}:
            return _place(row, message) + message
        case _:
            return ""


def _pointer(row: dict[str, Json]) -> str:
    """Which part of the request the App API complains about."""
    match row.get("source"):
        case {"pointer": str(pointer)}:
            return f" (at {pointer})"
        case _:
            return ""


def _place(row: dict[str, Json], message: str) -> str:
    """Which item of a batch and which field Track v2 complains about."""
    batch, field = row.get("batch_index"), row.get("field")
    item = f"item {batch}: " if isinstance(batch, int) else ""
    return item + (f"{field}: " if isinstance(field, str) and field not in message else "")

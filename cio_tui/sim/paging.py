"""Lists as the App API cuts them: `limit` items, a `next` to hand back as `start`, filters by time and kind."""

from __future__ import annotations

import base64
import binascii
from itertools import islice
from typing import TYPE_CHECKING

from cio_tui.sim.exchange import answer_json

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from cio_tui.sim.catalogue import Item
    from cio_tui.sim.exchange import Answer, Call


def answer_page(call: Call, key: str, items: Iterable[Item], *, default: int, most: int) -> Answer:
    """One page under `key`; `next` is empty on the last. Raises ValueError for a parameter that is none."""
    limit = min(number_in(call, "limit", default), most)
    offset = _offset(call.query.get("start", ""))
    window = list(islice(items, offset, offset + limit + 1))
    more = len(window) > limit
    return answer_json({key: [*window[:limit]], "next": _token(offset + limit) if more else ""})


def within(call: Call, items: Iterable[Item], stamp: str) -> Iterator[Item]:
    """Those whose `stamp` lies between the parameters `start_ts` and `end_ts`."""
    first, last = number_in(call, "start_ts", 0), number_in(call, "end_ts", 2**40)
    return (item for item in items if first <= int(str(item[stamp])) <= last)


def having(call: Call, items: Iterable[Item], *names: str) -> Iterator[Item]:
    """Those whose fields equal the parameters of the same names, as far as they are given."""
    wanted = {name: call.query[name] for name in names if name in call.query}
    return (item for item in items if all(str(item.get(name)) == value for name, value in wanted.items()))


def number_in(call: Call, name: str, default: int) -> int:
    """A parameter that is a number, or its default. Raises ValueError with the words of the answer."""
    text = call.query.get(name, "")
    if not text:
        return default
    if not (text.isascii() and text.isdigit()):
        raise ValueError(f"{name} must be a positive integer")
    return int(text[:12])


def _token(offset: int) -> str:
    return base64.urlsafe_b64encode(f"after:{offset}".encode()).decode()


def _offset(token: str) -> int:
    if not token:
        return 0
    try:
        return int(base64.urlsafe_b64decode(token).decode().removeprefix("after:"))
    except (ValueError, binascii.Error) as error:
        raise ValueError("start is not a cursor of this list") from error

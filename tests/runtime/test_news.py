from __future__ import annotations

import threading
from contextlib import aclosing
from typing import TYPE_CHECKING

from cio_tui.runtime.news import news_from

if TYPE_CHECKING:
    from collections.abc import Callable


async def test_what_a_thread_tells_arrives_in_order_and_closing_ends_it() -> None:
    ended = threading.Event()

    def watch(tell: Callable[[int], None], stop: threading.Event) -> None:
        for number in range(3):
            tell(number)
        stop.wait()
        tell(3)
        ended.set()

    async with aclosing(news_from(watch)) as news:
        assert [await anext(news) for _ in range(3)] == [0, 1, 2]
        assert not ended.is_set()
    assert ended.wait(10)

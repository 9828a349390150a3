"""A table of paths: `GET /v1/customers/*/messages` to the function that answers.

`*` matches one decoded segment and is handed over, so handlers never take paths apart themselves.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from cio_tui.sim.exchange import Answer, Call

    Handler = Callable[..., Answer]
    """Takes the call, the scene, and as many names as its path leaves open."""


class Routes:
    """The handlers of one API."""

    def __init__(self, table: Mapping[str, Handler]) -> None:
        """`table` maps `METHOD /path/with/*` to a handler."""
        split = (
            (method, pattern, handler)
            for words, handler in table.items()
            for method, pattern in [words.split(" ")]
        )
        self._routes = [
            (method, pattern.strip("/").split("/"), handler) for method, pattern, handler in split
        ]

    def find(self, call: Call) -> tuple[Handler, list[str]] | None:
        """The handler and the open segments; HEAD is answered as GET."""
        method = "GET" if call.method == "HEAD" else call.method
        segments = call.segments
        for wanted, pattern, handler in self._routes:
            if wanted == method and len(pattern) == len(segments):
                pairs = list(zip(pattern, segments, strict=True))
                if all(part in ("*", segment) for part, segment in pairs):
                    return handler, [segment for part, segment in pairs if part == "*"]
        return None

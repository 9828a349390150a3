"""Kept samples as the probes leave them."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from cio_tui.core.kept import Kept, kept_of

if TYPE_CHECKING:
    from collections.abc import Mapping

ANSWER: Mapping[str, object] = {
    "request": {
        "method": "GET",
        "url": "https://track.customer.io/api/v1/accounts/region",
        "headers": ["Host", "Authorization"],
    },
    "phases": {"dns": 3.1, "connect": 21.0, "tls": 44.2, "wait": 2221.0, "download": 0.6},
    "status_line": "HTTP/1.1 503 Service Unavailable",
    "headers": {"retry-after": "30", "x-request-id": "5f0c"},
    "body": '{"meta": {"error": "upstream timeout"}}',
    "remark": "upstream timeout",
    "address": "34.1.2.3:443",
    "tls": {"version": "TLSv1.3", "cipher": "AES"},
}


def kept(
    probe: str = "track",
    verdict: str = "failing",
    summary: str = "503 in 2290 ms: upstream timeout",
    reasons: tuple[str, ...] = ("status >= 500 (status = 503)",),
    detail: object = ANSWER,
    at: str = "2026-11-21T20:21:01.112Z",
    **fields: object,
) -> Kept:
    """As it stands in readings.jsonl."""
    usual = {"status": 503, "error": "none", "ms": 2290.0}
    line = {"verdict": verdict, "at": at, "mono": 3.5, "probe": probe, "summary": summary, "reasons": reasons}
    found = kept_of(json.dumps({**line, "fields": usual | fields, "detail": detail}).encode())
    assert found is not None
    return found

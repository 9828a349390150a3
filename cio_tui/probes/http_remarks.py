"""What the body of an answer adds to its status: an error in words, or that it is not what it should be."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from cio_tui.core.json_path import read_json
from cio_tui.core.text import clean_block, clean_line
from cio_tui.core.vendor_errors import vendor_error

if TYPE_CHECKING:
    from cio_tui.core.reading import Json
    from cio_tui.probes.exchange import Exchange
    from cio_tui.probes.ground import Ground

SHOWN = 2048
"""Characters of a body kept as evidence."""
_TITLE = re.compile(r"<(title|h1)[^>]{0,200}>([^<]{1,200})", re.IGNORECASE)
_HTML = ("<!doctype html", "<html")


class Body(NamedTuple):
    """An answer's body, read."""

    document: Json = None
    """The JSON it holds; None if it holds none, or null."""
    shown: str = ""
    """Its beginning, redacted and clean."""
    remark: str = ""
    """A few words on what it says or lacks, redacted and clean; empty if there is nothing to say."""


def read_body(exchange: Exchange, ground: Ground, *, expects_json: bool) -> Body:
    """Read what came; an answer without a body has nothing to remark on."""
    if not exchange.body:
        is_missing = expects_json and 200 <= exchange.status < 300 and not exchange.error
        return Body(remark="no body" if is_missing else "")
    text = exchange.text
    shown = clean_block(ground.redact(text[: 4 * SHOWN]), SHOWN)
    try:
        document = read_json(text)
    except ValueError as error:
        remark = _not_json(text, str(error), exchange, expects_json=expects_json)
        return Body(None, shown, clean_line(ground.redact(remark), 120))
    said = vendor_error(document) if exchange.status >= 300 else ""
    return Body(document, shown, clean_line(ground.redact(said), 120))


def _not_json(text: str, fault: str, exchange: Exchange, *, expects_json: bool) -> str:
    """Why there is no document; empty where none was due."""
    start = text.lstrip("\ufeff \t\r\n")[:20].lower()
    if start.startswith(_HTML):
        title = _TITLE.search(text[:4096])
        page = f"an HTML page, {clean_line(title[2])!r}" if title else "an HTML page"
        return page if expects_json or exchange.status >= 300 else ""
    if not expects_json:
        return ""
    if exchange.is_cut:
        return f"longer than {exchange.request.max_body} bytes, so not read whole"
    return f"JSON that {fault}" if start.startswith(("{", "[")) else "not JSON"

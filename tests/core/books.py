"""Small books for tests: two probes, and whatever steps a test is about."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cio_tui.core.schema import load, parse_source

if TYPE_CHECKING:
    from cio_tui.core.runbook import Runbook

HEAD = """
schema = 1
[runbook]
id = "{id}"
title = "Book {id}"
severity = "{severity}"
owner = "team"
reviewed = 2026-11-21
exit = [{{ when = "undo.open == 0", text = "all is switched back" }}]
[probe.track]
kind = "http"
title = "Track"
url = "{{track}}/"
fresh = "45s"
failing = ["status >= 500"]
[probe.queue]
kind = "http"
title = "Queue"
url = "{{queue}}"
fresh = "45s"
extract = {{ depth = "depth" }}
[fact.down]
when = "track.status >= 500"
text = "it is down"
"""

CLOSE = """
[[step]]
id = "close"
kind = "close"
title = "Close"
"""


def make(rest: str, id: str = "a", severity: str = "P2") -> Runbook:  # noqa: A002  the key in the file
    """A book with these tables and steps, and a close at its end."""
    text = HEAD.format(id=id, severity=severity) + rest + CLOSE
    return load(parse_source(f"{id}.toml", text.encode()))


def do(id: str, more: str = "") -> str:  # noqa: A002
    """A step that is settled by saying something."""
    return f'[[step]]\nid = "{id}"\nkind = "do"\ntitle = "{id.title()}"\n{more}\n'


def switch(id: str, undo: str, more: str = "") -> str:  # noqa: A002
    """A step that switches something, which another one switches back."""
    respond = 'respond = { prompt = "State?", kind = "choice", accept = ["on"] }'
    return do(id, f'{respond}\nchanges = true\nundo = "{undo}"\n{more}')


def group(id: str, *members: str) -> str:  # noqa: A002
    """A step made of others."""
    return f'[[step]]\nid = "{id}"\nkind = "group"\ntitle = "{id.title()}"\nsteps = {list(members)}\n'

"""Values as TOML, one line each whatever they hold, every string in them cleaned.

Written out because appending an event may cost twice a bare write and fsync, and tomli_w alone takes 35 µs of that for
a snapshot of three panes, where this takes 8; it also breaks lists over lines, and a block has a line for every key.
"""

from __future__ import annotations

import re
from datetime import datetime

from cio_tui.core.text import clean_block
from cio_tui.core.times import stamp

_BARE = re.compile(r"[A-Za-z0-9_-]+")


def line(name: str, value: object) -> str:
    """`name = value` and a newline."""
    return f"{key(name)} = {literal(value)}\n"


def key(name: str) -> str:
    """A bare key, or a quoted one."""
    name = clean_block(name)
    return name if _BARE.fullmatch(name) else _quoted(name)


def literal(value: object) -> str:
    """A value on one line. Moments are written in UTC with milliseconds."""
    match value:
        case str():
            return _quoted(clean_block(value))
        case bool():
            return "true" if value else "false"
        case int() | float():
            return repr(value)
        case tuple() | list():
            return "[" + ", ".join(map(literal, value)) + "]"
        case dict():
            # By key, since cleaning may make two of them one.
            items = {key(name): f"{key(name)} = {literal(item)}" for name, item in value.items()}
            return "{" + ", ".join(items.values()) + "}"
        case datetime() if value.tzinfo is not None:
            return stamp(value)
        case _:  # dates and times without a zone
            import tomli_w

            return tomli_w.dumps({"_": value}).removeprefix("_ = ").rstrip("\n")


def _quoted(text: str) -> str:
    """A basic string; what is clean has nothing to escape but these three."""
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n") + '"'

"""What a Liquid template needs before it can render: the names it uses without a fallback, and its obvious breaks.

Not a Liquid interpreter: it reads `{{ customer.x }}` and `{{ event.y }}`, ignores what has a `default`, and counts
the tags that must come in pairs. The dashboard's preview remains the last word.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from cio_tui.core.text import clean_line

if TYPE_CHECKING:
    from cio_tui.customerio.items import Item

_PARTS = ("subject", "body", "preheader_text", "url", "headers")
"""Fields of an action that are rendered."""

_LONGEST = 200_000
_OUTPUT = re.compile(r"\{\{-?\s*([^{}]{0,500}?)\s*-?\}\}")
_TAG = re.compile(r"\{%-?\s*(\w+)\b([^{}%]{0,500})-?%\}")
_NAME = re.compile(r"(customer|event|trigger|message_data)\.([A-Za-z_]\w*)")
_PAIRED = ("if", "unless", "case", "for", "capture", "tablerow", "comment", "raw")


@dataclass(frozen=True, slots=True)
class Template:
    """The rendered parts of one action."""

    required: frozenset[tuple[str, str]]
    """(`customer` | `event` | …, name): used without a fallback."""
    breaks: tuple[str, ...]
    """What cannot render, in words."""


def read_template(item: Item) -> Template:
    """The template of an action, from its JSON."""
    parts = [value[:_LONGEST] for name in _PARTS if isinstance(value := item.get(name), str)]
    return Template(
        required=frozenset(name for each in parts for name in _required(each)),
        breaks=tuple(dict.fromkeys(fault for each in parts for fault in _breaks(each))),
    )


def _required(source: str) -> set[tuple[str, str]]:
    """Names of outputs without `default`, outside those that an `if` asks about first."""
    guarded = {
        found
        for tag, rest in _TAG.findall(source)
        if tag in ("if", "unless", "case")
        for found in _names(rest)
    }
    used = {
        found for output in _OUTPUT.findall(source) if "default" not in output for found in _names(output)
    }
    return used - guarded


def _names(expression: str) -> list[tuple[str, str]]:
    return [(holder, clean_line(name, 150)) for holder, name in _NAME.findall(expression)]


def _breaks(source: str) -> list[str]:
    """Braces that do not close, and tags without their end. A `}}` alone may be JSON or CSS."""
    faults = []
    for opening, closing in (("{{", "}}"), ("{%", "%}")):
        open_ends = sum(closing not in rest for rest in source.split(opening)[1:])
        if open_ends:
            faults.append(f"{open_ends} {opening} without {closing}")
    tags = [tag for tag, _ in _TAG.findall(source)]
    for tag in _PAIRED:
        opened, closed = tags.count(tag), tags.count(f"end{tag}")
        if opened != closed:
            faults.append(f"{opened} {tag} against {closed} end{tag}")
    return faults

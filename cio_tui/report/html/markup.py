"""Text from a log becomes HTML here and nowhere else: cleaned, cut, and escaped for text and attributes alike."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from cio_tui.core.text import clean_block, clean_line
from cio_tui.core.times import stamp
from cio_tui.core.verdict_shapes import SHAPES
from cio_tui.report.moments import age
from cio_tui.report.wording import NOT_RECORDED, shape

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import datetime

    from cio_tui.core.record import Seen
    from cio_tui.report.moments import Moments

LONGEST = 4000
"""Characters of one text; `incident show` has all of it."""

# `html.escape` does the same, but importing it costs half a megabyte of entities.
_ESCAPED = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;"})


def line(text: str) -> str:
    """One line of text from outside."""
    return clean_line(text, LONGEST).translate(_ESCAPED)


def block(text: str) -> str:
    """Text from outside with its line breaks, for where white space is kept."""
    return clean_block(text, LONGEST).translate(_ESCAPED)


def or_not_recorded(text: str) -> str:
    """One line, or that there is none."""
    return line(text) or f'<span class="quiet">{NOT_RECORDED}</span>'


def moment(at: datetime, moments: Moments) -> str:
    """A time of day that a machine can read as well."""
    return f'<time datetime="{stamp(at)}">{moments.clock(at)}</time>'


def event_link(seq: int) -> str:
    """`e12`, to the timeline; on paper it is still the number to look for."""
    return f'<a class="id" href="#e{seq}">e{seq}</a>' if seq else ""


def verdict(word: str) -> str:
    """Glyph, word and colour."""
    return f'<span class="v {word if word in SHAPES else "unknown"}">{line(shape(word))}</span>'


def bullets(items: Iterable[str], *, ordered: bool = False) -> str:
    """A list of what is HTML already; `not recorded` when it is empty."""
    points = "".join(f"<li>{point}</li>" for point in items)
    name = "ol" if ordered else "ul"
    return f"<{name}>{points}</{name}>" if points else f"<p>{NOT_RECORDED.capitalize()}.</p>"


def table(caption: str, heads: Iterable[str], rows: Iterable[Iterable[str]], *, numbers: int = 0) -> str:
    """What is HTML already, the first column naming the row, the last `numbers` columns set to the right.

    Without a row it is `not recorded`.
    """
    titles = list(heads)
    first_number = len(titles) - numbers
    head = "".join(
        f'<th scope="col"{_number(column >= first_number)}>{title}</th>'
        for column, title in enumerate(titles)
    )
    body = "".join(f"<tr>{_cells(row, first_number)}</tr>\n" for row in rows)
    if not body:
        return f"<p>{NOT_RECORDED.capitalize()}.</p>"
    return (
        f'<div class="wide"><table><caption>{caption}</caption><thead><tr>{head}</tr></thead>'
        f"<tbody>\n{body}</tbody></table></div>"
    )


def _cells(row: Iterable[str], first_number: int) -> str:
    name, *others = row
    cells = "".join(
        f"<td{_number(column >= first_number)}>{cell}</td>" for column, cell in enumerate(others, start=1)
    )
    return f'<th scope="row">{name}</th>{cells}'


def _number(is_number: bool) -> str:
    return ' class="n"' if is_number else ""


def seen(saw: Mapping[str, Seen], turns: Mapping[str, str] = MappingProxyType({})) -> str:
    """What each pane showed then, how old that was, and what else is to be said of it in HTML."""
    return "".join(
        [
            '<ul class="seen">',
            *(
                f"<li>{verdict(pane.verdict)} <b>{line(probe)}</b> {line(pane.summary)} "
                f'<span class="quiet">{age(pane.age_s)}{turns.get(probe, "")}</span></li>'
                for probe, pane in saw.items()
            ),
            "</ul>",
        ]
    )

"""What is left to people, on the page: the draft of the written review with its blanks, and what a drill taught."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from cio_tui.report.html.markup import bullets, line
from cio_tui.report.wording import NOT_RECORDED, TO_WRITE, count, mark_word

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cio_tui.core.review.account import Account, Blank
    from cio_tui.core.review.debrief import Mark

_COLOURS = {True: "ok", False: "failing", None: "unknown"}


def review_draft(account: Account) -> Iterator[str]:
    """By section, in the order given."""
    open_fields = sum(bool(blank.to_write) for blank in account.draft)
    yield (
        f"<p>{count(open_fields, 'field')} of {len(account.draft)} marked "
        f'<span class="todo">{TO_WRITE}</span>; none is filled by a guess.</p>'
    )
    for section, blanks in groupby(account.draft, key=lambda blank: blank.section):
        yield f"<h3>{line(section)}</h3><dl>{''.join(map(_field, blanks))}</dl>"


def _field(blank: Blank) -> str:
    asked = f' <span class="quiet">({line(", ".join(blank.asked_by))})</span>' if blank.asked_by else ""
    known = "".join(f"<p>{line(text)}</p>" for text in blank.lines)
    if blank.to_write:
        known += f'<p><span class="todo">{TO_WRITE}</span> {line(blank.to_write)}</p>'
    return f"<dt>{line(blank.title)}{asked}</dt><dd>{known or NOT_RECORDED}</dd>"


def debrief(account: Account) -> Iterator[str]:
    """Nothing for an incident that was no drill."""
    found = account.debrief
    if found is None:
        return
    yield f"<p>Scenario <code>{line(found.scenario)}</code>: {line(found.title)}</p>"
    yield bullets(map(_mark, found.marks))
    yield f"<h3>An ideal walk</h3>{bullets(map(line, found.ideal), ordered=True)}"
    yield "<h3>Where this walk left it</h3>"
    yield bullets(map(line, found.differences)) if found.differences else "<p>Nowhere.</p>"


def _mark(mark: Mark) -> str:
    word = f'<span class="v {_COLOURS[mark.passed]}">{mark_word(mark.passed)}</span>'
    return f"{word} {line(mark.title)}: {line(mark.text)}"

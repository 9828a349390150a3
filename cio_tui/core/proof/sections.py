"""One sample as titled paragraphs, the same on the screen, in the plain walk, on the clipboard and pinned to a step."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from cio_tui.core.proof.asked import asked_lines
from cio_tui.core.proof.facts import fact_lines, origin
from cio_tui.core.proof.loose import table, word
from cio_tui.core.proof.phases import phases_of
from cio_tui.core.reading import Verdict
from cio_tui.core.times import stamp
from cio_tui.core.verdict_shapes import SHAPES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cio_tui.core.kept import Kept
    from cio_tui.core.probe import Probe

MOST_BODY = 24
"""Lines of an answer's body that are told."""

SHORT_RULE = 20
"""Characters of a rule that is worth telling although it does not hold."""

UNDECIDED = " not known"
"""How `core.expr.explain` tells of a value that was not there."""


class Section(NamedTuple):
    """A titled paragraph."""

    title: str
    lines: tuple[str, ...]


def sections_of(kept: Kept, probe: Probe, host: str = "", remark: str = "") -> tuple[Section, ...]:
    """What the sample proves besides its summary, most telling first; without the phases, which are drawn.

    `host` is where we asked from, `remark` what is known of such an answer where the book says nothing.
    """
    detail = kept.detail
    here = f"{host} → {origin(detail)}" if host and origin(detail) else origin(detail)
    found = (
        Section("RULE", tuple(_rule_lines(kept, probe))),
        Section("READS AS", tuple(_hints(kept, probe)) or tuple(filter(None, [remark]))),
        Section("WE ASKED", tuple(asked_lines(probe, detail))),
        Section("CAME BACK", tuple(_answer_lines(kept))),
        Section("FROM", (here,) if here else ()),
        Section("FACTS", tuple(fact_lines(detail))),
    )
    return tuple(section for section in found if section.lines)


def _answer_lines(kept: Kept) -> Iterator[str]:
    """Status line, headers and the beginning of the body."""
    detail = kept.detail
    line = word(detail.get("status_line"))
    if line and kept.fields.get("status") != 0:
        yield line
    for name, value in table(detail.get("headers")).items():
        yield f"{name}: {word(value)}"
    body = word(detail.get("body")).splitlines()
    yield from (text for text in body[:MOST_BODY] if text.strip())
    if len(body) > MOST_BODY:
        yield f"… {len(body) - MOST_BODY} more lines"


def _rule_lines(kept: Kept, probe: Probe) -> Iterator[str]:
    """The rules that decided with their values; where none did, which were asked."""
    shape = f"{SHAPES[kept.verdict]} {kept.verdict}"
    if kept.reasons:
        yield from (f"{shape}: {reason}" for reason in kept.reasons)
        return
    if kept.verdict is not Verdict.OK:
        yield f"{shape}: no rule is kept with this sample"
        return
    rules = [rule.text for rule in (*probe.failing, *probe.degraded)]
    short = [rule for rule in rules if len(rule) <= SHORT_RULE]
    if short and len(short) < len(rules):
        short.append("…")
    told = f": {'; '.join(short)}" if short else ""
    yield f"{shape}: none of {len(rules)} rules holds{told}" if rules else f"{shape}: it answered"


def _hints(kept: Kept, probe: Probe) -> Iterator[str]:
    """The book's advice about the rules that hold; about one that could not be decided there is nothing to say."""
    for reason in kept.reasons:
        for rule, advice in probe.hint.items():
            if (reason == rule or reason.startswith(f"{rule} (")) and UNDECIDED not in reason:
                yield advice


def text_of(kept: Kept, sections: tuple[Section, ...]) -> str:
    """Everything as lines of text, to be copied, pinned to a step or read aloud."""
    lines = [f"{kept.probe} {stamp(kept.at)} {SHAPES[kept.verdict]} {kept.verdict}: {kept.summary}"]
    if phases := phases_of(kept.detail):
        lines.append("TIME: " + ", ".join(f"{each.name} {each.ms:.0f} ms" for each in phases))
    for section in sections:
        lines += (f"{section.title}: {line}" for line in section.lines)
    return "\n".join(lines)

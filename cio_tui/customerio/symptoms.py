"""The seed's six symptoms of a campaign: what to check first, and what then.

A check without an answer is unknown and says what it needs; it is never passed over.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from cio_tui.core.errors import UserError
from cio_tui.core.nearest import nearest
from cio_tui.core.text import clean_line
from cio_tui.customerio.finding import Check, Finding, unknown, worst_first

if TYPE_CHECKING:
    from collections.abc import Sequence


@dataclass(frozen=True, slots=True)
class Symptom:
    """One row of the table."""

    word: str
    """What `--symptom` takes."""
    title: str
    source: str
    first: tuple[Check, ...]
    then: tuple[Check, ...]
    aliases: tuple[str, ...] = ()


SYMPTOMS = (
    Symptom(
        "not-triggering",
        "the campaign does not trigger",
        "C.1",
        (Check.EVENT,),
        (Check.STATE,),
        ("trigger", "not-triggered"),
    ),
    Symptom(
        "not-matched",
        "the person is not matched",
        "C.2",
        (Check.SEGMENTS,),
        (Check.ATTRIBUTES,),
        ("matched", "segment", "audience"),
    ),
    Symptom(
        "not-delivered",
        "the e-mail is not delivered",
        "C.3",
        (Check.ADDRESS,),
        (Check.SUPPRESSION, Check.SUBSCRIPTION),
        ("delivered", "bounced", "suppressed"),
    ),
    Symptom(
        "liquid-broken",
        "the Liquid template is broken",
        "C.4",
        (Check.VARIABLES,),
        (Check.TEMPLATE,),
        ("liquid", "template"),
    ),
    Symptom(
        "wrong-content",
        "the e-mail has the wrong content",
        "C.5",
        (Check.VERSION, Check.STATE),
        (Check.VARIABLES,),
        ("content",),
    ),
    Symptom(
        "delayed",
        "messages are sent late",
        "C.6",
        (Check.WAITS,),
        (Check.BACKLOG,),
        ("late", "slow", "lag"),
    ),
)

_OPEN: dict[Check, tuple[str, str]] = {
    Check.ADDRESS: ("whose address?", "Name the person with --person."),
    Check.SUPPRESSION: ("whose suppression?", "Name the person with --person."),
    Check.SUBSCRIPTION: ("whose subscription?", "Name the person with --person."),
    Check.ATTRIBUTES: ("whose attributes?", "Name the person with --person."),
    Check.WAITS: (
        "the App API lists no wait steps, and no message of a known person was timed.",
        "Name somebody who got it with --person, or look at its workflow in the dashboard.",
    ),
    Check.BACKLOG: ("it has made no message lately.", "Look at everybody's: `cio-tui delivery`."),
}
"""Why a check may have no answer, and what would give it one."""


def find_symptom(word: str) -> Symptom:
    """The row meant by a word. Raises UserError that lists them."""
    asked = word.strip().lower().replace("_", "-").replace(" ", "-")
    names = {name: row for row in SYMPTOMS for name in (row.word, row.source.lower(), *row.aliases)}
    if asked in names:
        return names[asked]
    near = nearest(asked, names)
    hint = f" Did you mean {names[near].word}?" if near else ""
    known = ", ".join(f"{row.word} ({row.title})" for row in SYMPTOMS)
    raise UserError(f"{clean_line(word)} is no symptom.{hint} There are: {known}.")


@dataclass(frozen=True, slots=True)
class Path:
    """The findings of a campaign in the order of one row."""

    symptom: Symptom
    first: tuple[Finding, ...]
    then: tuple[Finding, ...]
    besides: tuple[Finding, ...]
    """What else is not well."""

    @property
    def findings(self) -> tuple[Finding, ...]:
        """All of them."""
        return (*self.first, *self.then, *self.besides)


def follow(symptom: Symptom, findings: Sequence[Finding]) -> Path:
    """Sort findings into the row's two columns; what is fine and outside them is left out."""
    first = _answers(symptom.first, findings)
    then = _answers(symptom.then, findings)
    shown = {*first, *then}
    besides = tuple(each for each in findings if each not in shown and each.verdict.value != "ok")
    return Path(symptom, first, then, besides)


def _answers(checks: Sequence[Check], findings: Sequence[Finding]) -> tuple[Finding, ...]:
    answers: list[Finding] = []
    for check in checks:
        found = [each for each in findings if each.check is check]
        why, remedy = _OPEN.get(check, ("it could not be read.", ""))
        answers += found or [unknown(check, f"The {check.value} could not be checked: {why}", remedy)]
    return worst_first(answers)

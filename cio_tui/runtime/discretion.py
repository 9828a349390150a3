"""Who a person is stays out of the log, and on the screen.

Before an event is written, addresses and the values of personal variables in it become salted hashes. The values
themselves live in this process only, so that the texts on screen can still be sent.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from cio_tui.core import events
from cio_tui.core.cutting import cut_block
from cio_tui.core.pseudonym import hide_people, pseudonym

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from cio_tui.core.events import Event
    from cio_tui.core.reading import Json, Reading, Value
    from cio_tui.core.session import Session

TEXTS = (
    *("said", "reason", "text", "why", "because", "summary", "reasons", "sensed", "suggested", "chosen"),
    *("rejected", "value", "basis", "target", "met", "unmet", "detail"),
)
"""Fields that people type or texts are filled into. Ids, and who works on the incident and where, are none of them."""

SHORTEST = 4
"""Characters of a value that is looked for in other texts: `7` would be found in every other line."""


def as_written(text: str, salt: str, redact: Callable[[str], str], *, keeps: bool) -> str:
    """A text for a log of this salt, as a command adds it: no credentials, and people only where it `keeps` them."""
    bare = redact(text.strip())
    return cut_block(bare if keeps else hide_people(bare, salt))


class Discretion:
    """Of one session of one incident. Does nothing where the configuration keeps personal data."""

    def __init__(self, *, keeps: bool) -> None:
        self._keeps = keeps
        self._plain: dict[str, Value] = {}
        """Pseudonym to what it stands for."""

    def variables(self, session: Session) -> Mapping[str, Value]:
        """The variables of which the log holds a hash, by id, with their values as far as they were given here."""
        return {
            name: self._plain[value]
            for name, value in session.variables.items()
            if isinstance(value, str) and value in self._plain
        }

    def hide(self, drafted: Sequence[Event], session: Session) -> tuple[Event, ...]:
        """The events as they may be written."""
        if self._keeps or session.opened is None:
            return tuple(drafted)
        salt = session.opened.salt
        books = session.books.values()
        personal = {name for book in books for name, one in book.variables.items() if one.personal}
        for event in drafted:
            if isinstance(event, events.VarSet) and event.var in personal:
                self._plain[pseudonym(str(event.value), salt)] = event.value
        return tuple(self._hide(event, salt, personal) for event in drafted)

    def hide_text(self, text: str, session: Session) -> str:
        """The same for a text that is on its way to disk by itself."""
        if self._keeps or session.opened is None:
            return text
        return hide_people(text, session.opened.salt, self._known())

    def hide_reading(self, reading: Reading, session: Session) -> Reading:
        """The same for a sample and the rules that judged it: an answer's body may name the people it is about."""
        if self._keeps or session.opened is None:
            return reading
        sample = reading.sample

        def hidden(value: Json) -> Json:
            match value:
                case str():
                    return self.hide_text(value, session)
                case list():
                    return [hidden(item) for item in value]
                case dict():
                    return {name: hidden(item) for name, item in value.items()}
                case _:
                    return value

        fields = {
            name: self.hide_text(value, session) if isinstance(value, str) else value
            for name, value in sample.fields.items()
        }
        detail = {name: hidden(value) for name, value in sample.detail.items()}
        summary = self.hide_text(sample.summary, session)
        return reading._replace(
            sample=sample._replace(fields=fields, summary=summary, detail=detail),
            reasons=tuple(self.hide_text(reason, session) for reason in reading.reasons),
        )

    def _hide(self, event: Event, salt: str, personal: set[str]) -> Event:
        if isinstance(event, events.VarSet) and event.var in personal:
            return event._replace(value=pseudonym(str(event.value), salt))
        known = self._known()
        hidden: dict[str, object] = {}
        for name in event._fields:
            value = getattr(event, name) if name in TEXTS else None
            if isinstance(value, str):
                hidden[name] = cut_block(hide_people(value, salt, known))  # a hash is longer than most names
            elif isinstance(value, tuple):
                hidden[name] = tuple(hide_people(str(item), salt, known) for item in value)
        return event._replace(**hidden)  # type: ignore[arg-type]  # each field keeps its type

    def _known(self) -> list[str]:
        return [text for value in self._plain.values() if len(text := str(value)) >= SHORTEST]

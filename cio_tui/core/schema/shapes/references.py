"""Values that point at something else in the book: a name, a place to go, the step that undoes another."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from cio_tui.core.schema.faults import hint
from cio_tui.core.schema.shapes.text import ID
from cio_tui.core.step import Goto

if TYPE_CHECKING:
    from cio_tui.core.reading import Json
    from cio_tui.core.schema.check import Checked, Spot
    from cio_tui.core.schema.names import Sort

_ELSEWHERE = re.compile(rf"runbook:({ID})(?:#({ID}))?")
_SORT_WORDS = {"var": "variable"}


class Reference(NamedTuple):
    """The id of something the book defines."""

    sort: Sort

    def convert(self, value: object, spot: Spot) -> Checked | None:
        if not isinstance(value, str):
            spot.reject(value, f"the {self.words()}")
            return None
        return _known(value, self.sort, spot)

    def json_schema(self) -> dict[str, Json]:
        return {"type": "string", "pattern": f"^{ID}$"}

    def words(self) -> str:
        return f"id of a {_SORT_WORDS.get(self.sort, self.sort)}"


class Destination:
    """A step of this book, or `runbook:BOOK#STEP`. Whether another book has that step is for the library to say."""

    def convert(self, value: object, spot: Spot) -> Checked | None:
        if not isinstance(value, str):
            spot.reject(value, f"a {self.words()}")
            return None
        if not value.startswith("runbook:"):
            return Goto(value) if _known(value, "step", spot) else None
        elsewhere = _ELSEWHERE.fullmatch(value)
        if elsewhere is None:
            spot.reject(value, '"runbook:BOOK#STEP" or "runbook:BOOK"')
            return None
        book, step = elsewhere[1], elsewhere[2] or ""
        if book != spot.names.book:
            return Goto(step, book)
        if not step:
            spot.report(f"{book} is this book; name one of its steps")
            return None
        return Goto(step) if _known(step, "step", spot) else None

    def json_schema(self) -> dict[str, Json]:
        return {"type": "string", "pattern": f"^({ID}|runbook:{ID}(#{ID})?)$"}

    def words(self) -> str:
        return "step id, or `runbook:BOOK#STEP`"


class UndoStep:
    """The step that switches a change back, or why there is none."""

    def convert(self, value: object, spot: Spot) -> Checked | None:
        if not isinstance(value, str):
            spot.reject(value, self.words())
            return None
        if value != "none" and not value.startswith("none:"):
            return _known(value, "step", spot)
        if not re.fullmatch(r"none: *\S.*", value):
            spot.report('say why nothing can be undone: undo = "none: why"')
            return None
        return value

    def json_schema(self) -> dict[str, Json]:
        return {"type": "string", "pattern": rf"^((?!none$){ID}|none: *\S.*)$"}

    def words(self) -> str:
        return "step id, or `none: why`"


class TimerStart:
    """What a timer counts from."""

    def convert(self, value: object, spot: Spot) -> Checked | None:
        text = value if isinstance(value, str) else ""
        sort, _, name = text.partition(":")
        if text == "incident.opened" or (sort == "milestone" and re.fullmatch(ID, name)):
            return text
        if sort == "step" and name:
            return text if _known(name, "step", spot, skip=len("step:")) else None
        spot.reject(value, self.words())
        return None

    def json_schema(self) -> dict[str, Json]:
        return {"type": "string", "pattern": rf"^(incident\.opened|step:{ID}|milestone:{ID})$"}

    def words(self) -> str:
        return "`incident.opened`, `step:ID` or `milestone:ID`"


def _known(name: str, sort: Sort, spot: Spot, skip: int = 0) -> str | None:
    known = spot.names.ids[sort]
    if name in known:
        return name
    spot.report(
        f"no {_SORT_WORDS.get(sort, sort)} is called {name or 'that'}{hint(name, known)}", index=skip or -1
    )
    return None

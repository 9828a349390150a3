"""Values out of checked tables, with their types. What is absent is neutral: empty, zero, false or None."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from cio_tui.core.expr import Expression

if TYPE_CHECKING:
    from cio_tui.core.schema.check import Checked, Row
    from cio_tui.core.step import Goto

T = TypeVar("T")


def text(row: Row, key: str) -> str:
    """A text; empty when absent."""
    value = row.get(key)
    return value if isinstance(value, str) else ""


def texts(row: Row, key: str) -> tuple[str, ...]:
    """A list of texts; empty when absent."""
    return tuple(item for item in listed(row, key) if isinstance(item, str))


def wholes(row: Row, key: str) -> tuple[int, ...]:
    """A list of whole numbers; empty when absent."""
    return tuple(item for item in listed(row, key) if isinstance(item, int))


def whole(row: Row, key: str) -> int:
    """A whole number; 0 when absent."""
    value = row.get(key)
    return value if isinstance(value, int) else 0


def number(row: Row, key: str) -> float:
    """A number, or the seconds of a duration; 0 when absent."""
    value = row.get(key)
    return float(value) if isinstance(value, int | float) else 0.0


def flag(row: Row, key: str) -> bool:
    """True only when it is there and true."""
    return row.get(key) is True


def condition(row: Row, key: str) -> Expression | None:
    """A parsed condition."""
    value = row.get(key)
    return value if isinstance(value, Expression) else None


def conditions(row: Row, key: str) -> tuple[Expression, ...]:
    """A list of parsed conditions; empty when absent."""
    return tuple(item for item in listed(row, key) if isinstance(item, Expression))


def goto(row: Row, key: str) -> Goto | None:
    """A place to go."""
    from cio_tui.core.step import Goto  # with all kinds of steps, which a probe has none of

    value = row.get(key)
    return value if isinstance(value, Goto) else None


def table(row: Row, key: str) -> Row:
    """A table; empty when absent."""
    value = row.get(key)
    return value if isinstance(value, dict) else {}


def tables(row: Row, key: str) -> tuple[Row, ...]:
    """A list of tables; empty when absent."""
    return tuple(item for item in listed(row, key) if isinstance(item, dict))


def hints(row: Row) -> dict[str, tuple[str, str]]:
    """The hints of a probe: key as written to the text of its rule and the advice."""
    found: dict[str, tuple[str, str]] = {}
    for key, pair in table(row, "hint").items():
        match pair:
            case (Expression(text=rule), str(advice)):
                found[key] = (rule, advice)
    return found


def listed(row: Row, key: str) -> tuple[Checked, ...]:
    """A list of anything; empty when absent."""
    value = row.get(key)
    return value if isinstance(value, tuple) else ()


def needed(value: T | None) -> T:
    """A value that the tables require, so that its absence is a fault of ours."""
    if value is None:
        raise LookupError("a required key passed the check without a value")
    return value

"""Tables with fixed keys: the description from which checker, published schema and reference all come."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

from cio_tui.core.nearest import nearest
from cio_tui.core.schema.check import MOST_FAULTS
from cio_tui.core.schema.faults import hint

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from cio_tui.core.reading import Json
    from cio_tui.core.schema.check import Checked, Row, Spot
    from cio_tui.core.schema.shapes.shape import Shape


class Key(NamedTuple):
    """One key of a table."""

    shape: Shape
    doc: str
    """What it means, as a phrase or two."""
    required: bool = False
    default: str | int | None = None
    """Taken when the key is absent, as it would be written; None means absent."""


class Table(NamedTuple):
    """Fixed keys; which ones may depend on `kind`."""

    name: str
    """As messages and the reference call it: `[[step]]`."""
    doc: str
    keys: Mapping[str, Key]
    kinds: Mapping[str, Mapping[str, Key]] = {}
    """Further keys by the value of `kind`."""
    rule: Callable[[Row, Spot], None] | None = None
    """Reports what no single key can tell."""
    elsewhere: Mapping[str, str] = {}
    """What to say of keys that belong into another table."""

    def convert(self, value: object, spot: Spot) -> Checked | None:
        if not isinstance(value, dict):
            spot.reject(value, f"a table ({self.name})")
            return None
        if spot.is_full:
            return None
        kind = str(value.get("kind"))
        keys = {**self.keys, **self.kinds.get(kind, {})}
        unknown = [name for name in value if name not in keys][:MOST_FAULTS]
        mistyped = {self._report_unknown(name, kind, keys, spot) for name in unknown}
        row: Row = {}
        for name, key in keys.items():
            if name in value:
                converted = key.shape.convert(value[name], spot.under(name))
            elif key.required and name not in mistyped:
                spot.report(f"{self._called(spot)} needs {name}: {key.doc}")
                continue
            else:
                converted = None if key.default is None else key.shape.convert(key.default, spot)
            if converted is not None:
                row[name] = converted
        if self.rule:
            self.rule(row, spot)
        return row

    def _called(self, spot: Spot) -> str:
        return self.name.replace("ID", spot.label)

    def _report_unknown(self, name: str, kind: str, keys: Mapping[str, Key], spot: Spot) -> str:
        """Report a key that does not belong here; the key that was probably meant."""
        there = spot.under(name)
        owners = [each for each, further in self.kinds.items() if name in further]
        if name in self.elsewhere:
            there.report(self.elsewhere[name], at_key=True)
        elif owners and kind in self.kinds:
            there.report(f"{name} is a key of kind {', '.join(owners)}, and this is {kind}", at_key=True)
        elif not owners:
            known = [*keys, *({} if kind in self.kinds else chain(*self.kinds.values()))]
            there.report(f"{self._called(spot)} has no key {name}{hint(name, known)}", at_key=True)
            return nearest(name, known)
        return ""

    def json_schema(self) -> dict[str, Json]:
        properties, required = _properties(self.keys)
        schema: dict[str, Json] = {"type": "object", "title": self.name, "description": self.doc}
        if not self.kinds:
            return {**schema, "properties": properties, "required": required, "additionalProperties": False}
        return {
            **schema,
            "properties": properties,
            "required": required,
            "oneOf": [_variant(kind, further) for kind, further in self.kinds.items()],
            "unevaluatedProperties": False,
        }

    def words(self) -> str:
        return f"table `{self.name}`"


def _properties(keys: Mapping[str, Key]) -> tuple[dict[str, Json], list[Json]]:
    properties: dict[str, Json] = {}
    for name, key in keys.items():
        described: dict[str, Json] = {**key.shape.json_schema(), "description": key.doc}
        if key.default is not None:
            described["default"] = key.default
        properties[name] = described
    return properties, [name for name, key in keys.items() if key.required]


def _variant(kind: str, keys: Mapping[str, Key]) -> dict[str, Json]:
    properties, required = _properties(keys)
    return {"properties": {"kind": {"const": kind}, **properties}, "required": ["kind", *required]}

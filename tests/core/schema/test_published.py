"""The published schema accepts what the checker accepts, and refuses what a single key can tell."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import tomli

from cio_tui.core.schema.published import json_schema

BOOKS = Path(__file__).parents[2] / "data" / "runbooks"
ANNOTATIONS = {"$schema", "title", "description", "default", "format"}
TYPES = {"object": dict, "array": list, "string": str, "boolean": bool, "integer": int, "number": int | float}


def conforms(value: Any, schema: dict[str, Any]) -> bool:
    """The part of draft 2020-12 that the published schema uses; another keyword fails the test."""
    rest = {key: part for key, part in schema.items() if key not in ANNOTATIONS}
    kinds = rest.pop("type", [])
    if kinds and not any(is_of(value, kind) for kind in ([kinds] if isinstance(kinds, str) else kinds)):
        return False
    if "anyOf" in rest:
        return any(conforms(value, each) for each in rest.pop("anyOf"))
    match value:
        case dict():
            return object_conforms(value, rest)
        case list():
            fits = rest.pop("minItems", 0) <= len(value) <= rest.pop("maxItems", len(value))
            items = rest.pop("items", {})
            assert rest == {}
            return fits and all(conforms(item, items) for item in value)
        case _:
            return scalar_conforms(value, rest)


def is_of(value: Any, kind: str) -> bool:
    return isinstance(value, TYPES[kind]) and (kind == "boolean" or not isinstance(value, bool))


def object_conforms(value: dict[str, Any], rest: dict[str, Any]) -> bool:
    properties = dict(rest.pop("properties", {}))
    if "oneOf" in rest:
        fitting = [each for each in rest.pop("oneOf") if object_conforms(value, dict(each))]
        if len(fitting) != 1:
            return False
        properties |= fitting[0]["properties"]
    others = rest.pop("additionalProperties", rest.pop("unevaluatedProperties", True))
    names = rest.pop("propertyNames", {})
    required = set(rest.pop("required", ()))
    assert rest == {}
    if not required <= value.keys() or (others is False and not value.keys() <= properties.keys()):
        return False
    if not all(conforms(name, names) for name in value):
        return False
    other = others if isinstance(others, dict) else {}
    return all(conforms(item, properties.get(name, other)) for name, item in value.items())


def scalar_conforms(value: Any, rest: dict[str, Any]) -> bool:
    unlimited = {
        "enum": [value],
        "const": value,
        "pattern": "",
        "minLength": 0,
        "minimum": value,
        "maximum": value,
    }
    limits = {**unlimited, **rest}
    assert limits.keys() == unlimited.keys()
    return (
        value in limits["enum"]
        and value == limits["const"]
        and bool(re.search(limits["pattern"], str(value)))
        and len(str(value)) >= limits["minLength"]
        and bool(limits["minimum"] <= value <= limits["maximum"])
    )


def as_json(value: object) -> object:
    """TOML as an editor hands it to a schema: a date is a text."""
    match value:
        case dict():
            return {key: as_json(item) for key, item in value.items()}
        case list():
            return [as_json(item) for item in value]
        case date():
            return value.isoformat()
        case _:
            return value


def book_conforms(path: Path) -> bool:
    return conforms(as_json(tomli.loads(path.read_text(encoding="utf-8"))), json_schema())


@pytest.mark.parametrize("name", ["minimal", "whole"])
def test_a_good_book_conforms(name: str) -> None:
    assert book_conforms(BOOKS / "good" / f"{name}.toml")


@pytest.mark.parametrize(
    "name",
    [
        *("unknown-top-table", "unknown-key", "unknown-key-step", "unknown-key-probe", "unknown-key-inline"),
        *("key-of-another-kind", "missing-keys", "no-steps", "unknown-step-kind", "unknown-probe-kind"),
        *("schema-2", "schema-0", "schema-text", "wrong-types", "severity", "review-days", "duration-bare"),
        *("duration-words", "bad-id", "undo-without-reason", "method-writes", "plain-http", "timer-neither"),
        *("endpoint-unknown", "host-behind-placeholder", "check-of-ten-lines", "goto-form", "include-list"),
    ],
)
def test_what_a_single_key_can_tell_is_refused(name: str) -> None:
    assert not book_conforms(BOOKS / "bad" / f"{name}.toml")


def test_every_key_says_what_it_is_for() -> None:
    def silent(schema: Any, path: str) -> list[str]:
        if not isinstance(schema, dict):
            return []
        keys = schema.get("properties", {})
        found = [
            f"{path}.{name}"
            for name, key in keys.items()
            if not key.get("description") and "const" not in key
        ]
        return found + [one for name, part in schema.items() for one in silent(part, f"{path}.{name}")]

    assert silent(json_schema(), "") == []
